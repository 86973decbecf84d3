import type { Command } from 'commander';
import type { Session } from './session.ts';

/** Carries out one command: opens the engine, and keeps the status. `pairName` is the pair it is about, if any. */
export type Carry = (
  command: Command,
  pairName: string | undefined,
  work: (session: Session) => Promise<number>,
) => Promise<void>;

/** The options that every command takes, before or after its name. */
export function withSharedOptions(command: Command): Command {
  return command
    .option('--json', 'print JSON, for scripts')
    .option('--home <dir>', 'where pairs and history are kept (or WARMSPARE_HOME)');
}

/** Commands as one would type them. */
export function examples(...lines: readonly [string, string, ...string[]]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** For commander: an option that may be given again. */
export function appendWord(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
