import { formatEndpoint, type SshAddress, type SshEndpoint } from '../../model/endpoint.ts';
import type { PairId } from '../../model/ids.ts';
import type { RunbookPlace } from '../../model/runbook.ts';
import { command, rootCommand, type CommandAction } from './command.ts';

/** The tool that set-up installs beside the guard of a standby. */
export const STANDBY_TOOL = '/usr/local/libexec/warmspare/standby';

/** It answers `promoted, generation N`, and every later sync from the old primary is refused. */
export function markPromoted(pairId: PairId): CommandAction {
  return rootCommand('standby', [STANDBY_TOOL, 'promote', pairId]);
}

/** `verb` is one or two words: `failback`, `schedule pause`. */
export function warmspare(
  where: RunbookPlace,
  verb: string,
  pairName: string,
  ...options: readonly string[]
): CommandAction {
  return command(where, ['warmspare', ...verb.split(' '), pairName, ...options]);
}

/** Where the pair's primary is reached from now on. */
export function movePrimary(pairName: string, primary: SshEndpoint): CommandAction {
  return warmspare('anywhere', 'pair change', pairName, '--primary', formatEndpoint(primary));
}

/** Ends a machine that still answers. sudo asks for a password, and wants a terminal for that. */
export function shutDownBySsh({ user, host, port }: SshAddress): CommandAction {
  const target = `${user}@${host}`;
  const at = port === 22 ? [] : ['-p', String(port)];
  if (user === 'root') return command('anywhere', ['ssh', ...at, target, 'shutdown -h now']);
  return command('anywhere', ['ssh', '-t', ...at, target, 'sudo shutdown -h now']);
}
