import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PairId } from '../../../engine/model/ids.ts';
import { Schedule } from '../../../engine/model/schedule.ts';
import { reckon } from '../../../engine/plan/schedule/reckon.ts';
import { ScheduleBook } from '../../../engine/schedule/schedule-book.ts';
import { openSchedules } from '../../../engine/store/schedule-store.ts';
import { tempHome } from './temp-home.ts';

const ID = PairId.parse('pair-aaaaaaaaaa');
const STATE = reckon(
  undefined,
  Schedule.parse({ kind: 'every', minutes: 60 }),
  Date.parse('2026-06-01T12:00Z'),
  'UTC',
);

describe('schedules.json', () => {
  it('is what the next host finds, for the user alone', async () => {
    const home = await tempHome();
    const book = new ScheduleBook({ store: openSchedules(home) });
    book.set(ID, STATE);
    await book.save();
    const next = new ScheduleBook({ store: openSchedules(home) });
    await next.load();
    expect(next.get(ID)).toEqual(STATE);
    expect(statSync(join(home, 'schedules.json')).mode & 0o777).toBe(0o600);
  });

  it('is told of and left as it is when it cannot be read, and schedules go on', async () => {
    const home = await tempHome();
    writeFileSync(join(home, 'schedules.json'), 'torn');
    const problems: unknown[] = [];
    const book = new ScheduleBook({ store: openSchedules(home), onProblem: (error) => problems.push(error) });
    await book.load();
    book.set(ID, STATE);
    await book.save();
    expect([problems.length, book.get(ID)]).toEqual([2, STATE]);
  });
});
