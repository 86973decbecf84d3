import type { PathText } from '../model/path-text.ts';
import { fencedDetails } from '../model/promotion.ts';
import type { Problem, ProblemCode } from '../model/problem.ts';
import type { MessageLog } from './messages.ts';
import type { Fault } from './message-line.ts';

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

/**
 * rsync's exit codes (errcode.h of 3.5.0) and those of ssh and the shell that rsync passes on. 16, 19, 20 and 125 are deaths
 * by a signal that somebody sent: ours are cancellations, and no one asks for their meaning.
 */
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
  15: failed('rsync.failed'),
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
  124: failed('rsync.connection-lost'),
  125: failed('rsync.killed', 'transient'),
  126: failed('rsync.missing'),
  127: failed('rsync.missing'),
  255: failed('rsync.connection-lost', 'transient'),
};

/** The codes that mean a lost peer, and so hide why it was lost. */
const LOST = new Set([2, 5, 10, 12, 14, 124, 255]);

/**
 * What the end of an rsync means. `missingIsFine`: in a pass that deletes what is missing, being missing is no fault, and
 * a folder that stays is one. That a run was cancelled is known by whoever cancelled it, never from the code.
 */
export function exitMeaning(
  exit: ExitFacts,
  options: { readonly missingIsFine?: boolean } = {},
): ExitMeaning {
  const { code, signal, messages } = exit;
  const missingIsFine = options.missingIsFine === true;
  if (signal !== null) return meaning(exit, failed('rsync.killed', 'transient'));
  const isFine = code === 0 || (missingIsFine && (code === 23 || code === 24) && onlyMissing(messages));
  if (!isFine) return meaning(exit, refined(exit));
  // openrsync and --max-delete=0 stop with code 0; so does a folder that could not be emptied.
  if (messages.count('max-delete') > 0) return meaning(exit, MEANING[25]);
  if (missingIsFine && messages.count('not-empty') > 0) return meaning(exit, MEANING[23]);
  return { outcome: 'succeeded', problem: undefined };
}

const WORSE_THAN_MISSING: readonly Fault[] = [
  'unreadable',
  'unwritable',
  'root-missing',
  'disk-full',
  'deletion-skipped',
  'other',
];

/** What rsync did not find any more. */
export interface Gone {
  /** As it names them. */
  readonly paths: readonly PathText[];
  /** That made it pass over what is to be deleted in folders. */
  readonly passedOverDeletions: boolean;
}

/**
 * What went while rsync looked at it, where that is all that it has to say. `undefined`: there is more, or it is not known what went.
 * `missingIsFine`: what is missing is what the pass is for.
 */
export function wentMeanwhile(
  { code, signal, messages }: ExitFacts,
  { missingIsFine = false }: { readonly missingIsFine?: boolean } = {},
): Gone | undefined {
  if (signal !== null || (code !== 0 && code !== 23 && code !== 24)) return undefined;
  if (messages.count('max-delete') + messages.count('not-empty') > 0) return undefined;
  const paths = code === 0 || onlyMissing(messages, 'deletion-skipped') ? messages.gone : undefined;
  return (
    paths && {
      paths: missingIsFine ? [] : paths,
      passedOverDeletions: messages.count('deletion-skipped') > 0,
    }
  );
}

function onlyMissing(messages: MessageLog, fine?: Fault): boolean {
  if (WORSE_THAN_MISSING.some((fault) => fault !== fine && messages.count(fault) > 0)) return false;
  return messages.count('vanished') + messages.count('not-a-directory') > 0;
}

/** The table's row, or the reason behind a code that hides it. */
function refined({ code, messages }: ExitFacts): Row | undefined {
  if (messages.count('disk-full') > 0) return failed('rsync.disk-full');
  if (messages.count('promoted') > 0) return failed('standby.promoted');
  // Code 23, as if it were a file among others: nothing at all was read or written.
  if (messages.count('root-missing') > 0) return failed('rsync.io');
  const row = code === null ? undefined : MEANING[code];
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
  const count = messages.count('max-delete') > 0 ? messages.skippedDeletions : messages.entries;
  const details = {
    ...(code === null ? {} : { exitCode: code }),
    ...(messages.text === '' ? {} : { output: messages.text }),
    ...(files.length === 0 ? {} : { files }),
    ...(count === 0 ? {} : { count }),
    ...(problemCode === 'standby.promoted' && fencedDetails(messages.text)),
  };
  return { outcome, problem: { code: problemCode, retry, details } };
}
