import { Secret } from '../model/secret.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

/** More than any password has. */
const MOST_BYTES = 64 * 1024;

/** Two machines, and a sudo on each. */
const MOST_PASSWORDS = 4;

/** The lines of standard input, up to its end: the passwords of the standby and the primary, each with sudo's after it where that is another. */
export function readPasswords(session: Session): Promise<readonly Secret[]> {
  return readSecrets(session, '--password-stdin', MOST_PASSWORDS);
}

/** The lines of standard input, as `option` asks. */
export async function readSecrets({ io }: Session, option: string, most: number): Promise<readonly Secret[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of io.stdin) {
    const piece = Buffer.from(chunk as Buffer | string);
    chunks.push(piece);
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new UsageError(`${option} is given, but standard input is no password`);
  }
  const lines = Buffer.concat(chunks).toString('utf8').split('\n');
  for (const chunk of chunks) chunk.fill(0);
  const passwords = lines
    .filter((line) => line !== '')
    .slice(0, most)
    .map((line) => new Secret(line));
  if (passwords.length === 0)
    throw new UsageError(`${option} is given, but there is no password on standard input`);
  return passwords;
}
