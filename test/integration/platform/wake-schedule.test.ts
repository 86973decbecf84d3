import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWakeSchedule, type WakeSchedule } from '../../../engine/platform/wake-schedule.ts';
import { FakePmset } from '../../helpers/fake-pmset.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const FIRST = '11/27/26 02:59:00';
const SECOND = '11/28/26 02:59:00';

function aSchedule(home = tempDir()): { pmset: FakePmset; schedule: WakeSchedule } {
  const pmset = new FakePmset();
  return { pmset, schedule: openWakeSchedule(home, { platform: 'darwin', pmset: pmset.path }) };
}

describe('the wakes of this machine', () => {
  it('are those that are wanted, told once', async () => {
    const { pmset, schedule } = aSchedule();
    const { owner } = schedule;
    expect(await schedule.keep([FIRST])).toEqual({ kind: 'kept', own: [FIRST], trouble: undefined });
    expect(pmset.events).toEqual([`wakeorpoweron ${FIRST} ${owner}`]);
    await schedule.keep([FIRST]);
    expect(pmset.changes).toEqual([`schedule wakeorpoweron ${FIRST} ${owner}`]);
    await schedule.keep([SECOND]);
    expect(pmset.events).toEqual([`wakeorpoweron ${SECOND} ${owner}`]);
    expect(await schedule.keep([])).toEqual({ kind: 'kept', own: [], trouble: undefined });
    expect(pmset.events).toEqual([]);
  });

  it('leave everybody else’s alone, those of another data folder as well', async () => {
    const { pmset, schedule } = aSchedule();
    const other = openWakeSchedule(tempDir(), { platform: 'darwin', pmset: pmset.path });
    pmset.repeat('wakepoweron at 7:58AM every day');
    pmset.add('wake', FIRST, 'com.apple.alarm.user-visible', ' User visible: true');
    pmset.add('wakeorpoweron', FIRST, 'pmset');
    await other.keep([FIRST, SECOND]);
    await schedule.keep([FIRST]);
    await schedule.keep([]);
    expect(pmset.events).toEqual([
      `wake ${FIRST} com.apple.alarm.user-visible`,
      `wakeorpoweron ${FIRST} pmset`,
      `wakeorpoweron ${FIRST} ${other.owner}`,
      `wakeorpoweron ${SECOND} ${other.owner}`,
    ]);
  });

  it('have a name of their own for a data folder, however it is reached', () => {
    const home = tempDir();
    const link = join(tempDir(), 'link');
    symlinkSync(home, link);
    const ownerOf = (path: string): string => openWakeSchedule(path).owner;
    expect(ownerOf(link)).toBe(ownerOf(home));
    expect(ownerOf(home)).toMatch(/^warmspare-[0-9a-f]{8}$/);
    expect(ownerOf(tempDir())).not.toBe(ownerOf(home));
  });

  it('are not permitted to anybody but root, who is asked no more than once; those that are there count', async () => {
    const { pmset, schedule } = aSchedule();
    pmset.isRoot = false;
    pmset.add('wakeorpoweron', FIRST, schedule.owner);
    expect(await schedule.keep([FIRST, SECOND, '11/29/26 02:59:00'])).toEqual({
      kind: 'kept',
      own: [FIRST],
      trouble: { kind: 'not-permitted' },
    });
    expect(pmset.changes).toHaveLength(1);
  });

  it('say what went wrong', async () => {
    const { pmset, schedule } = aSchedule();
    pmset.fault = 'pmset: Error 0xe00002c2 scheduling power event\n';
    const text = 'pmset: Error 0xe00002c2 scheduling power event';
    expect(await schedule.keep([FIRST])).toEqual({
      kind: 'kept',
      own: [],
      trouble: { kind: 'failed', text },
    });
    const none = openWakeSchedule(tempDir(), { platform: 'darwin', pmset: join(tempDir(), 'pmset') });
    expect(await none.keep([FIRST])).toMatchObject({ own: [], trouble: { kind: 'failed', text: 'ENOENT' } });
  });

  it('count only when they are listed afterwards', async () => {
    const { pmset, schedule } = aSchedule();
    pmset.isDeaf = true;
    expect(await schedule.keep([FIRST])).toMatchObject({ own: [], trouble: { kind: 'failed' } });
  });

  it.each(['linux', 'other'] as const)('are none on %s, where nothing is run', async (platform) => {
    const pmset = new FakePmset();
    const schedule = openWakeSchedule(tempDir(), { platform, pmset: pmset.path });
    expect(await schedule.keep([FIRST])).toEqual({ kind: 'unsupported' });
    expect(pmset.calls).toEqual([]);
  });
});
