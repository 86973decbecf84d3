import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlanId } from '../../../engine/model/ids.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { PairFixture, sshEndpoint } from '../../helpers/pair-fixture.ts';

let sshd: LoopbackSshd;
beforeAll(async () => {
  sshd = await startLoopbackSshd();
});
afterAll(() => sshd.stop());

function fill(folder: string, count: number, content = 'x'): void {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) writeFileSync(`${folder}/${i}`, content);
}

/** Syncs, doing something at the moment when the plan stands and nothing has been done yet. */
function syncWith(pair: PairFixture, afterPlan: () => void) {
  return pair.engine.sync('Office', {
    mode: 'sync',
    onEvent: ({ type }) => {
      if (type === 'run.planned') afterPlan();
    },
  });
}

describe('names that rsync takes for comments in a list', () => {
  it('are copied, changed and deleted like others', async () => {
    const pair = await new PairFixture({ standby: sshEndpoint(sshd) }).add();
    fill(pair.source, 30);
    await pair.sync();
    mkdirSync(`${pair.source}/#recycle`);
    for (const name of ['#notes#', ';x', '#recycle/deep']) writeFileSync(`${pair.source}/${name}`, 'new');
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { created: 4 } });
    expect(await pair.differences()).toEqual([]);
    rmSync(`${pair.source}/#recycle`, { recursive: true });
    rmSync(`${pair.source}/;x`);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { deleted: 3 } });
    expect(await pair.differences()).toEqual([]);
  });

  it('are read by a verify of a sample', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(`${pair.source}/#c`, 'as it was');
    await pair.sync();
    const verified = await pair.engine.verify('Office', { scope: { kind: 'sample', files: 10 } });
    expect(verified.verify).toMatchObject({ compared: 1, different: 0 });
  });
});

describe('a folder that something else takes the place of', () => {
  it('after the plan was made is not emptied on the standby', async () => {
    const pair = await new PairFixture({ standby: sshEndpoint(sshd) }).add();
    fill(`${pair.source}/a`, 50);
    fill(pair.source, 60);
    await pair.sync();
    writeFileSync(`${pair.source}/a/0`, 'changed');
    writeFileSync(`${pair.source}/a/new`, 'new');
    const record = await syncWith(pair, () => {
      renameSync(`${pair.source}/a`, `${pair.source}.away`);
      symlinkSync(`${pair.source}.away`, `${pair.source}/a`);
    });
    expect(record.totals.deleted).toBe(0);
    expect(readdirSync(`${pair.destination}/a`).length).toBeGreaterThanOrEqual(50);
  });

  it('in the plan counts with all that is in it, and is replaced', async () => {
    const limit = { kind: 'mirror', limit: { kind: 'entries', entries: 10 } } as const;
    const pair = await new PairFixture({ standby: sshEndpoint(sshd), deletion: limit }).add();
    fill(`${pair.source}/a`, 20);
    fill(pair.source, 60);
    await pair.sync();
    rmSync(`${pair.source}/a`, { recursive: true });
    writeFileSync(`${pair.source}/a`, 'a file now');
    const held = await pair.sync();
    expect(held).toMatchObject({ outcome: 'held', holds: [{ reason: 'deletes', count: 20 }] });
    expect(readdirSync(`${pair.destination}/a`)).toHaveLength(20);
    expect(await pair.sync({ approve: PlanId.parse(held.planId) })).toMatchObject({
      outcome: 'succeeded',
      problems: [],
    });
    expect(await pair.differences()).toEqual([]);
  });

  it('is replaced also among thousands of folders in which something goes', async () => {
    const limit = { kind: 'mirror', limit: { kind: 'percent', percent: 100 } } as const;
    const pair = await new PairFixture({ standby: sshEndpoint(sshd), deletion: limit }).add();
    for (let i = 0; i < 1500; i++) fill(`${pair.source}/${i}`, 2);
    for (const name of ['a', '700b', 'z']) fill(`${pair.source}/${name}`, 3);
    await pair.sync();
    for (let i = 0; i < 1500; i++) rmSync(`${pair.source}/${i}/0`);
    for (const name of ['a', '700b', 'z']) {
      rmSync(`${pair.source}/${name}`, { recursive: true });
      writeFileSync(`${pair.source}/${name}`, 'a file now');
    }
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(await pair.differences()).toEqual([]);
  });

  it('is held where nothing may be deleted', async () => {
    const pair = await new PairFixture({ standby: sshEndpoint(sshd), deletion: { kind: 'keep' } }).add();
    fill(`${pair.source}/d`, 30);
    fill(pair.source, 60);
    await pair.sync();
    rmSync(`${pair.source}/d`, { recursive: true });
    writeFileSync(`${pair.source}/d`, 'x');
    expect(await pair.sync()).toMatchObject({
      outcome: 'held',
      holds: [{ reason: 'deletes', count: 30, limit: 0 }],
    });
    expect(readdirSync(`${pair.destination}/d`)).toHaveLength(30);
  });
});

