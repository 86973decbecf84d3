import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PolledPipe } from '../../../engine/rsync/polled-pipe.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

interface Reading {
  readonly pipe: PolledPipe;
  readonly child: ChildProcess;
  readonly chunks: string[];
  readonly done: Promise<void>;
}

async function read(script: string, take?: (text: string) => Promise<void> | undefined): Promise<Reading> {
  const pipe = await PolledPipe.open(tempDir());
  const child = spawn('/bin/sh', ['-c', script], { stdio: ['ignore', pipe.writeEnd, 'inherit'] });
  pipe.handedOver();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const chunks: string[] = [];
  const done = pipe.read(ended, (text) => {
    chunks.push(text);
    return take?.(text);
  });
  return { pipe, child, chunks, done: done.finally(() => pipe.close()) };
}

it('leaves no name of its own in the folder, and takes the next of those made with it', async () => {
  const folder = tempDir();
  const names = (): string[] => readdirSync(folder).sort();
  const first = await PolledPipe.open(folder);
  const ready = names();
  expect(ready.map((name) => statSync(join(folder, name)).mode & 0o7777)).toEqual(ready.map(() => 0o600));
  const second = await PolledPipe.open(folder);
  expect(ready.length).toBeGreaterThan(1);
  expect([names().length, names().every((name) => ready.includes(name))]).toEqual([ready.length - 1, true]);
  const others: PolledPipe[] = [];
  for (let at = 0; at < ready.length; at++) others.push(await PolledPipe.open(folder));
  expect(names().some((name) => ready.includes(name))).toBe(false);
  for (const pipe of [first, second, ...others, first]) pipe.close();
});

it('gives every byte of much more than it holds, in order, and in few pieces', async () => {
  const { chunks, done } = await read('seq 1 300000; printf "\\377 end"');
  await done;
  const text = chunks.join('');
  const lines = Array.from({ length: 300_000 }, (_, index) => `${String(index + 1)}\n`).join('');
  expect(text === `${lines}\u00ff end`).toBe(true);
  expect(chunks.length).toBeLessThan(3000);
});

it('lets who writes wait while the reader is busy', async () => {
  let most = 0;
  const { chunks, done } = await read('seq 1 100000', async (text) => {
    most = Math.max(most, text.length);
    await new Promise((resolve) => setImmediate(resolve));
  });
  await done;
  expect(chunks.join('').split('\n')).toHaveLength(100_001);
  expect(most).toBeLessThanOrEqual(1 << 16);
});

it('ends when its process has ended, though another holds it open and says nothing', async () => {
  // What the sleeper says itself is nobody's to wait for.
  const { chunks, done } = await read('sleep 20 & echo $!; echo here');
  const startedAt = performance.now();
  await done;
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  const [pid, word] = chunks.join('').trim().split('\n');
  expect(word).toBe('here');
  process.kill(Number(pid));
});

it('can be closed while it is read', async () => {
  const { pipe, child, done } = await read('exec sleep 20');
  pipe.close();
  await done;
  child.kill();
});

it('passes on what the reader throws', async () => {
  const { done } = await read('echo x', () => {
    throw new Error('not this');
  });
  await expect(done).rejects.toThrow('not this');
});
