import { parseCommandTimeout } from '../../../../engine/model/command-timeout.ts';
import { CommandText, LONGEST_COMMAND_SECONDS, RunCommand } from '../../../../engine/model/run-command.ts';
import { err, ok, type Result } from '../../../../engine/model/result.ts';
import type { CommandDraft } from './draft.ts';

/** The commands of a draft, and what keeps them from being saved. */
export interface ReadCommands {
  /** `undefined`: there is a fault in them. */
  readonly list: readonly RunCommand[] | undefined;
  /** By key; an entry for each that has a fault. */
  readonly faults: ReadonlyMap<string, CommandFaults>;
}

export interface CommandFaults {
  readonly text: 'empty' | 'unusable' | undefined;
  readonly timeout: 'empty' | 'unknown' | 'too-long' | undefined;
}

export function readCommands(drafts: readonly CommandDraft[]): ReadCommands {
  const faults = new Map<string, CommandFaults>();
  const list = drafts.flatMap((draft) => {
    const read = readCommand(draft);
    if (read.ok) return [read.value];
    faults.set(draft.key, read.error);
    return [];
  });
  return { list: faults.size === 0 ? list : undefined, faults };
}

function readCommand({
  when,
  on,
  text,
  timeout,
  ifItFails,
}: CommandDraft): Result<RunCommand, CommandFaults> {
  const timeoutSeconds = readTimeout(timeout);
  const fault = textFault(text);
  if (!timeoutSeconds.ok || fault !== undefined)
    return err({ text: fault, timeout: timeoutSeconds.ok ? undefined : timeoutSeconds.error });
  const command = { on, text, timeoutSeconds: timeoutSeconds.value };
  return ok(RunCommand.parse(when === 'before' ? { when, ...command, ifItFails } : { when, ...command }));
}

function textFault(text: string): CommandFaults['text'] {
  if (text.trim() === '') return 'empty';
  return CommandText.safeParse(text).success ? undefined : 'unusable';
}

function readTimeout(text: string): Result<number, NonNullable<CommandFaults['timeout']>> {
  const seconds = parseCommandTimeout(text);
  if (seconds === undefined) return err(text.trim() === '' ? 'empty' : 'unknown');
  if (seconds < 1) return err('unknown');
  return seconds > LONGEST_COMMAND_SECONDS ? err('too-long') : ok(seconds);
}
