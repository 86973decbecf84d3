import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatEndpoint, type SshEndpoint } from '../model/endpoint.ts';
import { EngineError } from '../model/problem.ts';
import { pinOf, type HostKey } from './host-keys.ts';

export interface PinnedHost {
  /** For ssh's HostKeyAlgorithms: what the pinned key can sign with. */
  readonly hostKeyAlgorithm: string;
  /** For ssh's HostKeyAlias. */
  readonly alias: string;
  /** The line that pins the key, for a known_hosts file on another machine. */
  readonly knownHostsLine: string;
}

/** ssh lowers a host's name before it looks it up, but not an alias: match_pattern_list wants it lowered. */
export function hostKeyAlias(endpoint: Pick<SshEndpoint, 'host' | 'port'>): string {
  return `warmspare-${endpoint.host.toLowerCase()}-${String(endpoint.port)}`;
}

/**
 * Makes the app's own known_hosts file name exactly the pinned key for this endpoint; the person's own file is never
 * touched. Scans only when the key is not there yet. Problem `endpoint.host-key-changed` when the server shows other keys.
 */
export async function ensurePinned(
  endpoint: SshEndpoint,
  file: string,
  scan: (endpoint: SshEndpoint) => Promise<readonly HostKey[]>,
): Promise<PinnedHost> {
  const alias = hostKeyAlias(endpoint);
  const lines = await readLines(file);
  const [own, others] = [
    lines.filter((line) => isAbout(line, alias)),
    lines.filter((line) => !isAbout(line, alias)),
  ];
  const known = own.map(keyOf).find((key) => key?.pin === endpoint.hostKey);
  const key = known ?? pinnedAmong(await scan(endpoint), endpoint);
  const line = `${alias} ${key.type} ${key.base64}`;
  // A key that was pinned earlier must not be good for ssh any more.
  if (known === undefined || own.length > 1) await replace(file, others, `${line}\n`);
  return { alias, hostKeyAlgorithm: algorithmsOf(key.type), knownHostsLine: line };
}

function pinnedAmong(keys: readonly HostKey[], endpoint: SshEndpoint): HostKey {
  const key = keys.find(({ pin }) => pin === endpoint.hostKey);
  if (key !== undefined) return key;
  throw EngineError.of('endpoint.host-key-changed', {
    endpoint: formatEndpoint(endpoint),
    expected: endpoint.hostKey,
    found: keys.map(({ type, pin }) => `${type} ${pin}`).join(', '),
  });
}

/** An RSA key signs with SHA-2; plain `ssh-rsa` would be SHA-1. */
function algorithmsOf(type: string): string {
  return type === 'ssh-rsa' ? 'rsa-sha2-512,rsa-sha2-256' : type;
}

/** With their newlines, so that what we do not know comes back byte for byte (latin1 keeps any byte). */
async function readLines(file: string): Promise<readonly string[]> {
  try {
    return (await readFile(file, 'latin1')).match(/[^\n]*\n|[^\n]+$/g) ?? [];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function isAbout(line: string, alias: string): boolean {
  return line.startsWith(`${alias} `);
}

function keyOf(line: string): HostKey | undefined {
  const [, type, base64] = line.trimEnd().split(' ');
  if (type === undefined || base64 === undefined) return undefined;
  return { type, base64, pin: pinOf(Buffer.from(base64, 'base64')) };
}

async function replace(file: string, others: readonly string[], line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const kept = others.join('');
  const gap = kept === '' || kept.endsWith('\n') ? '' : '\n';
  const temporary = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(kept + gap + line, 'latin1');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(temporary, 0o600);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
