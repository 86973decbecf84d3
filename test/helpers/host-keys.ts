import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { runProcess } from './run-process.ts';

export type KeyType = 'ed25519' | 'ecdsa' | 'rsa';

export const KEY_TYPES: readonly KeyType[] = ['ed25519', 'ecdsa', 'rsa'];

/** A server's keys, one of each type: `TYPE BASE64` and `SHA256:…`. */
export interface HostKeys {
  readonly publicKeys: Readonly<Record<KeyType, string>>;
  readonly fingerprints: Readonly<Record<KeyType, string>>;
}

/** Makes host keys of every type under the names that sshd_config(5) gives them, in place of what is there. */
export async function makeHostKeys(folder: string): Promise<HostKeys> {
  await Promise.all(KEY_TYPES.map((type) => makeKey(`${folder}/ssh_host_${type}_key`, type, 'host')));
  return readHostKeys(folder);
}

export function readHostKeys(folder: string): HostKeys {
  const publicKey = (type: KeyType): string =>
    readFileSync(`${folder}/ssh_host_${type}_key.pub`, 'utf8').split(' ').slice(0, 2).join(' ').trim();
  const ofEachType = (read: (type: KeyType) => string): Record<KeyType, string> => ({
    ed25519: read('ed25519'),
    ecdsa: read('ecdsa'),
    rsa: read('rsa'),
  });
  return {
    publicKeys: ofEachType(publicKey),
    fingerprints: ofEachType((type) => fingerprintOf(publicKey(type))),
  };
}

/** Makes an unencrypted key pair and returns the public line. */
export async function makeKey(file: string, type: KeyType, comment: string): Promise<string> {
  rmSync(file, { force: true });
  rmSync(`${file}.pub`, { force: true });
  // 2048 bits are made fast; tests keep no secrets.
  const size = type === 'rsa' ? ['-b', '2048'] : [];
  await runProcess(['ssh-keygen', '-q', '-t', type, ...size, '-N', '', '-C', comment, '-f', file]);
  return readFileSync(`${file}.pub`, 'utf8').trim();
}

/** As ssh shows it: `SHA256:` and base64 without padding. */
export function fingerprintOf(publicKey: string): string {
  const [, base64 = ''] = publicKey.split(' ');
  const digest = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}
