import { typedCommand } from '../../model/quote.ts';
import type { RunbookAction, RunbookPlace } from '../../model/runbook.ts';

export type CommandAction = Extract<RunbookAction, { readonly kind: 'command' }>;

export function command(where: RunbookPlace, argv: readonly string[]): CommandAction {
  return { kind: 'command', where, text: typedCommand(argv), asRoot: false };
}

export function rootCommand(where: RunbookPlace, argv: readonly string[]): CommandAction {
  return { kind: 'command', where, text: typedCommand(['sudo', ...argv]), asRoot: true };
}

/** Lines at the end of a file that only root may write. */
export function appendLines(where: RunbookPlace, file: string, lines: readonly string[]): CommandAction {
  const text = `${typedCommand(['printf', '%s\\n', ...lines])} | ${typedCommand(['sudo', 'tee', '-a', file])}`;
  return { kind: 'command', where, text, asRoot: true };
}
