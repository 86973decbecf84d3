import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { pinOf, type HostKey } from '../../../engine/ssh/host-keys.ts';
import { ensurePinned } from '../../../engine/ssh/known-hosts.ts';

function aKey(type: string, seed: string): HostKey {
  const blob = Buffer.from(seed);
  return { type, base64: blob.toString('base64'), pin: pinOf(blob) };
}

const ED25519 = aKey('ssh-ed25519', 'one');
const RSA = aKey('ssh-rsa', 'two');
const anEndpoint = (hostKey: string): SshEndpoint => ({
  kind: 'ssh',
  user: 'root',
  host: 'Spare.local',
  port: 22,
  hostKey,
});

let folder: string;
let file: string;
let scans: number;
const scan = (): Promise<readonly HostKey[]> => {
  scans++;
  return Promise.resolve([ED25519, RSA]);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ws-known-'));
  file = join(folder, 'known_hosts');
  scans = 0;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the app’s own known hosts', () => {
  it('take the key whose fingerprint is the pin, readable by nobody else', async () => {
    expect(await ensurePinned(anEndpoint(ED25519.pin), file, scan)).toEqual({
      alias: 'warmspare-spare.local-22',
      hostKeyAlgorithm: 'ssh-ed25519',
      knownHostsLine: `warmspare-spare.local-22 ssh-ed25519 ${ED25519.base64}`,
    });
    expect(readFileSync(file, 'utf8')).toBe(`warmspare-spare.local-22 ssh-ed25519 ${ED25519.base64}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['known_hosts']);
  });

  it('let an RSA key sign with SHA-2 only', async () => {
    expect((await ensurePinned(anEndpoint(RSA.pin), file, scan)).hostKeyAlgorithm).toBe(
      'rsa-sha2-512,rsa-sha2-256',
    );
  });

  it('do not ask the server again', async () => {
    await ensurePinned(anEndpoint(ED25519.pin), file, scan);
    await ensurePinned(anEndpoint(ED25519.pin), file, scan);
    expect(scans).toBe(1);
  });

  it('keep other lines byte for byte and drop an earlier key of this endpoint', async () => {
    const others = Buffer.from(
      '# caf\xe9\n\nwarmspare-spare.local-2222 ssh-rsa AAAA\nhost ssh-rsa BBBB',
      'latin1',
    );
    writeFileSync(file, Buffer.concat([Buffer.from('warmspare-spare.local-22 ssh-rsa b2xk\n'), others]));
    await ensurePinned(anEndpoint(ED25519.pin), file, scan);
    expect(readFileSync(file, 'latin1')).toBe(
      `${others.toString('latin1')}\nwarmspare-spare.local-22 ssh-ed25519 ${ED25519.base64}\n`,
    );
  });

  it('refuse a server that shows other keys, and stay as they are', async () => {
    const pin = pinOf(Buffer.from('another'));
    const refused = await ensurePinned(anEndpoint(pin), file, scan).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EngineError);
    expect((refused as EngineError).problem).toEqual({
      code: 'endpoint.host-key-changed',
      retry: 'person',
      details: {
        endpoint: 'ssh://root@Spare.local',
        expected: pin,
        found: `ssh-ed25519 ${ED25519.pin}, ssh-rsa ${RSA.pin}`,
      },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
