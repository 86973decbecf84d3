import { describe, expect, it } from 'vitest';
import { exportChanges, exportRuns } from '../../../engine/run/export-history.ts';
import { openHistory, type HistoryStore } from '../../../engine/store/history.ts';
import { aChange, aFinishedRun, aRun, OTHER_PAIR, PAIR, PORTS, runIdAt, VOLUME } from './run-builder.ts';
import { collect, tempHome } from './temp-home.ts';

const text = async (pieces: AsyncIterable<string>): Promise<string> => (await collect(pieces)).join('');

async function aHistory(count: number): Promise<HistoryStore> {
  const history = openHistory(await tempHome(), PORTS);
  for (let number = count - 1; number >= 0; number--) {
    const run = { pairId: number % 3 === 2 ? OTHER_PAIR : PAIR };
    const writer = history.begin(aRun(run, number));
    await writer.finish(aFinishedRun(run, number));
  }
  return history;
}

describe('an export of runs', () => {
  it('is a header and a line a run of that pair, newest first, however many pages they are', async () => {
    const history = await aHistory(330);
    const lines = (await text(exportRuns(history, PAIR, 'csv'))).split('\r\n');
    expect(lines[0]).toMatch(/^id,pair,mode,outcome,started_at,/);
    const ids = Array.from({ length: 330 }, (_, number) => number).filter((number) => number % 3 !== 2);
    expect(lines.slice(1, -1).map((line) => line.split(',')[0])).toEqual(
      ids.map((number) => runIdAt(number)),
    );
    expect(lines[1]).toBe(
      `${runIdAt(0)},Office,sync,succeeded,2026-11-23T12:00:00.000Z,2026-11-23T12:00:05.000Z,5,,0,0,0,0,0,0,0,,,`,
    );
  });

  it('is, as JSON, the records', async () => {
    const history = await aHistory(4);
    const runs = JSON.parse(JSON.stringify(await history.list({ pairId: PAIR }))) as unknown;
    expect(JSON.parse(await text(exportRuns(history, PAIR, 'json')))).toEqual(runs);
  });

  it('is empty but whole where there are no runs', async () => {
    const history = openHistory(await tempHome(), PORTS);
    expect(JSON.parse(await text(exportRuns(history, PAIR, 'json')))).toEqual([]);
    expect((await text(exportRuns(history, PAIR, 'csv'))).split('\r\n')).toHaveLength(2);
  });
});

describe('an export of changes', () => {
  it('has each with its place, names that a spreadsheet would calculate made text', async () => {
    const history = openHistory(await tempHome(), PORTS);
    const volume = {
      volumeId: VOLUME,
      source: '/Users',
      destination: '/Volumes/Spare',
      state: 'done' as const,
    };
    const run = aFinishedRun();
    const writer = history.begin(aRun());
    writer.change({ ...aChange(3), path: '=1+1 "x", y\n' });
    writer.change(aChange(4));
    await writer.finish({
      ...run,
      volumes: [{ ...volume, totals: run.totals, finishedAt: undefined }],
    });
    expect(await text(exportChanges(history, run.id, 'csv'))).toBe(
      'source,destination,path,kind,type,bytes,itemized\r\n' +
        `/Users,/Volumes/Spare,"'=1+1 ""x"", y\n",created,file,3,>f+++++++++\r\n` +
        '/Users,/Volumes/Spare,d/file 4,created,file,4,>f+++++++++\r\n',
    );
    expect(JSON.parse(await text(exportChanges(history, run.id, 'json')))).toEqual([
      { ...aChange(3), path: '=1+1 "x", y\n' },
      aChange(4),
    ]);
  });

  it('comes in pieces, and is of a run that is there', async () => {
    const history = openHistory(await tempHome(), PORTS);
    const writer = history.begin(aRun());
    for (let i = 0; i < 5_000; i++) writer.change(aChange(i));
    await writer.finish(aFinishedRun());
    const pieces = await collect(exportChanges(history, runIdAt(0), 'csv'));
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join('').split('\r\n')).toHaveLength(5_002);
    await expect(text(exportChanges(history, runIdAt(1), 'csv'))).rejects.toMatchObject({
      problem: { code: 'history.unknown-run' },
    });
  });
});
