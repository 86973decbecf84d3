import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../engine/model/run.ts';
import { openHistory } from '../../../engine/store/history.ts';
import { aChange, aFinishedRun, aRun, NOW, OTHER_PAIR, PORTS, runIdAt } from './run-builder.ts';
import { tempHome } from './temp-home.ts';

const DAY = 24 * 60;
const NO_LIMIT = { maxAgeDays: 1e6, maxBytes: 1e12 };

/** Each with ten changes, about 1,200 bytes, and its record. */
async function homeWith(...records: readonly RunRecord[]): Promise<string> {
  const home = await tempHome();
  const history = openHistory(home, PORTS);
  for (const record of records) {
    const writer = history.begin(record);
    for (let i = 0; i < 10; i++) writer.change(aChange(i));
    await writer.finish(record);
  }
  return home;
}

async function runsIn(home: string): Promise<string[]> {
  const names = (await readdir(join(home, 'history'))).filter((name) => name.startsWith('20'));
  const contents = names.map(
    async (name) => `${name} ${(await readdir(join(home, 'history', name))).sort().join(' ')}`,
  );
  return (await Promise.all(contents)).sort().reverse();
}

const whole = (number: number) => `${runIdAt(number)} changes.ndjson run.json`;
const stripped = (number: number) => `${runIdAt(number)} run.json`;

it('removes runs that are too old', async () => {
  const home = await homeWith(aFinishedRun({}, 0), aFinishedRun({}, 399 * DAY), aFinishedRun({}, 401 * DAY));
  const report = await openHistory(home, PORTS).rotate();
  expect(report).toEqual({ removedRuns: [runIdAt(401 * DAY)], strippedRuns: [], failures: 0 });
  expect(await runsIn(home)).toEqual([whole(0), whole(399 * DAY)]);
  expect((await openHistory(home, PORTS).list()).map(({ id }) => id)).toEqual([
    runIdAt(0),
    runIdAt(399 * DAY),
  ]);
});

it('never removes the newest run of a pair, its newest recovery point, or a run that goes', async () => {
  const point = (days: number) => new Date(NOW - days * DAY * 60_000).toISOString();
  const kept = [
    aFinishedRun({}, 500 * DAY),
    aFinishedRun({ recoveryPoint: point(502) }, 502 * DAY),
    aRun({}, 504 * DAY),
    aFinishedRun({ pairId: OTHER_PAIR }, 505 * DAY),
  ];
  const gone = [aFinishedRun({}, 501 * DAY), aFinishedRun({ recoveryPoint: point(503) }, 503 * DAY)];
  const home = await homeWith(...kept, ...gone);
  const report = await openHistory(home, PORTS).rotate({ maxAgeDays: 400, maxBytes: 0 });
  expect(report).toEqual({
    removedRuns: [runIdAt(503 * DAY), runIdAt(501 * DAY)],
    strippedRuns: [],
    failures: 0,
  });
  expect(await runsIn(home)).toEqual([500, 502, 504, 505].map((days) => whole(days * DAY)));
});

describe('when the whole is too large', () => {
  const records = [0, 1, 2, 3].map((number) => aFinishedRun({}, number));
  const sizeOf = async (home: string, name: string) =>
    (await stat(join(home, 'history', runIdAt(3), name))).size;

  it('takes changes and logs of the oldest first', async () => {
    const home = await homeWith(...records);
    const [record, changes] = [await sizeOf(home, 'run.json'), await sizeOf(home, 'changes.ndjson')];
    const maxBytes = 4 * record + 2 * changes;
    const report = await openHistory(home, PORTS).rotate({ ...NO_LIMIT, maxBytes });
    expect(report).toEqual({ removedRuns: [], strippedRuns: [runIdAt(3), runIdAt(2)], failures: 0 });
    expect(await runsIn(home)).toEqual([whole(0), whole(1), stripped(2), stripped(3)]);
  });

  it('then whole runs, the oldest first', async () => {
    const home = await homeWith(...records);
    const [record, changes] = [await sizeOf(home, 'run.json'), await sizeOf(home, 'changes.ndjson')];
    const maxBytes = 2 * record + changes;
    const report = await openHistory(home, PORTS).rotate({ ...NO_LIMIT, maxBytes });
    expect(report).toEqual({
      removedRuns: [runIdAt(3), runIdAt(2)],
      strippedRuns: [runIdAt(1)],
      failures: 0,
    });
    expect(await runsIn(home)).toEqual([whole(0), stripped(1)]);
  });

  it('takes nothing while it fits', async () => {
    const home = await homeWith(...records);
    expect(await openHistory(home, PORTS).rotate()).toEqual({
      removedRuns: [],
      strippedRuns: [],
      failures: 0,
    });
    expect(await runsIn(home)).toEqual([0, 1, 2, 3].map(whole));
  });
});

it('leaves what it cannot read until that is too old, and what is no run for ever', async () => {
  const home = await homeWith(aFinishedRun());
  for (const name of [runIdAt(1), runIdAt(500 * DAY), 'notes']) {
    await mkdir(join(home, 'history', name));
    await writeFile(join(home, 'history', name, 'run.json'), 'garbage');
  }
  const report = await openHistory(home, PORTS).rotate({ maxAgeDays: 400, maxBytes: 0 });
  expect(report.removedRuns).toEqual([runIdAt(500 * DAY)]);
  expect((await readdir(join(home, 'history'))).sort()).toEqual([
    runIdAt(1),
    runIdAt(0),
    'index.ndjson',
    'notes',
  ]);
});

it('writes down that a killed run was interrupted', async () => {
  const home = await homeWith(aRun({ owner: { pid: 1, startToken: 'gone' } }));
  await openHistory(home, PORTS).rotate();
  const everybodyLives = { ...PORTS, isAlive: () => true };
  const [record] = await openHistory(home, everybodyLives).list();
  expect(record).toMatchObject({
    state: 'finished',
    outcome: 'failed',
    problems: [{ code: 'run.interrupted' }],
  });
});

it('finishes what a killed rotation began, and does nothing where there is no history', async () => {
  const home = await homeWith(aFinishedRun());
  await mkdir(join(home, 'history', `.gone-${runIdAt(5)}`, 'x'), { recursive: true });
  await openHistory(home, PORTS).rotate();
  expect((await readdir(join(home, 'history'))).sort()).toEqual([runIdAt(0), 'index.ndjson']);
  const none = await openHistory(join(home, 'none'), PORTS).rotate();
  expect(none).toEqual({ removedRuns: [], strippedRuns: [], failures: 0 });
});
