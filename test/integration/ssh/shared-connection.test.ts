import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { sshArguments, type SshClientOptions } from '../../../engine/ssh/client.ts';
import { scanHostKeys } from '../../../engine/ssh/host-keys.ts';
import { ensurePinned } from '../../../engine/ssh/known-hosts.ts';
import { shareConnection } from '../../../engine/ssh/shared-connection.ts';
import { eventually } from '../../helpers/eventually.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { childrenOf } from '../../helpers/proc.ts';
import { runProcess, startProcess } from '../../helpers/run-process.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const LIMITS = { timeoutMs: 10_000 };

let sshd: LoopbackSshd;
beforeAll(async () => {
  sshd = await startLoopbackSshd();
});
afterAll(() => sshd.stop());

function endpointOf({ user, host, port, identityFile, hostKeyFingerprint }: LoopbackSshd): SshEndpoint {
  return { kind: 'ssh', user, host, port, identityFile, hostKey: hostKeyFingerprint };
}

async function optionsFor(endpoint: SshEndpoint): Promise<SshClientOptions> {
  const knownHostsFile = join(tempDir(), 'known_hosts');
  const { alias, hostKeyAlgorithm } = await ensurePinned(endpoint, knownHostsFile, (address) =>
    scanHostKeys(address, LIMITS),
  );
  return { knownHostsFile, alias, hostKeyAlgorithms: hostKeyAlgorithm, connectTimeoutSeconds: 10 };
}

async function sessions(): Promise<number> {
  return (await childrenOf(sshd.pid ?? 0)).length;
}

it('lets later commands go through one connection', async () => {
  const endpoint = endpointOf(sshd);
  const options = await optionsFor(endpoint);
  const shared = await shareConnection(endpoint, options, LIMITS);
  if (shared === undefined) throw new Error('not shared');
  try {
    // What the look at its keys had needed ends a moment later.
    await eventually(async () => (await sessions()) === 1);
    const through = sshArguments(endpoint, { ...options, controlPath: shared.controlPath });
    for (let i = 0; i < 5; i++) await runProcess(['ssh', ...through, 'true']);
    expect(await sessions()).toBe(1);
  } finally {
    await shared.close();
  }
  await eventually(async () => (await sessions()) === 0);
  expect(existsSync(shared.controlPath)).toBe(false);
});

it('is no hindrance when the connection is gone: ssh connects by itself', async () => {
  const endpoint = endpointOf(sshd);
  const options = await optionsFor(endpoint);
  const shared = await shareConnection(endpoint, options, LIMITS);
  if (shared === undefined) throw new Error('not shared');
  await sshd.killSessions();
  const through = sshArguments(endpoint, { ...options, controlPath: shared.controlPath });
  expect(await eventually(() => runProcess(['ssh', ...through, 'echo', 'there']))).toMatchObject({
    stdout: 'there\n',
  });
  await shared.close();
});

it('is not to be had where nobody lets us in, and leaves nothing behind', async () => {
  const endpoint = endpointOf(sshd);
  const options = await optionsFor(endpoint);
  const stranger = { ...endpoint, identityFile: '/nonexistent' };
  expect(await shareConnection(stranger, options, LIMITS)).toBeUndefined();
  expect(await shareConnection({ ...endpoint, port: 1 }, options, LIMITS)).toBeUndefined();
});

it('ends with the process that opened it, also when that is killed', async () => {
  const endpoint = endpointOf(sshd);
  const options = await optionsFor(endpoint);
  const script = `
    import { shareConnection } from ${JSON.stringify(resolve('engine/ssh/shared-connection.ts'))};
    const shared = await shareConnection(${JSON.stringify(endpoint)}, ${JSON.stringify(options)}, { timeoutMs: 10000 });
    console.log(shared === undefined ? 'none' : 'shared');
    setInterval(() => {}, 1000);
  `;
  // Every other process that shares a connection sweeps up what lies in the usual place.
  const usual = process.env['TMPDIR'];
  process.env['TMPDIR'] = tempDir();
  onTestFinished(() => {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  });
  const owner = startProcess([process.execPath, '--import', 'tsx', '--input-type=module', '-e', script]);
  await owner.waitForOutput(/shared/);
  expect(await sessions()).toBe(1);
  owner.signal('SIGKILL');
  await owner.exited;
  await eventually(async () => (await sessions()) === 0);
  expect(foldersOf(owner.pid)).toHaveLength(1);
  await (await shareConnection(endpoint, options, LIMITS))?.close();
  expect(foldersOf(owner.pid)).toEqual([]);
});

function foldersOf(pid: number): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`ws-${pid}-`));
}
