import { expect, it } from 'vitest';
import type { LiveRun } from '../../../engine/api/snapshot.ts';
import { glanceOf, type Glance } from '../../../engine/text/glance.ts';
import { aLiveRun, aProgress, aView } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';

const AT = { now: Date.parse('2026-11-23T09:16:00.000Z'), timeZone: 'UTC' };
const POINT = '2026-11-23T09:15:00.000Z';

/** A pair that was copied a minute ago, with such a run under way. */
function glance(fields: Partial<LiveRun>): Glance {
  const lastRun = aRun({ startedAt: POINT, recoveryPoint: POINT });
  const live = aLiveRun({ followsChanges: true, ...fields });
  return glanceOf(aView({ recoveryPoint: POINT, lastRun, live }), AT);
}

it('a run that brings over what has just changed is nothing to look up for', () => {
  expect(glance({})).toMatchObject({ state: 'ready', activity: undefined });
  expect(glance({ progress: aProgress({ secondsLeft: 2 }) })).toMatchObject({
    state: 'ready',
    activity: undefined,
  });
});

it.each<[string, Partial<LiveRun>]>([
  ['takes its time', { progress: aProgress({ secondsLeft: 60 }) }],
  ['is called off', { isCancelling: true }],
  ['is one like others', { followsChanges: false }],
])('one that %s is told of', (_, fields) => {
  const { state, activity } = glance(fields);
  expect(state).toBe('syncing');
  expect(activity).toBeDefined();
});
