import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { aHost } from './hosts.ts';

interface Told {
  readonly text: string;
}

/** Sends that, and resolves with everything that came back once the host has hung up. */
function said(path: string, text: string | Buffer): Promise<Told> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(path);
    onTestFinished(() => void socket.destroy());
    let told = '';
    socket.on('data', (data: Buffer) => (told += data.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error);
    });
    socket.on('close', () => resolve({ text: told }));
    socket.write(text);
  });
}

describe('who cannot read what the owner can', () => {
  it.each([
    ['no token', { hello: {} }],
    ['another token', { hello: { token: '0'.repeat(64) } }],
    ['a token of another length', { hello: { token: 'a' } }],
    ['a question first', { ask: { id: 1, name: 'snapshot.get' } }],
    ['nothing at all', null],
  ])('is told nothing: %s', async (_, first) => {
    const pair = await new PairFixture().add();
    await aHost(pair);
    const { socket } = JSON.parse(readFileSync(join(pair.home, 'host.json'), 'utf8')) as { socket: string };
    const ask = { ask: { id: 2, name: 'snapshot.get' } };
    const { text } = await said(socket, `${JSON.stringify(first)}\n${JSON.stringify(ask)}\n`);
    expect(JSON.parse(text)).toEqual({
      refused: { code: 'request.invalid', retry: 'person', details: { text: 'not understood' } },
    });
  });

  it.each([
    ['garbage', 'hello\n'],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x0a])],
    ['a line without end', 'x'.repeat(5 * 1024 ** 2)],
  ])('ends its own line with %s, and nobody else’s', async (_, text) => {
    const pair = await new PairFixture().add();
    const { host, problems } = await aHost(pair);
    const { socket } = JSON.parse(readFileSync(join(pair.home, 'host.json'), 'utf8')) as { socket: string };
    expect((await said(socket, text)).text).not.toContain('pairs');
    const other = await aHost(pair);
    expect([other.roles, problems]).toEqual([['joined'], []]);
    expect(host.live.snapshot().pairs).toHaveLength(1);
  });
});
