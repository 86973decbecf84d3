import { describe, expect, it } from 'vitest';
import type { VolumeResult } from '../../../engine/model/run.ts';
import { volumeGlances, worstVolumes } from '../../../renderer/state/volume-glances.ts';
import { aLiveRun, aVolume } from '../../fakes/builders.ts';
import {
  emptyHanded,
  nightRun,
  officePair,
  SPACE,
  SYSTEM,
  USERS,
  viewOf,
} from '../../pages/worlds/office.ts';

const PAIR = officePair();
const LAST_NIGHT = nightRun(PAIR, 0);
const NIGHT_BEFORE = nightRun(PAIR, 1);

function withState(state: VolumeResult['state']) {
  const volumes = LAST_NIGHT.volumes.map((volume) =>
    volume.volumeId === SPACE ? { ...volume, state } : volume,
  );
  return { ...LAST_NIGHT, volumes };
}

function statesOf(glances: ReturnType<typeof volumeGlances>): unknown[] {
  return glances.map(({ state, copiedAt }) => [state, copiedAt]);
}

describe('volumes at a glance', () => {
  it('are done with the time of their own end', () => {
    const ends = LAST_NIGHT.volumes.map(({ finishedAt }) => ['done', finishedAt]);
    expect(statesOf(volumeGlances(viewOf(PAIR, [LAST_NIGHT]), [LAST_NIGHT]))).toEqual(ends);
  });

  it('are no more than last known while the configuration cannot be read', () => {
    const runs = [withState('partial')];
    const view = viewOf(PAIR, runs);
    expect(volumeGlances(view, runs, false).map(({ state }) => state)).toEqual([
      'unknown',
      'unknown',
      'partial',
    ]);
  });

  it('keep the time of their last whole copy where the last one was not whole', () => {
    const runs = [withState('partial'), NIGHT_BEFORE];
    const [, , space] = volumeGlances(viewOf(PAIR, runs), runs);
    expect([space?.state, space?.copiedAt]).toEqual(['partial', NIGHT_BEFORE.volumes[2]?.finishedAt]);
  });

  it('are as before after a run that came to none of them', () => {
    const refused = { ...LAST_NIGHT, ...emptyHanded(PAIR, { outcome: 'refused' }) };
    const runs = [refused, NIGHT_BEFORE];
    expect(statesOf(volumeGlances(viewOf(PAIR, runs), runs))).toEqual(
      NIGHT_BEFORE.volumes.map(({ finishedAt }) => ['done', finishedAt]),
    );
  });

  it('were never copied where only another place was', () => {
    const moved = officePair({
      volumes: [aVolume({ id: USERS, source: '/Volumes/Users', destination: '/Volumes/Other' })],
    });
    expect(statesOf(volumeGlances(viewOf(moved, [LAST_NIGHT]), [LAST_NIGHT]))).toEqual([
      ['never', undefined],
    ]);
  });

  it('are under way one at a time, and in a sync alone', () => {
    const view = viewOf(PAIR, [LAST_NIGHT], { live: aLiveRun({ volumeId: USERS }) });
    expect(volumeGlances(view, []).map(({ state }) => state)).toEqual(['done', 'under-way', 'done']);
    const preview = { ...view, live: aLiveRun({ volumeId: USERS, mode: 'preview' }) };
    expect(volumeGlances(preview, []).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  it('are shown in the pair’s order, the worst never left out', () => {
    const runs = [withState('failed')];
    const shown = worstVolumes(volumeGlances(viewOf(PAIR, runs), runs), 2);
    expect(shown.map(({ volume }) => volume.id)).toEqual([SYSTEM, SPACE]);
  });
});
