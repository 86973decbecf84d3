import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PlanId } from '../../../engine/model/ids.ts';
import { makeTree } from '../../helpers/make-tree.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { fourWays } from './four-ways.ts';

const { ways, bySsh } = fourWays();

describe.each(ways)('a sync %s', (_way, setting) => {
  it('clones a tree with everything in it, and then finds nothing to do', async () => {
    const pair = await new PairFixture(setting()).add();
    await makeTree(pair.source);
    const first = await pair.sync();
    expect(first).toMatchObject({
      outcome: 'succeeded',
      problems: [],
      refusals: [],
      recoveryPoint: first.startedAt,
    });
    expect(await pair.differences()).toEqual([]);
    const second = await pair.sync();
    expect(second).toMatchObject({
      outcome: 'succeeded',
      totals: { created: 0, updated: 0, deleted: 0, fileBytes: 0 },
    });
    expect(await pair.changes(second.id)).toEqual([]);
  });

  it('carries over changes of every kind, and only them', async () => {
    const pair = await new PairFixture(setting()).add();
    await makeTree(pair.source, { sparse: false });
    makeThings(pair.source);
    await pair.sync();
    changeThings(pair.source);
    const second = await pair.sync();
    expect(second).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(await pair.differences()).toEqual([]);
    expect(second.totals.wireBytes).toBeLessThan(60_000);
    const paths = (await pair.changes(second.id)).map(({ kind, path }) => `${kind} ${path}`);
    expect(paths).toEqual(
      expect.arrayContaining(['deleted gone/deep/leaf', 'deleted gone', 'created new', 'updated same']),
    );
    expect(paths).not.toContain('updated stays');
    expect(await pair.sync()).toMatchObject({ totals: { created: 0, updated: 0, deleted: 0 } });
  });
});

function makeThings(root: string): void {
  for (const folder of ['gone/deep', 'to-file/inside', 'moved', 'kept'])
    mkdirSync(`${root}/${folder}`, { recursive: true });
  for (const file of [
    'gone/deep/leaf',
    'gone/a',
    'to-file/inside/x',
    'moved/y',
    'kept/z',
    'same',
    'stays',
    'to-folder',
    'to-link',
    'mode',
  ])
    writeFileSync(`${root}/${file}`, `${file}\n`);
  linkSync(`${root}/stays`, `${root}/stays-too`);
  linkSync(`${root}/kept/z`, `${root}/linked-z`);
  symlinkSync('same', `${root}/link`);
}

function changeThings(root: string): void {
  const { atime, mtime } = statSync(`${root}/same`);
  rmSync(`${root}/gone`, { recursive: true });
  rmSync(`${root}/to-file`, { recursive: true });
  writeFileSync(`${root}/to-file`, 'a file now\n');
  rmSync(`${root}/to-folder`);
  mkdirSync(`${root}/to-folder/with`, { recursive: true });
  writeFileSync(`${root}/to-folder/with/content`, 'x');
  rmSync(`${root}/to-link`);
  symlinkSync('nowhere', `${root}/to-link`);
  renameSync(`${root}/moved`, `${root}/elsewhere`);
  // Same size, and a time of the same second.
  writeFileSync(`${root}/same`, 'SAME\n');
  utimesSync(
    `${root}/same`,
    atime,
    new Date(Math.floor(mtime.getTime() / 1000) * 1000 + ((mtime.getMilliseconds() + 7) % 1000)),
  );
  chmodSync(`${root}/mode`, 0o4751);
  linkSync(`${root}/stays`, `${root}/kept/stays-three`);
  appendFileSync(`${root}/linked-z`, 'through one of its names\n');
  rmSync(`${root}/link`);
  symlinkSync('stays', `${root}/link`);
  lutimesSync(`${root}/link`, 1_000_000_000, 1_000_000_000);
  execFileSync('setfattr', ['-n', 'user.note', '-v', 'new', `${root}/stays`]);
  writeFileSync(`${root}/new`, 'new\n');
}

describe('a preview', () => {
  it('writes nothing, and says what a sync would do', async () => {
    const pair = await new PairFixture({ standby: bySsh() }).add();
    makeThings(pair.source);
    const preview = await pair.sync({ mode: 'preview' });
    expect(preview).toMatchObject({
      outcome: 'succeeded',
      totals: { created: 19, deleted: 0 },
      recoveryPoint: undefined,
    });
    expect(preview.planId).toMatch(/^plan-/);
    expect(readdirSync(pair.destination)).toEqual([]);
    expect((await pair.changes(preview.id)).filter(({ kind }) => kind === 'created')).toHaveLength(19);
  });
});