describe('the copy of somebody else', () => {
  it('below a destination refuses the run that would delete it', async () => {
    const pair = await new PairFixture({ standby: sshEndpoint(sshd) }).add();
    fill(pair.source, 30);
    await pair.sync();
    fill(`${pair.source}.other`, 10);
    mkdirSync(`${pair.destination}/sub`);
    await pair.engine.pairs.add({
      name: 'Other',
      primary: { kind: 'local' },
      standby: sshEndpoint(sshd),
      volumes: [{ source: `${pair.source}.other`, destination: `${pair.destination}/sub` }],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
    });
    expect(await pair.engine.sync('Other', { mode: 'sync' })).toMatchObject({ outcome: 'succeeded' });
    writeFileSync(`${pair.source}/more`, 'x');
    expect(await pair.sync()).toMatchObject({ outcome: 'refused', refusals: [{ reason: 'places.overlap' }] });
    expect(readdirSync(`${pair.destination}/sub`)).toHaveLength(11);
  });

  it('of another volume of the pair stays when the source has a file of that name', async () => {
    const pair = new PairFixture();
    fill(`${pair.source}/outer`, 5);
    fill(`${pair.source}/inner`, 5);
    mkdirSync(`${pair.destination}/inner`);
    await pair.add([
      { source: `${pair.source}/outer`, destination: pair.destination },
      { source: `${pair.source}/inner`, destination: `${pair.destination}/inner` },
    ]);
    await pair.sync();
    writeFileSync(`${pair.source}/outer/inner`, 'a file');
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { deleted: 0 } });
    expect(readdirSync(`${pair.destination}/inner`)).toHaveLength(6);
  });
});

describe('a place that changes after the plan', () => {
  it('is no copy when the source was emptied before a first clone', async () => {
    const pair = await new PairFixture().add();
    fill(pair.source, 60);
    const record = await syncWith(pair, () => {
      for (const name of readdirSync(pair.source)) rmSync(`${pair.source}/${name}`);
    });
    expect(record).toMatchObject({
      outcome: 'failed',
      recoveryPoint: undefined,
      problems: [{ code: 'volume.gone-during-run' }],
    });
  });

  it('is not written when another folder stands where the destination was', async () => {
    const pair = await new PairFixture().add();
    fill(pair.source, 30);
    await pair.sync();
    writeFileSync(`${pair.source}/1`, 'changed');
    rmSync(`${pair.source}/2`);
    const record = await syncWith(pair, () => {
      renameSync(pair.destination, `${pair.destination}.away`);
      mkdirSync(pair.destination);
      writeFileSync(`${pair.destination}/1`, 'mine');
      writeFileSync(`${pair.destination}/2`, 'mine');
    });
    expect(record).toMatchObject({ outcome: 'failed', recoveryPoint: undefined });
    expect([1, 2].map((name) => readFileSync(`${pair.destination}/${name}`, 'utf8'))).toEqual([
      'mine',
      'mine',
    ]);
  });
});

