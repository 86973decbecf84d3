import { randomBytes } from 'node:crypto';
import { EngineError } from '../model/problem.ts';
import { beginMarker, betweenMarkers, endMarker, type Shell } from '../model/shell.ts';

export interface Account {
  readonly user: string;
  readonly isRoot: boolean;
}

const SCRIPT = 'printf %s "$1"; id -u; id -un; printf %s "$2"';

/**
 * Runs a first command. An expired password, a login shell like nologin or a forced command let a person in and run nothing of
 * theirs: `sign-in.password-expired`, `sign-in.no-shell`.
 */
export async function proveShell(shell: Shell, endpoint: string, signal: AbortSignal): Promise<Account> {
  const nonce = randomBytes(12).toString('hex');
  const { stdout, stderr } = await shell.run(SCRIPT, [beginMarker(nonce), endMarker(nonce)], { signal });
  const answer = betweenMarkers(stdout, nonce);
  const [uid, user] = answer === undefined ? [] : Buffer.from(answer).toString('utf8').split('\n');
  if (uid !== undefined && user !== undefined) return { user, isRoot: uid === '0' };
  const output = `${Buffer.from(stdout).toString('utf8')}${stderr}`.trim().slice(-4000);
  // Password change required but no TTY available.
  const isExpired = /password change required|password has expired/i.test(output);
  throw EngineError.of(isExpired ? 'sign-in.password-expired' : 'sign-in.no-shell', {
    endpoint,
    ...(output !== '' && { output }),
  });
}
