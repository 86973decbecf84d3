import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunId } from '../../../engine/model/ids.ts';
import { dropReplaced } from '../../../engine/run/changed/drop-replaced.ts';
import { gatherPaths } from '../../../engine/run/changed/gather-paths.ts';
import { eventually } from '../../helpers/eventually.ts';
import { follow, type FollowedPair } from '../../helpers/followed-pair.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { listProcesses } from '../../helpers/proc.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

/** With a file that takes a while to be copied, and others that rsync comes to after it. */
async function aSlowPair(): Promise<{
  pair: PairFixture;
  followed: FollowedPair;
  path: (name: string) => string;
}> {
  const pair = new PairFixture({ bandwidth: [{ kibPerSecond: 2048 }] });
  const path = (name: string): string => join(pair.source, name);
  for (const name of ['old', 'kept', 'other']) writeFileSync(path(name), name);
  const followed = await follow(pair);
  expect(await followed.sync()).toMatchObject({ outcome: 'succeeded' });
  return { pair, followed, path };
}

async function logOf(pair: PairFixture, id: RunId): Promise<string> {
  const parts: string[] = [];
  for await (const part of pair.engine.history.log(id)) parts.push(part.toString());
  return parts.join('');
}

const isOnItsWay = (pair: PairFixture): boolean =>
  readdirSync(pair.destination).some((name) => name.startsWith('.a-large-one.'));

describe('a file that goes while changes are copied', () => {
  it('is left to the next run, with the deletions, and the recovery point stays before it', async () => {
    const { pair, followed, path } = await aSlowPair();
    const before = new Date().toISOString();
    writeFileSync(path('a-large-one'), Buffer.alloc(12 << 20, 'warmspare'));
    writeFileSync(path('z'), 'precious');
    rmSync(path('old'));
    const [run] = await Promise.all([
      followed.sync(),
      eventually(() => {
        expect(isOnItsWay(pair)).toBe(true);
      }).then(() => {
        renameSync(path('z'), path('moved'));
      }),
    ]);
    expect(run).toMatchObject({ outcome: 'succeeded', problems: [], scope: { kind: 'changed', left: 2 } });
    expect((run.recoveryPoint ?? '') < before).toBe(true);
    expect(readdirSync(pair.destination)).toEqual(expect.arrayContaining(['a-large-one', 'old']));
    const next = await followed.sync();
    expect(next).toMatchObject({ outcome: 'succeeded', problems: [], scope: { kind: 'changed' } });
    expect((next.recoveryPoint ?? '') > before).toBe(true);
    expect(await pair.differences()).toEqual([]);
    expect(await followed.syncWhole()).toMatchObject({
      scope: { misses: 0 },
      totals: { created: 0, deleted: 0 },
    });
  });

  it('before it was its turn, where nothing is to be deleted, keeps the recovery point before it, too', async () => {
    const { pair, followed, path } = await aSlowPair();
    const before = new Date().toISOString();
    writeFileSync(path('z'), 'precious');
    const run = await followed.sync((event) => {
      if (event.type === 'run.planned') renameSync(path('z'), path('moved'));
    });
    expect(run).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(readdirSync(pair.destination)).not.toContain('moved');
    expect((run.recoveryPoint ?? '') < before).toBe(true);
    expect((await followed.sync()).recoveryPoint ?? '').toSatisfy((point: string) => point > before);
    expect(await pair.differences()).toEqual([]);
  });
});

describe('what stands in the way of a change', () => {
  it('is looked at again after a rest, in which the run can be called off', async () => {
    const pair = new PairFixture();
    writeFileSync(join(pair.source, 'locked'), 'old');
    const followed = await follow(pair);
    await followed.sync();
    execFileSync('chattr', ['+i', join(pair.destination, 'locked')]);
    onTestFinished(() => void execFileSync('chattr', ['-i', join(pair.destination, 'locked')]));
    writeFileSync(join(pair.source, 'locked'), 'new');
    const calledOff = new AbortController();
    let looks = 0;
    let runId: RunId | undefined;
    const running = pair.engine.sync('Office', {
      mode: 'sync',
      changes: { source: followed.journal, only: true },
      signal: calledOff.signal,
      onEvent: (event) => {
        if (event.type === 'run.planned') looks += 1;
        runId = event.runId;
      },
    });
    // Nothing that it began is running: it rests.
    await eventually(async () => {
      expect(runId === undefined ? '' : await logOf(pair, runId)).toContain('(code 23)');
      expect(listProcesses().filter(({ parent }) => parent === process.pid)).toEqual([]);
    });
    calledOff.abort();
    expect(await running).toMatchObject({ outcome: 'cancelled', problems: [] });
    expect(looks).toBe(1);
    expect(followed.journal.waiting).toBe(1);
  });
});

it('a path below a folder that has become a file is no longer in the list', async () => {
  const root = tempDir();
  mkdirSync(join(root, 'stays'));
  mkdirSync(join(root, 'becomes'));
  for (const name of ['stays/a', 'becomes/a']) writeFileSync(join(root, name), name);
  const changed = ['stays/a', 'stays/gone', 'becomes/a', 'missing/b'].map((path) => ({
    path,
    isTree: false,
    isFolder: false,
  }));
  const gathered = await gatherPaths(root, changed);
  if (!gathered.ok) throw new Error(gathered.error);
  rmSync(join(root, 'becomes'), { recursive: true });
  writeFileSync(join(root, 'becomes'), 'a file');
  await dropReplaced(root, gathered.value);
  expect([...gathered.value.paths.keys()].sort()).toEqual([
    'becomes',
    'missing',
    'stays',
    'stays/a',
    'stays/gone',
  ]);
});
