import { describe, expect, it } from 'vitest';
import type { Daemon, MachineFacts, Share, UserAccount } from '../../../../engine/model/machine.ts';
import type { Survey } from '../../../../engine/model/survey.ts';
import { planAccounts, planDaemons, planShares } from '../../../../engine/plan/runbook/plan-services.ts';
import { takeoverOf, type Takeover } from '../../../../engine/plan/runbook/takeover.ts';
import { aPair, aVolume, VOL_B } from '../../../fakes/builders.ts';
import { aRunbookInput, aSurvey, aSurveyedPlace } from '../../../fakes/survey-builders.ts';

const CLONE = aVolume({ source: '/', destination: '/Volumes/Clone', role: 'system' });
const SPACE = aVolume({ id: VOL_B, source: '/Volumes/Space', destination: '/Volumes/Spare/Space' });
const PLACES = [
  aSurveyedPlace(),
  aSurveyedPlace({ path: '/Volumes/Spare/Space', mountPoint: '/Volumes/Spare' }),
];

/** A pair with a whole system; macOS 10.14 boots it, 10.15 does not. */
function aTakeover(
  os: '10.14' | '10.15',
  primary: Partial<MachineFacts>,
  standby: Partial<MachineFacts> = {},
  survey: Partial<Survey> = {},
): Takeover {
  return takeoverOf(
    aRunbookInput({
      pair: aPair({ volumes: [CLONE, SPACE] }),
      survey: {
        primary: aSurvey({ osVersion: os, ...primary }),
        standby: aSurvey(standby, { places: PLACES, ...survey }),
      },
    }),
  );
}

const OFFICE: Share = { name: 'Office', path: '/Users/office', protocols: ['smb'] };
const PLANS: Share = { name: 'Plans', path: '/Volumes/Space/plans', protocols: ['smb'] };
const SCANS: Share = { name: 'Scans', path: '/Volumes/Scans', protocols: ['smb'] };

describe('the folders that the primary shares', () => {
  it('are shared from the clone, unless the standby does so already or has no copy', () => {
    const standby = { shares: [{ ...PLANS, path: '/Volumes/Spare/Space/plans' }] };
    expect(planShares(aTakeover('10.15', { shares: [OFFICE, PLANS, SCANS] }, standby))).toEqual([
      { kind: 'copied', share: OFFICE, path: '/Volumes/Clone/Users/office' },
      { kind: 'shared', share: PLANS, path: '/Volumes/Spare/Space/plans' },
      { kind: 'not-copied', share: SCANS },
    ]);
  });

  it('come along with a clone that is started from, where they keep their path', () => {
    expect(planShares(aTakeover('10.14', { shares: [OFFICE, PLANS] }))).toEqual([
      { kind: 'comes-along', share: OFFICE },
      { kind: 'copied', share: PLANS, path: '/Volumes/Spare/Space/plans' },
    ]);
  });

  it('are not known where they could not be told', () => {
    expect(planShares(aTakeover('10.15', {}))).toEqual(undefined);
  });
});

function aDaemon(name: string, fields: Partial<Daemon> = {}): Daemon {
  return { name, path: `/Library/LaunchDaemons/${name}.plist`, state: 'running', ...fields };
}

describe('the services of the primary', () => {
  const COPY = '/Volumes/Clone/Library/LaunchDaemons/com.acme.db.plist';
  const db = aDaemon('com.acme.db');

  it('start from the clone, or as the standby has them, or are installed by hand', () => {
    const own = aDaemon('org.web', { path: '/opt/org.web.plist', state: 'disabled' });
    const away = aDaemon('x', { path: '/Volumes/Scans/x.plist' });
    expect(
      planDaemons(aTakeover('10.15', { daemons: [db, aDaemon('org.web'), away] }, { daemons: [own] })),
    ).toEqual([
      { kind: 'copied', daemon: db, path: COPY },
      { kind: 'own', daemon: aDaemon('org.web'), path: '/opt/org.web.plist', state: 'disabled' },
      { kind: 'by-hand', daemon: away },
    ]);
  });

  it('come along with a clone that is started from', () => {
    expect(planDaemons(aTakeover('10.14', { daemons: [db] }, { daemons: [db] }))).toEqual([
      { kind: 'comes-along', daemon: db },
    ]);
  });

  it('are not started from a disk that keeps no owners, nor on another system', () => {
    const ownerless = { places: [aSurveyedPlace({ ownersIgnored: true }), ...PLACES.slice(1)] };
    expect([
      ...(planDaemons(aTakeover('10.15', { daemons: [db] }, {}, ownerless)) ?? []),
      ...(planDaemons(aTakeover('10.15', { daemons: [db] }, { os: 'linux' })) ?? []),
      ...(planDaemons(aTakeover('10.15', { daemons: [db], os: 'linux' }, { os: 'linux' })) ?? []),
    ]).toEqual([
      { kind: 'ownerless', daemon: db, path: COPY },
      { kind: 'by-hand', daemon: db },
      { kind: 'by-hand', daemon: db },
    ]);
  });

  it('are without Warmspare itself, and without what is turned off', () => {
    const daemons = [aDaemon('app.warmspare.serve'), aDaemon('com.old', { state: 'disabled' })];
    expect(planDaemons(aTakeover('10.15', { daemons }))).toEqual([]);
  });
});

describe('the people of the primary', () => {
  const anna: UserAccount = { name: 'anna', uid: 501, home: '/Users/anna' };
  const HOME = '/Volumes/Clone/Users/anna';

  function accountsOf(primary: readonly UserAccount[], standby: readonly UserAccount[]) {
    return planAccounts(aTakeover('10.15', { users: [...primary] }, { users: [...standby] }));
  }

  it('need an account with their number and their home', () => {
    expect([
      accountsOf([anna], []),
      accountsOf([anna], [{ ...anna, uid: 502 }]),
      accountsOf([anna], [anna]),
      accountsOf([anna], [{ name: 'admin', uid: 501, home: '/Users/admin' }]),
      accountsOf([{ ...anna, home: '/Volumes/Scans/anna' }], []),
      accountsOf([anna], [{ ...anna, home: HOME }]),
    ]).toEqual([
      [{ kind: 'missing', name: 'anna', uid: 501, home: HOME, uidOf: undefined }],
      [{ kind: 'other-uid', name: 'anna', uid: 501, home: HOME, uidOf: undefined }],
      [{ kind: 'other-home', name: 'anna', uid: 501, home: HOME, uidOf: undefined }],
      [{ kind: 'missing', name: 'anna', uid: 501, home: HOME, uidOf: 'admin' }],
      [{ kind: 'missing', name: 'anna', uid: 501, home: undefined, uidOf: undefined }],
      [],
    ]);
  });

  it('come along with a clone that is started from', () => {
    expect(planAccounts(aTakeover('10.14', { users: [anna] }, { users: [] }))).toEqual([]);
  });

  it('are not known where one side could not tell them', () => {
    expect([
      planAccounts(aTakeover('10.15', { users: [anna] })),
      planAccounts(aTakeover('10.15', {}, { users: [anna] })),
    ]).toEqual([undefined, undefined]);
  });
});
