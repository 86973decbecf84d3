import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { runProcess } from '../../../engine/platform/run-process.ts';
import { startAgent, type Agent } from '../../../engine/ssh/agent.ts';
import { sshArguments } from '../../../engine/ssh/client.ts';
import { scanHostKeys } from '../../../engine/ssh/host-keys.ts';
import { loadIdentity } from '../../../engine/ssh/identity.ts';
import { ensurePinned } from '../../../engine/ssh/known-hosts.ts';
import type { SigningKey } from '../../../engine/ssh/private-key.ts';
import { quoteCommand } from '../../../engine/model/quote.ts';
import { sshShell } from '../../../engine/ssh/shell.ts';
import { HAS_SSHD, makeKey, startSshd, type Sshd } from './sshd.ts';

let folder: string;
let agent: Agent | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ws-agent-test-'));
});
afterEach(async () => {
  await agent?.close();
  agent = undefined;
  rmSync(folder, { recursive: true });
});

/** Not spawnSync: the agent answers from this very process. */
async function sshAdd(...args: string[]): Promise<{ status: number | null; out: string }> {
  const env = { SSH_AUTH_SOCK: agent?.socketPath ?? '' };
  const end = await runProcess(['ssh-add', ...args], { env, timeoutMs: 10_000 });
  if (end.kind !== 'exited') throw new Error(end.kind);
  return { status: end.code, out: Buffer.from(end.stdout).toString('utf8') };
}

describe('the app’s agent', () => {
  it('lists its keys to ssh-add and lies where nobody else reaches', async () => {
    const files = ['ed25519', 'ecdsa', 'rsa'].map((type) => makeKey(join(folder, type), type));
    agent = await startAgent({ identityFiles: files, parentFolder: folder });
    const expected = files.map((file) => readFileSync(`${file}.pub`, 'utf8').trim());
    expect((await sshAdd('-L')).out.trim().split('\n')).toEqual(expected);
    expect([
      statSync(agent.socketPath).mode & 0o777,
      statSync(dirname(agent.socketPath)).mode & 0o777,
    ]).toEqual([0o600, 0o700]);
  });

  // Not rsa: ssh-add -T of OpenSSH 9.2 asks for SHA-1, which is refused; a sign-in below proves rsa.
  it.each(['ed25519', 'ecdsa'])('signs with an %s key as ssh-add can prove', async (type) => {
    const file = makeKey(join(folder, 'k'), type);
    agent = await startAgent({ keys: [await loadIdentity(file)], parentFolder: folder });
    // ECDSA signatures differ in length from one to the next.
    for (let i = 0; i < 10; i++) expect((await sshAdd('-T', `${file}.pub`)).status).toBe(0);
  });

  it('lets whoever asks wait for a key that is being opened', async () => {
    const file = makeKey(join(folder, 'k'));
    let open: (keys: readonly SigningKey[]) => void = () => undefined;
    const keys = new Promise<readonly SigningKey[]>((resolve) => (open = resolve));
    agent = await startAgent({ keys: () => keys, parentFolder: folder });
    const asked = sshAdd('-L');
    open([await loadIdentity(file)]);
    expect((await asked).out.trim()).toBe(readFileSync(`${file}.pub`, 'utf8').trim());
  });

  it('has no key where one cannot be opened', async () => {
    const keys = (): Promise<never> => Promise.reject(new Error('gone'));
    agent = await startAgent({ keys, parentFolder: folder });
    expect((await sshAdd('-l')).out.trim()).toBe('The agent has no identities.');
  });

  it('signs with no other key, takes none, gives none up and cannot be locked', async () => {
    const mine = makeKey(join(folder, 'mine'));
    const other = makeKey(join(folder, 'other'));
    agent = await startAgent({ identityFiles: [mine], parentFolder: folder });
    const refused = [];
    for (const args of [['-T', `${other}.pub`], [other], ['-D'], ['-d', mine]])
      refused.push((await sshAdd(...args)).status);
    expect(refused).not.toContain(0);
    expect((await sshAdd('-l')).out.trim().split('\n')).toHaveLength(1);
  });

  it('answers what follows a request that it refuses, cut anywhere', async () => {
    agent = await startAgent({ identityFiles: [makeKey(join(folder, 'k'))], parentFolder: folder });
    const extension = Buffer.concat([Buffer.from([27]), Buffer.alloc(40, 1)]);
    const frame = (body: Buffer): Buffer => Buffer.concat([Buffer.from([0, 0, 0, body.length]), body]);
    const requests = Buffer.concat([frame(extension), frame(Buffer.from([11]))]);
    const socket = connect(agent.socketPath);
    for (const byte of requests) socket.write(Buffer.from([byte]));
    let got = Buffer.alloc(0);
    while (got.length < 11) got = Buffer.concat([got, ((await once(socket, 'data')) as [Buffer])[0]]);
    expect([...got.subarray(0, 5)]).toEqual([0, 0, 0, 1, 5]);
    expect([got[9], got.readUInt32BE(10)]).toEqual([12, 1]);
    socket.destroy();
  });

  it('hangs up on messages that are too long', async () => {
    agent = await startAgent({ keys: [], parentFolder: folder });
    const socket = connect(agent.socketPath);
    socket.on('error', () => undefined);
    socket.write(Buffer.from([0xff, 0, 0, 0, 11]));
    await once(socket, 'close');
    expect((await sshAdd('-l')).status).toBe(1);
  });

  it('is gone when it is closed, with its folder', async () => {
    agent = await startAgent({ keys: [], parentFolder: folder });
    connect(agent.socketPath).on('error', () => undefined);
    const { socketPath } = agent;
    await agent.close();
    agent = undefined;
    expect([existsSync(socketPath), readdirSync(folder)]).toEqual([false, []]);
  });
});

