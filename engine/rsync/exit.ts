import type { Problem, ProblemCode } from '../model/problem.ts';
import type { MessageLog } from './messages.ts';

export interface ExitFacts {
  readonly code: number | null;
  readonly signal: string | null;
  readonly messages: MessageLog;
}

export interface ExitMeaning {
  readonly outcome: 'succeeded' | 'partial' | 'failed';
  readonly problem: Problem | undefined;
}

interface Row {
  readonly outcome: 'partial' | 'failed';
  readonly code: ProblemCode;
  readonly retry: Problem['retry'];
}

function failed(code: ProblemCode, retry: Problem['retry'] = 'person'): Row {
  return { outcome: 'failed', code, retry };
}

/** rsync's exit codes (errcode.h of 3.5.0) and those of ssh and the shell that rsync passes on. */
const MEANING: Readonly<Record<number, Row>> = {
  1: failed('rsync.usage'),
  2: failed('rsync.protocol'),
  3: failed('rsync.io'),
  4: failed('rsync.usage'),
  5: failed('rsync.protocol'),
  10: failed('rsync.connection-lost', 'transient'),
  11: failed('rsync.io'),
  12: failed('rsync.connection-lost', 'transient'),
  13: failed('rsync.io'),
  14: failed('rsync.failed'),
  15: failed('rsync.killed', 'transient'),
  16: failed('rsync.killed', 'transient'),
  19: failed('rsync.killed', 'transient'),
  20: failed('rsync.killed', 'transient'),
  21: failed('rsync.failed'),
  22: failed('rsync.failed'),
  23: { outcome: 'partial', code: 'rsync.partial', retry: 'person' },
  24: { outcome: 'partial', code: 'rsync.vanished', retry: 'transient' },
  25: { outcome: 'partial', code: 'rsync.max-delete', retry: 'person' },
  30: failed('rsync.timeout', 'transient'),
  35: failed('rsync.timeout', 'transient'),
  124: failed('rsync.connection-lost', 'transient'),
  125: failed('rsync.killed', 'transient'),
  126: failed('rsync.missing'),
  127: failed('rsync.missing'),
  255: failed('rsync.connection-lost', 'transient'),
};

/** The codes that mean a lost peer, and so hide why it was lost. */
const LOST = new Set([5, 10, 12, 14, 124, 255]);

/**
 * What the end of an rsync means. `missingIsFine`: in a pass that deletes what is missing, being missing is no fault.
 * That a run was cancelled is known by whoever cancelled it, never from the code.
 */
export function exitMeaning(
  exit: ExitFacts,
  options: { readonly missingIsFine?: boolean } = {},
): ExitMeaning {
  const { code, signal, messages } = exit;
  if (signal !== null) return meaning(exit, failed('rsync.killed', 'transient'));
  if (code === 0) {
    return messages.count('max-delete') > 0
      ? meaning(exit, MEANING[25])
      : { outcome: 'succeeded', problem: undefined };
  }
  const row = code === null ? undefined : MEANING[code];
  if (row?.outcome === 'partial' && options.missingIsFine === true && onlyMissing(messages, code))
    return { outcome: 'succeeded', problem: undefined };
  return meaning(exit, refined(row, exit) ?? row ?? failed('rsync.failed'));
}

function onlyMissing(messages: MessageLog, code: number | null): boolean {
  if (code === 25) return false;
  const bad = (['unreadable', 'disk-full', 'max-delete', 'other'] as const).some(
    (fault) => messages.count(fault) > 0,
  );
  return !bad && messages.count('vanished') + messages.count('not-a-directory') > 0;
}

/** The reason behind a code that only says that the peer is gone. */
function refined(row: Row | undefined, { code, messages }: ExitFacts): Row | undefined {
  if (messages.count('disk-full') > 0) return failed('rsync.disk-full');
  if (code === null || !LOST.has(code)) return row;
  if (messages.count('host-key') > 0) return failed('endpoint.host-key-changed');
  if (messages.count('permission-denied') > 0) return failed('endpoint.auth-failed');
  if (messages.count('unclean-shell') > 0) return failed('endpoint.garbled');
  if (messages.count('peer-usage') > 0) return failed('rsync.usage');
  if (messages.count('not-found') > 0) return failed('rsync.missing');
  return row;
}

function meaning({ code, messages }: ExitFacts, row: Row | undefined): ExitMeaning {
  const { outcome, code: problemCode, retry } = row ?? failed('rsync.failed');
  const files = messages.paths;
  const count = messages.count('unreadable') + messages.count('vanished') + messages.count('disk-full');
  const details = {
    ...(code === null ? {} : { exitCode: code }),
    ...(messages.text === '' ? {} : { output: messages.text }),
    ...(files.length === 0 ? {} : { files }),
    ...(count === 0 ? {} : { count }),
  };
  return { outcome, problem: { code: problemCode, retry, details } };
}