describe('what is moved while the two sides are compared', () => {
  // To the dry run it is gone at its old place and not yet at its new one.
  it.each([
    ['alone', () => undefined],
    ['beside a change', (pair: PairFixture) => writeFileSync(`${pair.source}/changed`, 'changed')],
  ])('%s is copied to its new place before it goes at its old one', async (_, change) => {
    const pair = await new PairFixture({ standby: sshEndpoint(sshd) }).add();
    fill(pair.source, 60);
    fill(`${pair.source}/to`, 3);
    fill(`${pair.source}/from/album`, 5, 'precious');
    await pair.sync();
    const away = `${pair.source}.away`;
    renameSync(`${pair.source}/from/album`, away);
    change(pair);
    const record = await syncWith(pair, () => renameSync(away, `${pair.source}/to/album`));
    expect(record).toMatchObject({ outcome: 'succeeded', totals: { deleted: 6 } });
    expect(await pair.differences()).toEqual([]);
    expect(readFileSync(`${pair.destination}/to/album/0`, 'utf8')).toBe('precious');
  });
});

describe('a standby that was taken for the right one as it is', () => {
  it('has no recovery point until it is copied to again', async () => {
    const pair = await new PairFixture().add();
    fill(pair.source, 5);
    await pair.sync();
    rmSync(pair.destination, { recursive: true });
    mkdirSync(pair.destination);
    await pair.engine.check('Office', { acceptVolumes: true });
    expect((await pair.engine.status())[0]?.recoveryPoint).toBeUndefined();
    const record = await pair.sync();
    expect((await pair.engine.status())[0]?.recoveryPoint).toBe(record.startedAt);
  });

  it('is not, while a run is under way', async () => {
    const pair = await new PairFixture({ bandwidth: [{ kibPerSecond: 1024 }] }).add();
    writeFileSync(`${pair.source}/long`, randomBytes(8 << 20));
    const enough = new AbortController();
    let accepted: Promise<unknown> | undefined;
    const onEvent = ({ type }: { readonly type: string }): void => {
      if (type !== 'run.planned') return;
      accepted = pair.engine.check('Office', { acceptVolumes: true }).catch((error: unknown) => error);
      void accepted.finally(() => enough.abort());
    };
    const run = await pair.engine.sync('Office', { mode: 'sync', signal: enough.signal, onEvent });
    expect(await accepted).toMatchObject({ problem: { code: 'pair.busy' } });
    expect(run.outcome).toBe('cancelled');
  });
});

it('counts what lies in a folder that only looks like one of ours', async () => {
  const limit = { kind: 'mirror', limit: { kind: 'entries', entries: 5 } } as const;
  const pair = await new PairFixture({ deletion: limit }).add();
  fill(pair.source, 30);
  fill(`${pair.source}/my.warmspare-partial`, 20);
  await pair.sync();
  rmSync(`${pair.source}/my.warmspare-partial`, { recursive: true });
  expect(await pair.sync()).toMatchObject({ outcome: 'held', holds: [{ count: 21 }] });
  expect(existsSync(`${pair.destination}/my.warmspare-partial/0`)).toBe(true);
});

describe('names that were one file and are no longer', () => {
  it.each([
    ['on this machine', () => ({})],
    ['over ssh', () => ({ standby: sshEndpoint(sshd) })],
  ])('each have their own attributes in the copy, %s', async (_, setting) => {
    const pair = await new PairFixture(setting()).add();
    const [one, two, three] = ['-one\n', "t'wo", 'dir/three'].map((name) => `${pair.source}/${name}`) as [
      string,
      string,
      string,
    ];
    mkdirSync(`${pair.source}/dir`);
    writeFileSync(one, 'the same');
    linkSync(one, two);
    linkSync(one, three);
    await pair.sync();
    // As by an editor that writes beside and renames.
    execFileSync('cp', ['-p', '--', one, `${one}.new`]);
    renameSync(`${one}.new`, one);
    chmodSync(one, 0o600);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { updated: 1 } });
    expect(await pair.differences()).toEqual([]);
    expect(await pair.sync()).toMatchObject({ totals: { updated: 0 } });
    // Those that are one file still stay one.
    chmodSync(two, 0o640);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(await pair.differences()).toEqual([]);
  });
});
