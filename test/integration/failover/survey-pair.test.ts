import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { surveyPair } from '../../../engine/failover/survey-pair.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { Survey } from '../../../engine/model/survey.ts';
import { openSurveys } from '../../../engine/store/survey-store.ts';
import { aPair, aVolume, VOL_A, VOL_B } from '../../fakes/builders.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { engineContext, guardStandby } from './guarded-standby.ts';

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)('the survey of a local primary and a guarded standby', () => {
  let sshd: LoopbackSshd;
  let home = '';
  let pair: Pair;
  beforeAll(async () => {
    sshd = await startLoopbackSshd();
  });
  afterAll(() => sshd.stop());
  beforeEach(async () => {
    const folder = tempDir();
    home = `${folder}/home`;
    mkdirSync(`${folder}/primary`);
    mkdirSync(`${folder}/stand by`);
    const volumes = [
      aVolume({ id: VOL_A, source: `${folder}/primary`, destination: `${folder}/stand by` }),
      aVolume({ id: VOL_B, source: '/', destination: `${folder}/not there` }),
    ];
    const open = aPair({ volumes });
    const marker = JSON.stringify({ version: 1, pairId: open.id, volumeId: VOL_A });
    writeFileSync(`${folder}/stand by/.warmspare-standby`, marker);
    pair = { ...open, standby: await guardStandby(engineContext(home), sshd, `${folder}/guarded`, open) };
  });

  const glance = (survey: Survey | undefined): unknown =>
    survey && {
      os: survey.machine.os,
      hostName: survey.machine.hostName,
      isRoot: survey.isRoot,
      rsync: survey.rsync?.flavour,
      places: survey.places.map(({ path, state, isClaimed }) => ({ path, state, isClaimed })),
      disks: survey.machine.disks.map(({ path }) => path),
    };

  it('tells of both machines, and keeps it for the user alone', async () => {
    const engine = engineContext(home);
    const { survey, problems } = await surveyPair(engine, pair);
    const [first, second] = pair.volumes;
    const machine = { os: 'linux', hostName: hostname(), isRoot: true, rsync: 'gnu' };
    expect([problems, glance(survey.primary), glance(survey.standby)]).toEqual([
      {},
      {
        ...machine,
        places: [
          { path: first?.source, state: 'present', isClaimed: false },
          { path: '/', state: 'present', isClaimed: false },
        ],
        disks: [first?.source, '/'],
      },
      {
        ...machine,
        places: [
          { path: first?.destination, state: 'present', isClaimed: true },
          { path: second?.destination, state: 'missing', isClaimed: false },
        ],
        disks: [first?.destination, second?.destination],
      },
    ]);
    expect(await openSurveys(home).read(pair)).toEqual(survey);
    expect(statSync(`${home}/surveys/${pair.id}.json`).mode & 0o777).toBe(0o600);
  });

  it('keeps what was known of a standby that is away, and says that it is', async () => {
    const engine = engineContext(home);
    const before = await surveyPair(engine, pair);
    await sshd.halt();
    try {
      const after = await surveyPair(engine, pair);
      expect(after.problems).toMatchObject({
        standby: { code: 'endpoint.refused', details: { side: 'standby' } },
      });
      expect(Object.keys(after.problems)).toEqual(['standby']);
      expect(after.survey.standby).toEqual(before.survey.standby);
      expect(after.survey.primary?.at).not.toBe(before.survey.primary?.at);
    } finally {
      await sshd.start();
    }
  });

  it('says that a standby has to be set up again whose guard is of before there were surveys', async () => {
    const guard = `${home}/../guarded/guard/guard`;
    writeFileSync(guard, readFileSync(guard, 'utf8').replaceAll('survey', 'unborn'));
    const { survey, problems } = await surveyPair(engineContext(home), pair);
    expect([Object.keys(survey), problems.standby?.code, problems.standby?.details.text]).toEqual([
      ['primary'],
      'setup.outdated',
      'not a verb of this guard',
    ]);
  });
});
