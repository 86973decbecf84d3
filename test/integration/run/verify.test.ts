import { execFileSync } from 'node:child_process';
import { appendFileSync, linkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTree } from '../../helpers/make-tree.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';

async function copied(): Promise<PairFixture> {
  const pair = await new PairFixture().add();
  await makeTree(pair.source, { sparse: false, plainFiles: 50 });
  writeFileSync(`${pair.source}/quiet`, 'as it was\n');
  linkSync(`${pair.source}/quiet`, `${pair.source}/quiet-too`);
  await pair.sync();
  return pair;
}

/** Other content, same size and times: what a failing disk does. */
function rot(path: string): void {
  const times = join(tempDir(), 'times');
  execFileSync('touch', ['-r', path, times]);
  writeFileSync(path, 'as it is!\n');
  execFileSync('touch', ['-r', times, path]);
}

it('finds nothing between a source and its copy', async () => {
  const pair = await copied();
  const full = await pair.engine.verify('Office', { scope: { kind: 'full' } });
  expect(full).toMatchObject({ outcome: 'succeeded', verify: { scope: { kind: 'full' }, different: 0 } });
  expect(full.verify?.compared).toBeGreaterThan(60);
  const sample = await pair.engine.verify('Office', { scope: { kind: 'sample', files: 30 } });
  expect(sample).toMatchObject({ outcome: 'succeeded', verify: { compared: 30, different: 0 } });
  expect(await pair.changes(sample.id)).toEqual([]);
});

it('finds by content what neither size nor time betrays, and mends nothing', async () => {
  const pair = await copied();
  rot(`${pair.destination}/quiet`);
  const before = statSync(`${pair.destination}/quiet`).ctimeMs;
  const full = await pair.engine.verify('Office', { scope: { kind: 'full' } });
  expect(full).toMatchObject({ outcome: 'partial', recoveryPoint: undefined });
  expect((await pair.changes(full.id)).map(({ kind, path }) => `${kind} ${path}`)).toContain('updated quiet');
  expect(statSync(`${pair.destination}/quiet`).ctimeMs).toBe(before);
});

it('counts what is missing, and what is there too much', async () => {
  const pair = await copied();
  rmSync(`${pair.destination}/simple.txt`);
  appendFileSync(`${pair.destination}/more`, 'x');
  const sample = await pair.engine.verify('Office', { scope: { kind: 'sample', files: 5 } });
  const found = (await pair.changes(sample.id)).map(({ kind, path }) => `${kind} ${path}`).sort();
  expect(found).toEqual(['created simple.txt', 'deleted more']);
  expect(sample.verify).toMatchObject({ compared: 5, different: 2 });
});

it('is dated in the status', async () => {
  const pair = await copied();
  const verified = await pair.engine.verify('Office', { scope: { kind: 'sample', files: 1 } });
  const [status] = await pair.engine.status();
  expect(status?.lastVerify).toMatchObject({ id: verified.id, finishedAt: verified.finishedAt });
});

it('finds what a sync by content mends, and no other', async () => {
  const pair = await copied();
  rot(`${pair.destination}/quiet`);
  expect(await pair.sync()).toMatchObject({ totals: { updated: 0 } });
  const preview = await pair.engine.sync('Office', { mode: 'preview', contents: true });
  expect((await pair.changes(preview.id)).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'updated quiet',
  ]);
  const mended = await pair.engine.sync('Office', { mode: 'sync', contents: true });
  // Its other name is linked to the new file.
  expect(mended).toMatchObject({ outcome: 'succeeded', totals: { created: 0, updated: 2, deleted: 0 } });
  const full = await pair.engine.verify('Office', { scope: { kind: 'full' } });
  expect(full).toMatchObject({ outcome: 'succeeded', verify: { different: 0 } });
});
