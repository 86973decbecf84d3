import { describe, expect, it } from 'vitest';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { PairId } from '../../../engine/model/ids.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { ScheduleStanding } from '../../../engine/model/schedule-standing.ts';
import { WEEKDAYS } from '../../../engine/model/schedule.ts';
import type { MenuItem } from '../../../engine/text/tray-items.ts';
import { trayModel, type TrayModel } from '../../../engine/text/tray-model.ts';
import { aLiveRun, aPair, aSnapshot, aView } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';

const AT = { now: Date.parse('2026-11-23T09:16:00.000Z'), timeZone: 'UTC' };
const POINT = '2026-11-23T03:04:00.000Z';
const OFFICE = aPair({ schedule: { kind: 'times', times: ['03:00'], weekdays: [...WEEKDAYS] } });
const STUDIO = aPair({
  id: PairId.parse('pair-studio0000'),
  name: 'Studio',
  schedule: { kind: 'every', minutes: 60 * 24 },
});
const BY_HAND = aPair({ id: PairId.parse('pair-byhand0000'), name: 'Archive' });
const MORNING = { since: '2026-11-23T09:00:00.000Z', until: '2026-11-24T07:00:00.000Z' };

function aScheduled(pair: Pair, pause?: ScheduleStanding['pause'], fields: Partial<PairView> = {}): PairView {
  return aView({
    pair,
    recoveryPoint: POINT,
    lastRun: aRun({ startedAt: POINT, recoveryPoint: POINT }),
    standing: {
      nextDueAt: '2026-11-24T03:00:00.000Z',
      waits: undefined,
      absence: undefined,
      pause,
      lastAnswer: undefined,
      follow: undefined,
      wake: undefined,
      timeZone: 'UTC',
    },
    ...fields,
  });
}

function trayOf(...pairs: readonly PairView[]): TrayModel {
  return trayModel(aSnapshot({ pairs }), AT);
}

function scheduleItems({ menu }: TrayModel): readonly MenuItem[] {
  return menu.flat().filter(({ label }) => label.endsWith('Schedule'));
}

describe('what begins by itself', () => {
  it('is paused for all pairs at once', () => {
    expect(scheduleItems(trayOf(aScheduled(OFFICE), aScheduled(STUDIO), aView({ pair: BY_HAND })))).toEqual([
      {
        kind: 'submenu',
        label: 'Pause Schedule',
        items: [
          ['For 1 Hour', 'hour'],
          ['Until Tomorrow 07:00', 'morning'],
          ['Until I Resume', 'resumed'],
        ].map(([label, choice]) => ({
          kind: 'command',
          label,
          command: { type: 'pause', pairIds: [OFFICE.id, STUDIO.id], choice },
          isEnabled: true,
        })),
      },
    ]);
  });

  it('is not paused anew where it is already', () => {
    const [item] = scheduleItems(trayOf(aScheduled(OFFICE, MORNING), aScheduled(STUDIO)));
    if (item?.kind !== 'submenu') throw new Error('no submenu');
    expect(item.items[0]).toMatchObject({ command: { pairIds: [STUDIO.id] } });
  });

  it('goes on once all of it is paused', () => {
    const model = trayOf(aScheduled(OFFICE, MORNING), aScheduled(STUDIO, MORNING), aView({ pair: BY_HAND }));
    expect(scheduleItems(model)).toEqual([
      {
        kind: 'command',
        label: 'Resume Schedule',
        command: { type: 'resume', pairIds: [OFFICE.id, STUDIO.id] },
        isEnabled: true,
      },
    ]);
  });

  it.each<[string, TrayModel]>([
    ['a pair by hand', trayOf(aScheduled(BY_HAND, MORNING))],
    ['a schedule that nobody keeps', trayOf(aScheduled(OFFICE, undefined, { standing: undefined }))],
    ['no pair', trayOf()],
  ])('is nothing of %s', (_, model) => {
    expect(scheduleItems(model)).toEqual([]);
  });
});

describe('the icon of a pair whose schedule is paused', () => {
  it('says so, and its line until when', () => {
    const { icon, tooltip } = trayOf(aScheduled(OFFICE, MORNING));
    expect([icon, tooltip]).toEqual([
      'paused',
      'Office: copied 6 h 12 min ago; schedule paused until tomorrow 07:00.',
    ]);
  });

  it('says first what is worse, and the line both', () => {
    const recoveryPoint = '2026-11-20T03:04:00.000Z';
    const { icon, tooltip } = trayOf(aScheduled(OFFICE, { since: MORNING.since }, { recoveryPoint }));
    expect([icon, tooltip]).toEqual([
      'overdue',
      'Office: overdue, copied 3 d 6 h ago; schedule paused until you resume.',
    ]);
  });

  it('shows a run that somebody started all the same', () => {
    expect(trayOf(aScheduled(OFFICE, MORNING, { live: aLiveRun() })).icon).toBe('syncing');
  });

  it('is no other of a pair by hand', () => {
    const { icon, tooltip } = trayOf(aScheduled(BY_HAND, MORNING));
    expect([icon, tooltip]).toEqual(['ready', 'Archive: copied 6 h 12 min ago.']);
  });
});
