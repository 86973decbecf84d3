import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pair } from '../../../engine/model/pair.ts';
import { NO_TOTALS, type RunRecord } from '../../../engine/model/run.ts';
import { measureRecovery } from '../../../engine/plan/recovery.ts';
import { aPair, VOL_A } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const HOUR = 3_600_000;
const PAIR = aPair();
const iso = (ms: number): string => new Date(ms).toISOString();

/** Began so many hours ago, and took so long; a whole copy unless told. */
function aCopy(hoursAgo: number, tookHours = 0.5, fields: Partial<RunRecord> = {}): RunRecord {
  const start = NOW - hoursAgo * HOUR;
  const [volume] = PAIR.volumes;
  return aRun({
    pairId: PAIR.id,
    startedAt: iso(start),
    finishedAt: iso(start + tookHours * HOUR),
    recoveryPoint: iso(start),
    volumes: [
      {
        volumeId: VOL_A,
        source: volume?.source ?? '',
        destination: volume?.destination ?? '',
        state: 'done',
        totals: NO_TOTALS,
        finishedAt: undefined,
      },
    ],
    ...fields,
  });
}

/** As hours: how long ago, and how old. */
function agesOf(records: readonly RunRecord[], windowHours: number, pair: Pair = PAIR): [number, number][] {
  const { ages } = measureRecovery(pair, records, NOW, windowHours * HOUR);
  return ages.map(({ at, ageMs }) => [(NOW - Date.parse(at)) / HOUR, ageMs / HOUR]);
}

describe('measureRecovery', () => {
  it('is a saw-tooth that falls to the run’s own duration', () => {
    expect(agesOf([aCopy(4, 1), aCopy(28, 0.5)], 30)).toEqual([
      [27.5, 0.5],
      [3, 25],
      [3, 1],
      [0, 4],
    ]);
  });

  it('begins with the age that the copy had by then', () => {
    expect(agesOf([aCopy(40), aCopy(70), aCopy(4, 1)], 30)).toEqual([
      [30, 10],
      [3, 37],
      [3, 1],
      [0, 4],
    ]);
  });

  it('counts no run that moved nothing, that is of other volumes, or that somebody’s word made void', () => {
    const [volume] = PAIR.volumes;
    const moved = aPair({ volumes: [{ ...(volume ?? ({} as never)), destination: '/elsewhere' }] });
    const runs = [aCopy(20), aCopy(4, 1, { recoveryPoint: undefined, outcome: 'failed' })];
    const kept: [number, number][] = [
      [19.5, 0.5],
      [0, 20],
    ];
    expect(agesOf(runs, 30)).toEqual(kept);
    expect(agesOf(runs, 30, moved)).toEqual([]);
    expect(agesOf(runs, 30, aPair({ acceptedAt: iso(NOW - 10 * HOUR) }))).toEqual([]);
    expect(agesOf(runs, 30, aPair({ acceptedAt: iso(NOW - 30 * HOUR) }))).toEqual(kept);
  });

  it('believes no clock that was wrong', () => {
    const ahead = aCopy(-5);
    const backwards = aCopy(3, 0, { finishedAt: iso(NOW - 4 * HOUR) });
    expect(agesOf([aCopy(10, 1), ahead], 30)).toEqual([
      [9, 1],
      [0, 10],
    ]);
    expect(agesOf([backwards], 30)).toEqual([
      [4, 0],
      [0, 3],
    ]);
  });

  it('tells what each run of that time took, oldest first', () => {
    const totals = { ...NO_TOTALS, fileBytes: 5, wireBytes: 7 };
    const failed = aCopy(2, 1, { mode: 'verify', outcome: 'failed', recoveryPoint: undefined, totals });
    const { runs, from, to } = measureRecovery(PAIR, [failed, aCopy(5), aCopy(50)], NOW, 30 * HOUR);
    expect([from, to]).toEqual([iso(NOW - 30 * HOUR), iso(NOW)]);
    expect(
      runs.map(({ mode, outcome, durationMs, fileBytes, wireBytes }) => [
        mode,
        outcome,
        durationMs,
        fileBytes,
        wireBytes,
      ]),
    ).toEqual([
      ['sync', 'succeeded', HOUR / 2, 0, 0],
      ['verify', 'failed', HOUR, 5, 7],
    ]);
  });

  it('rises with time between the copies and is never below nothing, whatever the runs were', () => {
    const aRunOfAnyTime = fc.record({
      ago: fc.integer({ min: -50, max: 2000 }),
      took: fc.integer({ min: 0, max: 40 }),
      isWhole: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(aRunOfAnyTime, { maxLength: 30 }),
        fc.integer({ min: 1, max: 900 }),
        (some, windowHours) => {
          const records = some.map(({ ago, took, isWhole }) =>
            aCopy(ago, took, isWhole ? {} : { recoveryPoint: undefined }),
          );
          const { ages, from } = measureRecovery(PAIR, records, NOW, windowHours * HOUR);
          const durations = new Map(records.map((one) => [one.finishedAt, [] as number[]]));
          for (const one of records)
            durations.get(one.finishedAt)?.push(Date.parse(one.finishedAt ?? '') - Date.parse(one.startedAt));
          ages.forEach(({ at, ageMs }, index) => {
            const before = ages[index - 1];
            expect(ageMs).toBeGreaterThanOrEqual(0);
            expect(at >= from && Date.parse(at) <= NOW).toBe(true);
            const isDrop = before === undefined ? at !== from : ageMs < before.ageMs;
            if (isDrop) expect(durations.get(at)).toContain(ageMs);
            else if (before !== undefined)
              expect(ageMs - before.ageMs).toBe(Date.parse(at) - Date.parse(before.at));
          });
          const whole = records.filter(
            (one) => one.recoveryPoint !== undefined && Date.parse(one.finishedAt ?? '') <= NOW,
          );
          const newest = Math.max(...whole.map((one) => Date.parse(one.startedAt)));
          expect(ages.at(-1)?.ageMs).toBe(whole.length === 0 ? undefined : NOW - newest);
        },
      ),
    );
  });
});
