import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that goes with the test. */
export async function tempHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'warmspare-store-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
