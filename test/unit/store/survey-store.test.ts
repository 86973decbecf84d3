import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Survey } from '../../../engine/model/survey.ts';
import { openSurveys } from '../../../engine/store/survey-store.ts';
import { aPair, aVolume, VOL_B } from '../../fakes/builders.ts';
import { tempHome } from './temp-home.ts';

const PAIR = aPair();

function aSurvey(path: string, at = '2026-11-23T10:00:00.000Z'): Survey {
  return {
    at,
    clockSkewMs: 0,
    isRoot: true,
    places: [
      {
        path,
        state: 'present',
        mountPoint: path,
        fileSystem: 'apfs',
        freeBytes: 1,
        usedBytes: 1,
        isClaimed: true,
        ownersIgnored: false,
      },
    ],
    machine: { os: 'darwin', osName: 'macOS 15.5', arch: 'arm64', hostName: 'spare.local', disks: [] },
  };
}

const BOTH = { primary: aSurvey('/Volumes/Users'), standby: aSurvey('/Volumes/Users') };

describe('what is known of a pair’s machines', () => {
  it('is nothing before anybody looked', async () => {
    expect(await openSurveys(await tempHome()).read(PAIR)).toEqual({});
  });

  it('stays as it was of the side that nobody reached', async () => {
    const surveys = openSurveys(await tempHome());
    await surveys.keep(PAIR, BOTH);
    const primary = aSurvey('/Volumes/Users', '2026-11-24T10:00:00.000Z');
    expect(await surveys.keep(PAIR, { primary })).toEqual({ primary, standby: BOTH.standby });
    expect(await surveys.read(PAIR)).toEqual({ primary, standby: BOTH.standby });
  });

  it('is forgotten of a machine that is not the pair’s any more', async () => {
    const surveys = openSurveys(await tempHome());
    await surveys.keep(PAIR, BOTH);
    const other = aPair({ standby: { kind: 'local' } });
    expect(await surveys.read(other)).toEqual({ primary: BOTH.primary });
    await surveys.keep(other, { primary: BOTH.primary });
    expect([await surveys.read(other), await surveys.read(PAIR)]).toEqual([
      { primary: BOTH.primary },
      { primary: BOTH.primary },
    ]);
  });

  it('is forgotten of a standby that another host key answers for', async () => {
    const surveys = openSurveys(await tempHome());
    await surveys.keep(PAIR, BOTH);
    const replaced = aPair();
    const standby =
      replaced.standby.kind === 'ssh'
        ? { ...replaced.standby, hostKey: `SHA256:${'B'.repeat(43)}` }
        : replaced.standby;
    expect(await surveys.read({ ...replaced, standby })).toEqual({ primary: BOTH.primary });
  });

  it('is forgotten of places that are not the pair’s any more', async () => {
    const surveys = openSurveys(await tempHome());
    await surveys.keep(PAIR, BOTH);
    const moved = aPair({ volumes: [aVolume({ destination: '/Volumes/Other' })] });
    const more = aPair({ volumes: [aVolume(), aVolume({ id: VOL_B, source: '/b', destination: '/b' })] });
    expect([await surveys.read(moved), await surveys.read(more)]).toEqual([{ primary: BOTH.primary }, {}]);
  });

  it('goes with the pair', async () => {
    const home = await tempHome();
    const surveys = openSurveys(home);
    await surveys.keep(PAIR, BOTH);
    await surveys.remove(PAIR.id);
    expect([await surveys.read(PAIR), existsSync(`${home}/surveys/${PAIR.id}.json`)]).toEqual([{}, false]);
  });
});
