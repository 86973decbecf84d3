import { expect, it } from 'vitest';
import { bootVolumeOf } from '../../../../engine/plan/failover/boot-volume.ts';
import { aPair, aVolume } from '../../../fakes/builders.ts';
import { aSurvey, aSurveyedPlace } from '../../../fakes/survey-builders.ts';

const DATA = aVolume({ source: '/Volumes/Work', destination: '/Volumes/Spare/Work' });
const SYSTEM = aVolume({ source: '/', destination: '/Volumes/Clone', role: 'system' });
const CLONE = aSurveyedPlace({ path: '/Volumes/Clone', fileSystem: 'apfs' });
const WORK = aSurveyedPlace({ path: '/Volumes/Spare/Work', mountPoint: '/', fileSystem: 'hfs' });

it('finds the clone by its path, wherever it stood among the places when somebody looked', () => {
  const pair = aPair({ volumes: [DATA, SYSTEM] });
  const seen = (places: (typeof CLONE)[]) => bootVolumeOf(pair, aSurvey({}, { places }))?.isApfs;
  expect([seen([WORK, CLONE]), seen([CLONE, WORK]), seen([CLONE])]).toEqual([true, true, true]);
});

it('takes a place that nobody has looked at for a disk', () => {
  const pair = aPair({ volumes: [SYSTEM] });
  expect(bootVolumeOf(pair, aSurvey({}, { places: [WORK] }))).toMatchObject({ path: '/Volumes/Clone' });
});