describe('the deletion limit', () => {
  async function overLimit(): Promise<PairFixture> {
    const pair = await new PairFixture({
      standby: bySsh(),
      deletion: { kind: 'mirror', limit: { kind: 'entries', entries: 10 } },
    }).add();
    for (let i = 0; i < 40; i++) writeFileSync(`${pair.source}/file ${i}`, `${i}`);
    await pair.sync();
    for (let i = 0; i < 20; i++) rmSync(`${pair.source}/file ${i}`);
    return pair;
  }

  it('holds a run before its first delete, with a sample', async () => {
    const pair = await overLimit();
    const held = await pair.sync();
    expect(held).toMatchObject({
      outcome: 'held',
      holds: [{ reason: 'deletes', count: 20, limit: 10 }],
      recoveryPoint: undefined,
    });
    expect(held.holds[0]?.sample).toHaveLength(20);
    expect(readdirSync(pair.destination)).toHaveLength(41);
  });

  it('runs exactly the plan that was approved', async () => {
    const pair = await overLimit();
    const held = await pair.sync();
    const done = await pair.sync({ approve: PlanId.parse(held.planId) });
    expect(done).toMatchObject({ outcome: 'succeeded', totals: { deleted: 20 } });
    expect(await pair.differences()).toEqual([]);
  });

  it('refuses an approval when the tree has changed since, and gives the new plan', async () => {
    const pair = await overLimit();
    const held = await pair.sync();
    writeFileSync(`${pair.source}/one more`, 'x');
    const refused = await pair.sync({ approve: PlanId.parse(held.planId) });
    expect(refused).toMatchObject({
      outcome: 'refused',
      refusals: [{ reason: 'plan.changed', details: { expected: held.planId } }],
    });
    expect(refused.planId).not.toBe(held.planId);
    expect(readdirSync(pair.destination)).toHaveLength(41);
  });

  it('lets nothing be deleted where the standby keeps what is gone', async () => {
    const pair = await new PairFixture({ standby: bySsh(), deletion: { kind: 'keep' } }).add();
    writeFileSync(`${pair.source}/a`, 'a');
    writeFileSync(`${pair.source}/b`, 'b');
    await pair.sync();
    rmSync(`${pair.source}/a`);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { deleted: 0 } });
    expect(existsSync(`${pair.destination}/a`)).toBe(true);
  });
});

describe('a source that is not what it was', () => {
  it('is refused when it is empty', async () => {
    const pair = await new PairFixture({ standby: bySsh() }).add();
    makeThings(pair.source);
    await pair.sync();
    renameSync(pair.source, `${pair.source}.away`);
    mkdirSync(pair.source);
    expect(await pair.sync()).toMatchObject({ outcome: 'refused', refusals: [{ reason: 'source.empty' }] });
    expect(existsSync(`${pair.destination}/same`)).toBe(true);
  });

  it('is refused as a husk when less than a tenth is left, and goes when just that is approved', async () => {
    const pair = await new PairFixture({ standby: bySsh() }).add();
    for (let i = 0; i < 100; i++) writeFileSync(`${pair.source}/${i}`, 'x');
    await pair.sync();
    for (let i = 0; i < 95; i++) rmSync(`${pair.source}/${i}`);
    const refused = await pair.sync();
    expect(refused).toMatchObject({ outcome: 'refused', refusals: [{ reason: 'source.husk' }] });
    expect(readdirSync(pair.destination)).toHaveLength(101);
    const approved = await pair.sync({ approve: PlanId.parse(refused.planId) });
    expect(approved).toMatchObject({ outcome: 'succeeded', totals: { deleted: 95 } });
  });
});

describe('a destination', () => {
  it("with somebody's files in it is held on the first run", async () => {
    const pair = await new PairFixture({ standby: bySsh() }).add();
    writeFileSync(`${pair.source}/mine`, 'mine');
    writeFileSync(`${pair.destination}/theirs`, 'theirs');
    const held = await pair.sync();
    expect(held).toMatchObject({
      outcome: 'held',
      holds: [{ reason: 'first-run-would-overwrite', count: 1 }],
    });
    expect(readdirSync(pair.destination)).toEqual(['theirs']);
  });

  it('that lost its marker is refused, and taken again when a person says so', async () => {
    const pair = await new PairFixture({ standby: bySsh() }).add();
    writeFileSync(`${pair.source}/a`, 'a');
    await pair.sync();
    rmSync(`${pair.destination}/.warmspare-standby`);
    expect(await pair.sync()).toMatchObject({
      outcome: 'refused',
      refusals: [{ reason: 'destination.marker-lost' }],
    });
    expect((await pair.engine.check('Office', { acceptVolumes: true })).refusals).toEqual([]);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
  });
});
