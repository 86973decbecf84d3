import { appendFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../engine/model/problem.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { openHistory } from '../../../engine/store/history.ts';
import { aChange, aFinishedRun, aRun, OTHER_PAIR, PAIR, PORTS, runIdAt, VOLUME } from './run-builder.ts';
import { collect, tempHome } from './temp-home.ts';

const DEAD = { pid: 1, startToken: 'another' };
const INTERRUPTED = { code: 'run.interrupted', retry: 'transient', details: {} };

async function store(home: string, ...records: readonly RunRecord[]): Promise<void> {
  const history = openHistory(home, PORTS);
  for (const record of records) await history.begin(record).finish(record);
}

/** As a run that was killed leaves it: begun and never finished. */
async function storeBegun(home: string, ...records: readonly RunRecord[]): Promise<void> {
  for (const record of records) await openHistory(home, PORTS).begin(record).ready();
}

function idsOf(records: readonly RunRecord[]): string[] {
  return records.map(({ id }) => id);
}

describe('a run', () => {
  it('is there from its start, and whole at its end', async () => {
    const home = await tempHome();
    const history = openHistory(home, PORTS);
    const writer = history.begin(aRun());
    await writer.ready();
    expect(await history.get('last')).toStrictEqual(aRun());
    const full = aFinishedRun({
      volumes: [
        {
          volumeId: VOLUME,
          source: '/a',
          destination: '/b',
          state: 'not-started',
          totals: aRun().totals,
          finishedAt: undefined,
        },
      ],
      problems: [{ code: 'rsync.partial', retry: 'transient', details: { exitCode: 23, files: ['a'] } }],
      refusals: [{ reason: 'source.husk', volumeId: VOLUME, details: { path: '/a' } }],
      holds: [{ volumeId: VOLUME, reason: 'deletes', count: 9, limit: 3, sample: ['x'] }],
      losses: [{ what: 'acls', why: 'not-root' }],
      phases: { comparing: 12 },
      recoveryPoint: '2026-11-23T12:00:00.000Z',
      verify: { scope: { kind: 'sample', files: 3 }, compared: 3, different: 0 },
    });
    await writer.finish(full);
    expect(await history.get('last')).toStrictEqual(full);
    expect(writer.failure).toBeUndefined();
  });

  it('is kept for the user alone', async () => {
    const home = join(await tempHome(), 'new');
    const writer = openHistory(home, PORTS).begin(aRun());
    writer.change(aChange(1));
    writer.output('x');
    await writer.finish(aFinishedRun());
    const folder = join(home, 'history', runIdAt(0));
    const files = (await readdir(folder)).sort();
    expect(files).toEqual(['changes.ndjson', 'log.txt', 'run.json']);
    const paths = [home, join(home, 'history'), folder, ...files.map((name) => join(folder, name))];
    const modes = await Promise.all(paths.map(async (path) => (await stat(path)).mode & 0o777));
    expect(modes).toEqual([0o700, 0o700, 0o700, 0o600, 0o600, 0o600]);
  });

  it('shows what was updated while it goes', async () => {
    const home = await tempHome();
    const history = openHistory(home, PORTS);
    const writer = history.begin(aRun());
    await writer.update({ phases: { probing: 5 } });
    expect(await history.get('last')).toStrictEqual(aRun({ phases: { probing: 5 } }));
  });

  it('whose process died is told as interrupted', async () => {
    const home = await tempHome();
    await storeBegun(home, aRun({ owner: DEAD }));
    const told = aRun({
      owner: DEAD,
      state: 'finished',
      outcome: 'failed',
      problems: [INTERRUPTED as never],
    });
    expect(await openHistory(home, PORTS).list()).toStrictEqual([told]);
  });

  it('is never written into the folder of another', async () => {
    const home = await tempHome();
    await store(home, aFinishedRun());
    const writer = openHistory(home, PORTS).begin(aRun({ pairName: 'Second' }));
    writer.change(aChange(1));
    await writer.finish(aFinishedRun({ pairName: 'Second' }));
    expect(writer.failure).toMatchObject({
      code: 'history.unwritable',
      details: { text: expect.stringContaining('EEXIST') },
    });
    expect(await openHistory(home, PORTS).list()).toStrictEqual([aFinishedRun()]);
  });
});

describe('the list', () => {
  it('is newest first, of one pair or of all, as long as was asked', async () => {
    const home = await tempHome();
    await store(
      home,
      aFinishedRun({}, 2),
      aFinishedRun({}, 0),
      aFinishedRun({ pairId: OTHER_PAIR }, 1),
      aFinishedRun({}, 3),
    );
    const history = openHistory(home, PORTS);
    const list = async (options?: Parameters<typeof history.list>[0]) => idsOf(await history.list(options));
    expect(await list()).toEqual([0, 1, 2, 3].map((number) => runIdAt(number)));
    expect(await list({ limit: 2 })).toEqual([runIdAt(0), runIdAt(1)]);
    expect(await list({ pairId: PAIR, limit: 2 })).toEqual([runIdAt(0), runIdAt(2)]);
    expect(await list({ limit: 0 })).toEqual([]);
  });

  it('is empty where there is no history', async () => {
    expect(await openHistory(await tempHome(), PORTS).list()).toEqual([]);
  });

  it('leaves out what nobody can read, and leaves it alone', async () => {
    const home = await tempHome();
    await store(home, aFinishedRun({}, 1), aFinishedRun({}, 0));
    const garbled = join(home, 'history', runIdAt(0), 'run.json');
    await writeFile(garbled, '{"id":');
    await mkdir(join(home, 'history', 'notes'));
    await cp(join(home, 'history', runIdAt(1)), join(home, 'history', runIdAt(-5)), { recursive: true });
    expect(idsOf(await openHistory(home, PORTS).list({ limit: 1 }))).toEqual([runIdAt(1)]);
    expect(idsOf(await openHistory(home, PORTS).list())).toEqual([runIdAt(1)]);
    expect(await readFile(garbled, 'utf8')).toEqual('{"id":');
  });

  it('does not need its index, and mends it', async () => {
    const home = await tempHome();
    const records = [0, 1, 2].map((number) => aFinishedRun({}, number));
    await store(home, ...records);
    const index = join(home, 'history', 'index.ndjson');
    const list = () => openHistory(home, PORTS).list();
    await rm(index);
    expect(await list()).toStrictEqual(records);
    await writeFile(index, 'null\n{"id":"x"}\n{"id":"20');
    expect(await list()).toStrictEqual(records);
    const lines = (await readFile(index, 'utf8')).split('\n');
    expect(lines.filter((line) => line.includes('"state":"finished"')).length).toEqual(3);
    await appendFile(index, `\n${JSON.stringify({ ...records[0], id: runIdAt(9) })}\n`);
    expect(await list()).toStrictEqual(records);
  });
});

describe('getting one', () => {
  it('takes an id, the start of one, or last', async () => {
    const home = await tempHome();
    await store(home, aFinishedRun({}, 0), aFinishedRun({}, 90));
    const history = openHistory(home, PORTS);
    const found = await Promise.all(
      ['last', runIdAt(90), '20261123-10'].map((wanted) => history.get(wanted)),
    );
    expect(idsOf(found)).toEqual([runIdAt(0), runIdAt(90), runIdAt(90)]);
  });

  it('refuses what names no run or several', async () => {
    const home = await tempHome();
    await store(home, aFinishedRun({}, 0), aFinishedRun({}, 90));
    const history = openHistory(home, PORTS);
    const details = async (wanted: string) => {
      const error: unknown = await history.get(wanted).catch((reason: unknown) => reason);
      return error instanceof EngineError ? { code: error.problem.code, ...error.problem.details } : error;
    };
    const files = [runIdAt(0), runIdAt(90)];
    expect(await details('2026')).toEqual({ code: 'history.unknown-run', found: '2026', count: 2, files });
    expect(await details('2027')).toEqual({ code: 'history.unknown-run', found: '2027' });
    expect(await details('')).toEqual({ code: 'history.unknown-run', found: '' });
    expect(await details('../..')).toEqual({ code: 'history.unknown-run', found: '../..' });
    await expect(openHistory(join(home, 'none'), PORTS).get('last')).rejects.toThrow('history.unknown-run');
  });
});

it('sums up a pair by the newest of each kind', async () => {
  const home = await tempHome();
  const recoveryPoint = (minutes: number) => new Date(PORTS.clock.now() - minutes * 60_000).toISOString();
  const records = {
    other: aFinishedRun({ pairId: OTHER_PAIR, recoveryPoint: recoveryPoint(0) }, 0),
    preview: aFinishedRun({ mode: 'preview' }, 2),
    failed: aFinishedRun({ outcome: 'failed' }, 3),
    recovery: aFinishedRun({ recoveryPoint: recoveryPoint(4) }, 4),
    older: aFinishedRun({ recoveryPoint: recoveryPoint(6) }, 6),
    verify: aFinishedRun({ mode: 'verify' }, 7),
  };
  await store(home, ...Object.values(records));
  await storeBegun(home, aRun({}, 1), aRun({ owner: DEAD, mode: 'verify' }, 9));
  expect(await openHistory(home, PORTS).summary(PAIR)).toStrictEqual({
    lastRun: aRun({}, 1),
    lastSync: records.failed,
    lastVerify: records.verify,
    recovery: records.recovery,
    running: aRun({}, 1),
  });
  const none = {
    lastRun: undefined,
    lastSync: undefined,
    lastVerify: undefined,
    recovery: undefined,
    running: undefined,
  };
  expect(await openHistory(join(home, 'none'), PORTS).summary(PAIR)).toStrictEqual(none);
});

it('takes what a wrong clock dated into the future for the oldest, and has nothing else only when there is nothing else', async () => {
  const home = await tempHome();
  const at = (minutes: number) => new Date(PORTS.clock.now() - minutes * 60_000).toISOString();
  const ahead = aFinishedRun({ recoveryPoint: at(-5000) }, -5000);
  await store(home, ahead);
  const history = openHistory(home, PORTS);
  expect((await history.summary(PAIR)).recovery).toEqual(ahead);
  const [recent, older] = [aFinishedRun({ recoveryPoint: at(2) }, 2), aFinishedRun({}, 3)];
  await store(home, recent, older);
  expect(await history.summary(PAIR)).toMatchObject({ lastRun: recent, recovery: recent });
  expect((await history.list()).map(({ id }) => id)).toEqual([recent.id, older.id, ahead.id]);
  expect((await history.get('last')).id).toBe(recent.id);
});

describe('changes', () => {
  it('are paged from the disk, also while the run goes', async () => {
    const home = await tempHome();
    const history = openHistory(home, PORTS);
    const writer = history.begin(aRun());
    const odd = { ...aChange(3), path: 'line\u2028break "\\#377 \ud83d\ude00' };
    const changes = [aChange(0), aChange(1), aChange(2), odd, aChange(4)];
    for (const change of changes) writer.change(change);
    await writer.finish(aFinishedRun());
    const page = (offset: number, limit: number) => collect(history.changes(runIdAt(0), { offset, limit }));
    expect(await collect(history.changes(runIdAt(0)))).toEqual(changes);
    expect(await page(1, 3)).toEqual(changes.slice(1, 4));
    expect(await page(4, 10)).toEqual(changes.slice(4));
    expect([await page(5, 1), await page(0, 0)]).toEqual([[], []]);
  });

  it('end before a line that a killed run never finished', async () => {
    const home = await tempHome();
    const history = openHistory(home, PORTS);
    const writer = history.begin(aRun());
    writer.change(aChange(0));
    await writer.finish(aFinishedRun());
    await appendFile(
      join(home, 'history', runIdAt(0), 'changes.ndjson'),
      JSON.stringify(aChange(1)).slice(0, 30),
    );
    expect(await collect(history.changes(runIdAt(0)))).toEqual([aChange(0)]);
  });

  it('are none for a run that made none, and unknown for a run that is not there', async () => {
    const home = await tempHome();
    await store(home, aFinishedRun());
    const history = openHistory(home, PORTS);
    expect(await collect(history.changes(runIdAt(0)))).toEqual([]);
    await expect(collect(history.changes(runIdAt(1)))).rejects.toThrow('history.unknown-run');
    await expect(collect(history.log(runIdAt(1)))).rejects.toThrow('history.unknown-run');
  });
});

it('keeps raw output as it came, text and bytes', async () => {
  const home = await tempHome();
  const history = openHistory(home, PORTS);
  const writer = history.begin(aRun());
  writer.output('ä first\n');
  writer.output(Buffer.from('second\r'));
  writer.output(Buffer.from([0xff, 0x0a]));
  await writer.finish(aFinishedRun());
  expect(await readFile(join(home, 'history', runIdAt(0), 'log.txt'))).toEqual(
    Buffer.concat([Buffer.from('ä first\nsecond\r'), Buffer.from([0xff, 0x0a])]),
  );
  expect((await collect(history.log(runIdAt(0)))).join('')).toEqual('ä first\nsecond\r\ufffd\n');
});
