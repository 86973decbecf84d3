import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '../../helpers/temp-dir.ts';

/** A home with .ssh and, when a text is given, the file in it, as sshd wants them. */
export function aHome(text?: string): { home: string; ssh: string; file: string } {
  const home = tempDir();
  const ssh = join(home, '.ssh');
  const file = join(ssh, 'authorized_keys');
  mkdirSync(ssh, { mode: 0o700 });
  if (text !== undefined) writeFileSync(file, Buffer.from(text, 'latin1'), { mode: 0o600 });
  return { home, ssh, file };
}

export const contentOf = (file: string): string => readFileSync(file, 'latin1');
