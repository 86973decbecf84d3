import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAtPrimary } from '../../../engine/failover/look-at-primary.ts';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import type { PrimaryLook } from '../../../engine/model/promotion.ts';
import { currentPlatform } from '../../../engine/platform/index.ts';
import { runProcess } from '../../../engine/platform/run-process.ts';
import { closedPort } from '../../helpers/closed-port.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { sshEndpoint } from '../../helpers/pair-fixture.ts';

describe('a look at a primary', () => {
  let sshd: LoopbackSshd;
  let endpoint: SshEndpoint;
  const servers: Server[] = [];
  beforeAll(async () => {
    sshd = await startLoopbackSshd();
    endpoint = sshEndpoint(sshd) as SshEndpoint;
  });
  afterAll(async () => {
    await sshd.stop();
    for (const server of servers) server.close();
  });
  const ports = { run: runProcess, platform: currentPlatform(), timeoutMs: 30_000 };
  const look = async (to: Partial<SshEndpoint>, address?: string, timeoutMs = 30_000): Promise<string[]> =>
    briefs(await lookAtPrimary({ ...endpoint, ...to }, address, { ...ports, timeoutMs }));
  const briefs = (looks: readonly PrimaryLook[]): string[] =>
    looks.map(({ path, state, address }) => `${path} ${address} ${state}`);
  const serverThat = async (greets: string | undefined): Promise<number> => {
    const server = createServer((socket) => {
      if (greets !== undefined) socket.write(greets);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    return (server.address() as AddressInfo).port;
  };

  it('hears it on both paths, and says what it heard', async () => {
    const [bySsh, byPing] = await lookAtPrimary(endpoint, undefined, ports);
    expect(bySsh).toMatchObject({ path: 'ssh', state: 'answers', text: expect.stringMatching(/^SSH-2\.0-/) });
    expect(byPing).toMatchObject({
      path: 'ping',
      state: 'answers',
      text: expect.stringMatching(/^64 bytes from 127/),
    });
  });

  it('takes whatever is there for alive: no sshd, another server, and one that says nothing', async () => {
    const alive = ['ssh 127.0.0.1 answers', 'ping 127.0.0.1 answers'];
    expect(await look({ port: await closedPort() })).toEqual(alive);
    expect(await look({ port: await serverThat('220 mail\r\n') })).toEqual(alive);
    expect(await look({ port: await serverThat(undefined) }, undefined, 2_000)).toEqual(alive);
  });

  it('says nothing of a name that another machine has to know, unless it is told the address', async () => {
    expect(await look({ host: 'primary.invalid' })).toEqual([
      'ssh primary.invalid unknown',
      'ping primary.invalid unknown',
    ]);
    expect(await look({ host: 'primary.invalid' }, '127.0.0.1')).toEqual([
      'ssh 127.0.0.1 answers',
      'ping 127.0.0.1 answers',
    ]);
  });

  it('takes a machine that answers to its own name no more for silent', async () => {
    expect(await look({ host: 'warmspare-nobody.local' })).toEqual([
      'ssh warmspare-nobody.local silent',
      'ping warmspare-nobody.local silent',
    ]);
  });

  it('does not take a ping that could not be made for silence', async () => {
    const run: typeof runProcess = ([, ...args], options) =>
      runProcess(['/nonexistent/ping', ...args], options);
    const [, byPing] = await lookAtPrimary(endpoint, undefined, { ...ports, run });
    expect(byPing).toMatchObject({ state: 'unknown', text: 'there is no ping here (ENOENT)' });
    const broken: typeof runProcess = (_, options) =>
      runProcess(['ping', '-c', 'many', '127.0.0.1'], options);
    const [, misused] = await lookAtPrimary(endpoint, undefined, { ...ports, run: broken });
    expect(misused?.state).toBe('unknown');
  });
});