describe('loading an identity', () => {
  const faultOf = (file: string): Promise<unknown> =>
    loadIdentity(file).then(
      () => 'none',
      (error: unknown) =>
        error instanceof EngineError ? [error.problem.code, error.problem.details.text] : error,
    );

  it('says what is wrong with it', async () => {
    const file = makeKey(join(folder, 'k'));
    writeFileSync(join(folder, 'text'), 'no key', { mode: 0o600 });
    const faults = [
      await faultOf(file),
      await faultOf(join(folder, 'none')),
      await faultOf(join(folder, 'text')),
      await faultOf(makeKey(join(folder, 'locked'), 'ed25519', 'secret')),
    ];
    chmodSync(`${file}.pub`, 0o600);
    faults.push(await faultOf(`${file}.pub`));
    chmodSync(file, 0o640);
    faults.push(await faultOf(file));
    const unreadable = (why: string): unknown => ['endpoint.identity-unreadable', why];
    expect(faults).toEqual([
      'none',
      ...['missing', 'not-a-private-key', 'encrypted', 'not-a-private-key', 'permissions'].map(unreadable),
    ]);
  });

  it('reads PEM keys of older OpenSSH as well', async () => {
    const file = makeKey(join(folder, 'k'), 'rsa');
    execFileSync('ssh-keygen', ['-q', '-p', '-m', 'PEM', '-N', '', '-f', file]);
    expect((await loadIdentity(file)).type).toBe('ssh-rsa');
  });
});

describe.skipIf(!HAS_SSHD)('the agent and real servers', () => {
  const endpointOf = (server: Sshd): SshEndpoint => ({
    kind: 'ssh',
    user: server.user,
    host: '127.0.0.1',
    port: server.port,
    hostKey: server.pins.ed25519,
  });

  it.each(['ed25519', 'ecdsa', 'rsa'])(
    'signs in with an %s key, and from the first host to the second',
    async (type) => {
      const key = makeKey(join(folder, 'k'), type);
      const authorized = readFileSync(`${key}.pub`, 'utf8');
      const [first, second] = [await startSshd([], authorized), await startSshd([], authorized)];
      try {
        agent = await startAgent({ identityFiles: [key], parentFolder: folder });
        rmSync(key);
        const knownHostsFile = join(folder, 'known_hosts');
        const scan = (address: SshEndpoint): ReturnType<typeof scanHostKeys> =>
          scanHostKeys(address, { timeoutMs: 10_000 });
        const base = { knownHostsFile, connectTimeoutSeconds: 10, agentSocket: agent.socketPath };
        const toFirst = await ensurePinned(endpointOf(first), knownHostsFile, scan);
        const toSecond = await ensurePinned(endpointOf(second), knownHostsFile, scan);
        const hop = sshArguments(endpointOf(second), {
          knownHostsFile,
          connectTimeoutSeconds: 10,
          alias: toSecond.alias,
          hostKeyAlgorithms: toSecond.hostKeyAlgorithm,
        });
        const run = async (forwardAgent: boolean): Promise<[number | null, string]> => {
          const shell = sshShell(endpointOf(first), {
            ...base,
            runProcess,
            alias: toFirst.alias,
            hostKeyAlgorithms: toFirst.hostKeyAlgorithm,
            forwardAgent,
          });
          const result = await shell.run(quoteCommand(['ssh', ...hop, 'echo $SSH_CONNECTION']), []);
          return [result.code, Buffer.from(result.stdout).toString().trim().split(' ').at(-1) ?? ''];
        };
        expect(await run(true)).toEqual([0, String(second.port)]);
        await expect(run(false)).rejects.toThrow('endpoint.auth-failed');
      } finally {
        await first.stop();
        await second.stop();
      }
    },
  );
});
