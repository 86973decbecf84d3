import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { startStallProxy, type StallProxy } from './stall-proxy.ts';

describe('a stall proxy', () => {
  // Answers with what it is sent.
  const echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  let proxy: StallProxy;

  beforeEach(async () => {
    echo.listen(0, '127.0.0.1');
    await once(echo, 'listening');
    const { port } = echo.address() as AddressInfo;
    proxy = await startStallProxy({ target: { host: '127.0.0.1', port } });
  });
  afterEach(async () => {
    await proxy.close();
    echo.close();
  });

  function open(): Socket {
    return connect(proxy.port, proxy.host).on('error', () => undefined);
  }

  /** Whether by an end or by a reset. */
  function closed(socket: Socket): Promise<void> {
    return new Promise((resolve) => socket.once('close', () => resolve()));
  }

  async function ask(socket: Socket, text: string): Promise<string> {
    let answer = '';
    const take = (chunk: Buffer): void => void (answer += chunk.toString());
    socket.on('data', take);
    socket.write(text);
    await eventually(() => answer.length >= text.length);
    socket.off('data', take);
    return answer;
  }

  it('passes bytes both ways, and the end', async () => {
    const socket = open();
    expect(await ask(socket, 'x'.repeat(300_000))).toBe('x'.repeat(300_000));
    expect([proxy.bytes, proxy.openConnections]).toEqual([{ up: 300_000, down: 300_000 }, 1]);
    socket.end();
    await closed(socket);
    await eventually(() => proxy.openConnections === 0);
  });

  it('stalls without telling anybody, and goes on where it was', async () => {
    const socket = open();
    await ask(socket, 'before');
    proxy.stall();
    const answer = ask(socket, 'during');
    const first = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 200, 'nothing'))]);
    expect([first, socket.destroyed]).toEqual(['nothing', false]);
    proxy.pass();
    expect(await answer).toBe('during');
  });

  it('resets connections, and refuses new ones until it passes', async () => {
    const socket = open();
    await ask(socket, 'x');
    proxy.cut();
    await closed(socket);
    expect(await ask(open(), 'again')).toBe('again');
    proxy.refuse();
    await closed(open());
    proxy.pass();
    expect(await ask(open(), 'passes')).toBe('passes');
  });

  it('is as slow as told, until told otherwise', async () => {
    proxy.limit(40_000);
    const started = performance.now();
    await ask(open(), 'x'.repeat(10_000));
    const limitedMs = performance.now() - started;
    proxy.delay(150);
    await ask(open(), 'x');
    expect(limitedMs).toBeGreaterThan(240);
    expect(performance.now() - started - limitedMs).toBeGreaterThan(290);
  });

  it('acts after so many bytes', async () => {
    proxy.afterBytes('up', 100_000, () => proxy.cut());
    const socket = open();
    socket.write(Buffer.alloc(1_000_000));
    await closed(socket);
    expect(proxy.bytes.up).toBeGreaterThanOrEqual(100_000);
    expect(proxy.bytes.up).toBeLessThan(1_000_000);
  });
});
