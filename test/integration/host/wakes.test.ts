import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PairChange } from '../../../engine/api/pair-change.ts';
import type { PairId } from '../../../engine/model/ids.ts';
import { WEEKDAYS, type Schedule } from '../../../engine/model/schedule.ts';
import type { WakeStanding } from '../../../engine/model/schedule-standing.ts';
import { wallText } from '../../../engine/plan/schedule/wake-time.ts';
import { openWakeSchedule } from '../../../engine/platform/wake-schedule.ts';
import { eventually } from '../../helpers/eventually.ts';
import { FakePmset } from '../../helpers/fake-pmset.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { aHost, type TestHost } from './hosts.ts';

/** Twelve hours away from now at the least: nothing becomes due during the test. */
const FAR: Schedule = dailyAt(new Date(Date.now() + 12 * 3_600_000));
const FARTHER: Schedule = dailyAt(new Date(Date.now() + 14 * 3_600_000));

function dailyAt(at: Date): Schedule {
  return { kind: 'times', times: [at.toISOString().slice(11, 16)], weekdays: [...WEEKDAYS] };
}

interface Setting {
  readonly pair: PairFixture;
  readonly pmset: FakePmset;
  /** Of this data folder. */
  readonly owner: string;
}

async function aSetting(): Promise<Setting> {
  const pair = await new PairFixture({ schedule: FAR, wake: true }).add();
  return { pair, pmset: new FakePmset(), owner: openWakeSchedule(pair.home).owner };
}

/** A host on a Mac, by the clock of UTC. */
function onMac({ pair, pmset }: Setting, askAgainMs = 3_600_000): Promise<TestHost> {
  return aHost(pair, {
    schedules: { options: { settleMs: 0 }, timeZone: () => 'UTC' },
    wakes: { platform: 'darwin', pmset: pmset.path, askAgainMs },
  });
}

function wakeOf({ host }: TestHost): WakeStanding | undefined {
  return host.live.snapshot().pairs[0]?.standing?.wake;
}

async function isScheduled(test: TestHost): Promise<Extract<WakeStanding, { kind: 'scheduled' }>> {
  return eventually(() => {
    const wake = wakeOf(test);
    return wake?.kind === 'scheduled' && wake;
  });
}

function change(test: TestHost, to: PairChange): Promise<unknown> {
  const id = test.host.live.snapshot().pairs[0]?.pair.id as PairId;
  return test.host.handlers['pair.change']({ pairId: id, change: to as { wake: boolean } });
}

describe('a host that has this machine wake up', () => {
  it('schedules a wake a minute before the run, once, and says so', async () => {
    const setting = await aSetting();
    const test = await onMac(setting);
    const { at } = await isScheduled(test);
    const due = test.host.live.snapshot().pairs[0]?.standing?.nextDueAt ?? '';
    expect(Date.parse(due) - Date.parse(at)).toBe(60_000);
    const event = `wakeorpoweron ${wallText(Date.parse(at), 'UTC')} ${setting.owner}`;
    expect(setting.pmset.events).toEqual([event]);
    // What is read again, and what shows how things stand, changes nothing.
    await test.host.live.refresh();
    await change(test, { name: 'Front office' });
    expect(setting.pmset.calls).toEqual(['-g sched', `schedule ${event}`, '-g sched']);
    expect(test.problems).toEqual([]);
  });

  it('follows the schedule, and takes back its own alone when nobody wants it any more', async () => {
    const setting = await aSetting();
    const { pmset, owner } = setting;
    pmset.add('wakeorpoweron', '11/27/40 02:59:00', 'somebody');
    const test = await onMac(setting);
    const first = await isScheduled(test);
    await change(test, { schedule: FARTHER });
    await eventually(() => {
      const wake = wakeOf(test);
      return wake?.kind === 'scheduled' && wake.at !== first.at;
    });
    const { at } = await isScheduled(test);
    expect(pmset.events).toEqual([
      'wakeorpoweron 11/27/40 02:59:00 somebody',
      `wakeorpoweron ${wallText(Date.parse(at), 'UTC')} ${owner}`,
    ]);
    await change(test, { wake: false });
    await eventually(() => expect(wakeOf(test)).toEqual({ kind: 'none' }));
    await eventually(() => expect(pmset.events).toEqual(['wakeorpoweron 11/27/40 02:59:00 somebody']));
  });

  it('wakes for none while the schedule is paused', async () => {
    const setting = await aSetting();
    const test = await onMac(setting);
    await isScheduled(test);
    const pairId = test.host.live.snapshot().pairs[0]?.pair.id as PairId;
    await test.host.handlers['schedule.pause']({ pairId });
    await eventually(() => expect(setting.pmset.events).toEqual([]));
    await test.host.handlers['schedule.resume']({ pairId });
    await eventually(() => expect(setting.pmset.events).toHaveLength(1));
    await isScheduled(test);
    expect(setting.pmset.events).toHaveLength(1);
  });

  it('leaves the wake when it ends, and the next one goes on with it, or takes back that of a pair that is gone', async () => {
    const setting = await aSetting();
    const { pair, pmset } = setting;
    const first = await onMac(setting);
    await isScheduled(first);
    await first.host.close();
    expect(pmset.events).toHaveLength(1);
    const second = await onMac(setting);
    await isScheduled(second);
    await second.host.close();
    expect(pmset.changes).toHaveLength(1);
    await pair.engine.pairs.remove('Office');
    await onMac(setting);
    await eventually(() => expect(pmset.events).toEqual([]));
  });

  it('says that it is not permitted and what to paste, and notices that it was', async () => {
    const setting = await aSetting();
    const { pmset } = setting;
    pmset.isRoot = false;
    const test = await onMac(setting, 50);
    const refused = await eventually(() => {
      const wake = wakeOf(test);
      return wake?.kind === 'not-permitted' && wake;
    });
    const text = wallText(Date.parse(refused.at), 'UTC');
    expect(refused.command).toBe(`sudo pmset schedule wakeorpoweron "${text}" ${setting.owner}`);
    pmset.add('wakeorpoweron', text, setting.owner);
    await isScheduled(test);
    expect(pmset.events).toHaveLength(1);
    expect(test.problems).toEqual([]);
  });

  it('looks again after a wake, and says what went wrong, while runs go on', async () => {
    const setting = await aSetting();
    const { pmset, pair } = setting;
    pmset.fault = 'pmset: Error 0xe00002c2';
    const test = await onMac(setting);
    await eventually(() =>
      expect(wakeOf(test)).toMatchObject({ kind: 'failed', text: 'pmset: Error 0xe00002c2' }),
    );
    writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
    const record = await pair.engine.sync('Office', { mode: 'sync' });
    expect(record.outcome).toBe('succeeded');
    pmset.fault = '';
    test.host.woke();
    await isScheduled(test);
  });

  it('says that this system cannot', async () => {
    const setting = await aSetting();
    const test = await aHost(setting.pair, {
      wakes: { platform: 'linux', pmset: setting.pmset.path },
    });
    await eventually(() => expect(wakeOf(test)).toEqual({ kind: 'unsupported' }));
    expect(setting.pmset.calls).toEqual([]);
  });
});
