import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '../model/result.ts';
import { betweenMarkers, type Shell } from '../model/shell.ts';
import {
  INSTALL_DROP_IN_SCRIPT,
  KEEP_DROP_IN_SCRIPT,
  READ_SETTINGS_SCRIPT,
  UNDO_DROP_IN_SCRIPT,
} from './sshd-scripts.ts';

export interface SshdFault {
  readonly kind:
    | 'not-root'
    | 'no-sshd'
    | 'unreadable'
    | 'no-include'
    | 'unwritable'
    | 'invalid'
    | 'not-reloaded'
    | 'no-answer';
  readonly text: string;
}

/** The text of `sshd -T`, for `findObstacles`. The shell must be root's. */
export function readSshdSettings(shell: Shell): Promise<Result<string, SshdFault>> {
  return ask(shell, READ_SETTINGS_SCRIPT, []);
}

/** Puts a drop-in in place, once sshd has found it valid. The settings as they then are. */
export function installDropIn(shell: Shell, dropIn: string): Promise<Result<string, SshdFault>> {
  return ask(shell, INSTALL_DROP_IN_SCRIPT, [dropIn]);
}

/** Takes it away again, by the session that was kept open. */
export function undoDropIn(shell: Shell): Promise<Result<string, SshdFault>> {
  return ask(shell, UNDO_DROP_IN_SCRIPT, []);
}

/** After the proof: what was there before need not be kept. */
export function keepDropIn(shell: Shell): Promise<Result<string, SshdFault>> {
  return ask(shell, KEEP_DROP_IN_SCRIPT, []);
}

async function ask(
  shell: Shell,
  script: string,
  args: readonly string[],
): Promise<Result<string, SshdFault>> {
  const nonce = randomBytes(12).toString('hex');
  const { stdout, stderr } = await shell.run(script, [nonce, ...args]);
  const answer = betweenMarkers(stdout, nonce);
  if (answer === undefined) return err({ kind: 'no-answer', text: stderr.slice(-2000) });
  const text = Buffer.from(answer).toString('utf8');
  // fault invalid\n/etc/ssh/…: line 3: Bad configuration option: Xyz
  const [, kind, reason] = /^fault ([a-z-]+)\n([^]*)$/m.exec(text) ?? [];
  if (kind === undefined) return ok(text);
  return err({ kind: kind as SshdFault['kind'], text: (reason ?? '').trim() });
}
