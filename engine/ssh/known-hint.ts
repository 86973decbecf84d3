import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SshAddress } from '../model/endpoint.ts';
import type { RunProcess } from '../model/shell.ts';
import { pinOf } from './host-keys.ts';

/** What a person's own known_hosts says of a host key: the very one, another one, or nothing about that host. */
export type KnownHint = 'same' | 'other' | undefined;

const TIMEOUT_MS = 5_000;

/**
 * The pins that a person's own known_hosts has for a host, found by ssh-keygen, since names may be hashed there. It is read
 * and never written. None where it cannot be read: it is no more than a hint.
 */
export async function personsPins(
  { host, port }: Pick<SshAddress, 'host' | 'port'>,
  runProcess: RunProcess,
  file = join(homedir(), '.ssh', 'known_hosts'),
): Promise<ReadonlySet<string>> {
  const name = port === 22 ? host : `[${host}]:${String(port)}`;
  const end = await runProcess(['ssh-keygen', '-F', name, '-f', file], { timeoutMs: TIMEOUT_MS });
  if (end.kind !== 'exited' || end.code !== 0) return new Set();
  const lines = Buffer.from(end.stdout).toString('latin1').split('\n');
  // spare.local ssh-ed25519 AAAA…   |1|…|…= ssh-rsa AAAA…   @revoked … is for nobody
  const blobs = lines.flatMap((line) => /^[^#@\s]\S*\s+\S+\s+(\S+)/.exec(line)?.[1] ?? []);
  return new Set(blobs.map((blob) => pinOf(Buffer.from(blob, 'base64'))));
}

export function hintOf(pin: string, pins: ReadonlySet<string>): KnownHint {
  if (pins.size === 0) return undefined;
  return pins.has(pin) ? 'same' : 'other';
}
