import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../engine/model/problem.ts';
import { scanHostKeys } from '../../../engine/ssh/host-keys.ts';
import { HAS_SSHD, startSshd } from './sshd.ts';

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
  server = undefined;
});

async function serverThat(acts: (socket: Socket) => void): Promise<number> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    acts(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function problemAt(
  port: number,
  host = '127.0.0.1',
  timeoutMs = 5000,
  signal?: AbortSignal,
): Promise<unknown> {
  const options = signal === undefined ? { timeoutMs } : { timeoutMs, signal };
  return scanHostKeys({ user: 'root', host, port }, options).then(
    (keys) => keys,
    (error: unknown) => (error instanceof EngineError ? error.problem.code : error),
  );
}

/** Writes for ever, as fast as it is read. */
function flood(socket: Socket, chunk: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

describe('scanning host keys', () => {
  it.skipIf(!HAS_SSHD)('shows what ssh-keygen shows, one key of each family', async () => {
    const sshd = await startSshd();
    try {
      const keys = await scanHostKeys(
        { user: 'root', host: '127.0.0.1', port: sshd.port },
        { timeoutMs: 10_000 },
      );
      expect(keys.map(({ type, pin }) => [type, pin])).toEqual([
        ['ssh-ed25519', sshd.pins.ed25519],
        ['ecdsa-sha2-nistp256', sshd.pins.ecdsa],
        ['ssh-rsa', sshd.pins.rsa],
      ]);
    } finally {
      await sshd.stop();
    }
  });

  it.skipIf(!HAS_SSHD)('passes over families that the server does not have', async () => {
    const sshd = await startSshd(['HostKeyAlgorithms rsa-sha2-512']);
    try {
      const keys = await scanHostKeys(
        { user: 'root', host: '127.0.0.1', port: sshd.port },
        { timeoutMs: 10_000 },
      );
      expect(keys.map(({ pin }) => pin)).toEqual([sshd.pins.rsa]);
    } finally {
      await sshd.stop();
    }
  });

  it('tells a server that is not ssh', async () => {
    expect(
      await problemAt(await serverThat((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
    ).toBe('endpoint.not-ssh');
  });

  it('tells garbage, before and after an identification', async () => {
    const garbage = Buffer.alloc(5000, 0xa5);
    expect(await problemAt(await serverThat((socket) => socket.end(garbage)))).toBe('endpoint.not-ssh');
    server?.close();
    expect(
      await problemAt(
        await serverThat((socket) => socket.end(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), garbage]))),
      ),
    ).toBe('endpoint.not-ssh');
  });

  it('tells a protocol that is too old', async () => {
    expect(await problemAt(await serverThat((socket) => socket.end('SSH-1.5-old\r\n')))).toBe(
      'endpoint.not-ssh',
    );
  });

  it('waits no longer than it was told for nothing or half a banner', async () => {
    const started = performance.now();
    expect(await problemAt(await serverThat(() => undefined), '127.0.0.1', 200)).toBe('endpoint.timeout');
    server?.close();
    expect(await problemAt(await serverThat((socket) => socket.write('SSH-2.0-Op')), '127.0.0.1', 200)).toBe(
      'endpoint.timeout',
    );
    server?.close();
    expect(
      await problemAt(await serverThat((socket) => socket.write('SSH-2.0-Op\r\n')), '127.0.0.1', 200),
    ).toBe('endpoint.timeout');
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it.each([
    ['text before the banner', Buffer.alloc(65_536, 'lorem ipsum\n')],
    ['one line before the banner', Buffer.alloc(65_536, 'x')],
  ])('keeps no endless %s', async (_, chunk) => {
    const before = process.memoryUsage().rss;
    expect(
      await problemAt(
        await serverThat((socket) => {
          flood(socket, chunk);
        }),
      ),
    ).toBe('endpoint.not-ssh');
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  it('keeps no endless packets after the banner', async () => {
    // SSH_MSG_IGNORE, unencrypted: length 12, padding 4, message 2.
    const packet = Buffer.from([0, 0, 0, 12, 4, 2, 0, 0, 0, 2, 1, 1, 0, 0, 0, 0]);
    const packets = Buffer.alloc(65_536, packet);
    const before = process.memoryUsage().rss;
    const port = await serverThat((socket) => {
      socket.write('SSH-2.0-flood\r\n');
      flood(socket, packets);
    });
    expect(await problemAt(port, '127.0.0.1', 1000)).toMatch(/^endpoint\.(timeout|not-ssh)$/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('tells a closed port, a closing server, and a name that nobody has', async () => {
    const port = await serverThat((socket) => socket.end());
    expect(await problemAt(port)).toBe('endpoint.refused');
    server?.close();
    expect(await problemAt(port)).toBe('endpoint.refused');
    expect(await problemAt(22, 'nowhere.invalid')).toBe('endpoint.unreachable');
  });

  it('stops when asked', async () => {
    const port = await serverThat(() => undefined);
    expect(await problemAt(port, '127.0.0.1', 5000, AbortSignal.timeout(50))).toBe('run.cancelled');
    expect(await problemAt(port, '127.0.0.1', 5000, AbortSignal.abort())).toBe('run.cancelled');
  });
});
