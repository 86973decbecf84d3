import { describe, expect, it } from 'vitest';
import type { CheckId, Readiness } from '../../../../engine/model/readiness.ts';
import type { MachineFacts } from '../../../../engine/model/machine.ts';
import type { Pair } from '../../../../engine/model/pair.ts';
import type { Survey } from '../../../../engine/model/survey.ts';
import { assessReadiness } from '../../../../engine/plan/readiness/assess.ts';
import type { ReadinessFacts } from '../../../../engine/plan/readiness/facts.ts';
import { aPair, aVolume } from '../../../fakes/builders.ts';
import {
  ago,
  anAddress,
  aSurveyedPlace,
  aSync,
  aVerify,
  aVolumeResult,
  readyFacts,
  withPrimary,
  withStandby,
} from '../../../fakes/readiness-builders.ts';

function check(facts: ReadinessFacts, id: CheckId): Readiness['checks'][number] | undefined {
  return assessReadiness(facts).checks.find((each) => each.id === id);
}

const BOOT: Partial<ReadinessFacts> = {
  strategy: { strategy: 'boot', reason: 'file-copy-boots' },
};

it('is ready where everything was seen to be right', () => {
  const { overall, worst, checks } = assessReadiness(readyFacts());
  expect({ overall, worst }).toEqual({ overall: 'ready', worst: undefined });
  expect(checks.filter(({ state }) => state !== 'pass')).toEqual([]);
  expect(checks.filter(({ at }) => at === undefined)).toEqual([]);
});

it('is unknown where nobody ever looked, and says what is not known', () => {
  const nothing = readyFacts({
    strategy: { strategy: 'promote', reason: 'not-surveyed' },
    survey: {},
  });
  expect(assessReadiness(nothing)).toMatchObject({ overall: 'unknown', worst: 'disks' });
});

it('is not ready without a copy', () => {
  const facts = readyFacts({ recoveryPoint: undefined, lastSync: undefined, survey: {} });
  expect(assessReadiness(facts)).toMatchObject({ overall: 'not-ready', worst: 'recovery-point' });
});

describe('the copy', () => {
  it('is stale where it is older than the schedule allows and nothing else is wrong', () => {
    const facts = readyFacts({ recoveryPoint: ago(27) });
    expect(assessReadiness(facts)).toMatchObject({ overall: 'stale', worst: 'recovery-point' });
  });

  it('is no younger for a clock that is wrong', () => {
    expect(assessReadiness(readyFacts({ recoveryPoint: ago(-2) })).overall).toBe('stale');
  });

  it.each(['partial', 'failed', 'held', 'refused', 'cancelled'] as const)(
    'does not count where the last sync ended as %s',
    (outcome) => {
      const lastSync = aSync({ outcome });
      const facts = readyFacts({ lastSync });
      expect(assessReadiness(facts)).toMatchObject({ overall: 'not-ready', worst: 'last-sync' });
    },
  );

  it('does not count where a volume was not in the same run', () => {
    const other = aVolume({ destination: '/Volumes/Space' });
    expect(check(readyFacts({ pair: aPair({ volumes: [aVolume(), other] }) }), 'same-run')).toMatchObject({
      state: 'fail',
      finding: { kind: 'volumes-not-covered', paths: ['/Volumes/Space'] },
    });
  });

  it('is not ready where the last verify found a difference', () => {
    expect(assessReadiness(readyFacts({ lastVerify: aVerify(3) }))).toMatchObject({
      overall: 'not-ready',
      worst: 'verify',
    });
  });

  it.each([
    ['never', undefined, 'never-verified'],
    ['long ago', aVerify(0, { finishedAt: ago(24 * 36) }), 'verify-old'],
    ['not to its end', aVerify(0, { outcome: 'cancelled', verify: undefined }), 'verify-unfinished'],
  ])('may be ready and says so where it was verified %s', (_, lastVerify, kind) => {
    expect(assessReadiness(readyFacts({ lastVerify }))).toMatchObject({ overall: 'ready', worst: 'verify' });
    expect(check(readyFacts({ lastVerify }), 'verify')?.finding.kind).toBe(kind);
  });
});

describe('the way in', () => {
  const failed = aSync({
    outcome: 'failed',
    problems: [{ code: 'endpoint.auth-failed', retry: 'person', details: {} }],
  });

  it('is known to be shut where the last sync was not let in', () => {
    const facts = { ...withStandby({ at: ago(3) }), lastSync: failed };
    expect(check(facts, 'sign-in')).toMatchObject({ state: 'fail', at: failed.finishedAt });
  });

  it('is open again where somebody was let in since', () => {
    const facts = { ...withStandby({ at: ago(0.5) }), lastSync: failed };
    expect(check(facts, 'sign-in')).toMatchObject({ state: 'pass', at: ago(0.5) });
  });

  it('is not known where nobody was let in for days', () => {
    const facts = { ...withStandby({ at: ago(24 * 4) }), lastSync: aSync({ finishedAt: ago(24 * 5) }) };
    expect(check(facts, 'sign-in')).toMatchObject({ state: 'unknown', at: ago(24 * 4) });
  });
});

describe('the disks', () => {
  it.each<[string, Partial<Survey>, CheckId, string]>([
    ['are not there', { places: [aSurveyedPlace({ state: 'missing' })] }, 'disks', 'places-missing'],
    ['are another pair’s', { places: [aSurveyedPlace({ isClaimed: false })] }, 'disks', 'places-unclaimed'],
    ['ignore owners', { places: [aSurveyedPlace({ ownersIgnored: true })] }, 'ownership', 'owners-ignored'],
  ])('make it not ready where they %s', (_, standby, id, kind) => {
    const facts = withStandby(standby);
    expect(assessReadiness(facts)).toMatchObject({ overall: 'not-ready', worst: id });
    expect(check(facts, id)?.finding).toEqual({ kind, paths: ['/Volumes/Users'] });
  });

  it('make it not ready where one says that it is failing', () => {
    const facts = withStandby({}, { disks: [{ path: '/Volumes/Users', smart: 'failing' }] });
    expect(assessReadiness(facts)).toMatchObject({ overall: 'not-ready', worst: 'disk-health' });
  });

  it('may say nothing of their health', () => {
    const facts = withStandby({}, { disks: [{ path: '/Volumes/Users' }] });
    expect(assessReadiness(facts).overall).toBe('ready');
    expect(check(facts, 'disk-health')?.state).toBe('unknown');
  });

  it('are not known from a survey that is older than eight days', () => {
    const facts = withStandby({ at: ago(24 * 8 + 1) });
    expect(assessReadiness(facts)).toMatchObject({ overall: 'unknown', worst: 'disks' });
    expect(check(facts, 'disks')?.at).toBe(ago(24 * 8 + 1));
  });

  it('are not known where the survey was of other places', () => {
    const facts = withStandby({ places: [aSurveyedPlace({ path: '/Volumes/Old' })] });
    expect(assessReadiness(facts)).toMatchObject({ overall: 'unknown', worst: 'disks' });
  });

  it('are not those that the standby runs from, for a whole system', () => {
    const pair = aPair({ volumes: [aVolume({ role: 'system' })] });
    const facts = { ...withStandby({ places: [aSurveyedPlace({ mountPoint: '/' })] }), pair };
    expect(check(facts, 'separate-system')).toMatchObject({ state: 'fail' });
    expect(check({ ...facts, pair: aPair() }, 'separate-system')).toMatchObject({ state: 'pass' });
  });
});

describe('space', () => {
  const grown = [
    aSync({ startedAt: ago(24 * 7), volumes: [sized(100e9, 100e9)] }),
    aSync({ startedAt: ago(24 * 3.5), volumes: [sized(102e9, 5e9)] }),
    aSync({ startedAt: ago(0), volumes: [sized(104e9, 1e9)] }),
  ];
  function sized(totalBytes: number, fileBytes: number): ReturnType<typeof aVolumeResult> {
    return aVolumeResult({ totals: { ...aVolumeResult().totals, totalBytes, fileBytes } });
  }

  it('is enough for what came in a week and the largest run after the first clone', () => {
    const facts = { ...withStandby({ places: [aSurveyedPlace({ freeBytes: 9e9 })] }), wholeSyncs: grown };
    expect(check(facts, 'space')).toMatchObject({
      state: 'pass',
      finding: { kind: 'space-enough', freeBytes: 9e9, weekBytes: 9e9 },
    });
  });

  it('is short with a byte less, whatever the order of the runs', () => {
    const facts = {
      ...withStandby({ places: [aSurveyedPlace({ freeBytes: 9e9 - 1 })] }),
      wholeSyncs: [...grown].reverse(),
    };
    expect(check(facts, 'space')).toMatchObject({ state: 'warn', finding: { kind: 'space-short' } });
  });
});

describe('a clone that boots', () => {
  const pair = aPair({ volumes: [aVolume({ role: 'system' })] });
  const disk = { path: '/Volumes/Users', osVersion: '10.14.6', osBuild: '18G9323', isBlessed: true };
  const bootProof = { at: ago(48), cloneBuild: '18G9323', standbyBuild: '18G9323' };
  const booted = { ...pair, failover: { notes: '', bootProof } };
  const mac = { osBuild: '18G9323', disks: [disk] };

  it('is ready once it was seen to boot, whatever else the primary ran', () => {
    const facts = { ...withStandby({}, mac), ...BOOT, pair: booted };
    expect(check(facts, 'system')).toMatchObject({ state: 'pass', at: ago(48) });
    expect(assessReadiness(facts).overall).toBe('ready');
    expect(check(facts, 'users')).toBeUndefined();
  });

  it.each<[string, Partial<MachineFacts>, Pair, 'fail' | 'unknown', string]>([
    ['was never seen to boot', mac, pair, 'unknown', 'boot-unproved'],
    [
      'has another macOS since',
      { ...mac, disks: [{ ...disk, osBuild: '18G9999' }] },
      booted,
      'unknown',
      'boot-proof-outdated',
    ],
    [
      'stands on another macOS since',
      { ...mac, osBuild: '18G9999' },
      booted,
      'unknown',
      'boot-proof-outdated',
    ],
    [
      'is not blessed',
      { ...mac, disks: [{ ...disk, isBlessed: false }] },
      booted,
      'fail',
      'clone-not-blessed',
    ],
    [
      'has no system in it',
      { ...mac, disks: [{ path: '/Volumes/Users' }] },
      booted,
      'fail',
      'clone-no-system',
    ],
  ])('is not ready where it %s', (_, machine, ofPair, state, kind) => {
    const facts = { ...withStandby({}, machine), ...BOOT, pair: ofPair };
    expect(check(facts, 'system')).toMatchObject({ state, finding: { kind } });
    expect(assessReadiness(facts).overall).toBe(state === 'fail' ? 'not-ready' : 'unknown');
  });

  it('is not what happens where Apple’s hardware speaks against it, and whoever wished it is told', () => {
    const strategy = { strategy: 'promote', reason: 'apple-silicon', refused: 'boot' } as const;
    expect(assessReadiness(readyFacts({ strategy }))).toMatchObject({ overall: 'ready', worst: 'system' });
    expect(check(readyFacts({ strategy }), 'system')?.finding.kind).toBe('strategy-refused');
  });
});

describe('what is said of a standby that is ready all the same', () => {
  it.each([
    [withStandby({}, { osVersion: '14.7', osName: 'macOS 14.7' }), 'system', 'standby-older'],
    [withPrimary({ fullDiskAccess: false }), 'full-disk-access', 'no-full-disk-access'],
    [withStandby({}, { isSystemEncrypted: true }), 'encryption', 'waits-for-password'],
    [withStandby({}, { sleeps: true }), 'power', 'power-lacks'],
    [withStandby({ clockSkewMs: 61_000 }), 'clock', 'clock-off'],
    [withStandby({}, { addresses: [anAddress({ address: '10.0.0.5' })] }), 'address', 'address-elsewhere'],
    [withPrimary({}, { addresses: [anAddress({ how: 'dhcp' })] }), 'address', 'address-leased'],
    [
      withPrimary({}, { shares: [{ name: 'Away', path: '/Volumes/Away', protocols: ['smb'] }] }),
      'services',
      'services-missing',
    ],
    [withPrimary({}, { users: [{ name: 'anna', uid: 502, home: '/Users/anna' }] }), 'users', 'users-missing'],
  ] as const)('%#', (facts, id, kind) => {
    expect(assessReadiness(facts)).toMatchObject({ overall: 'ready', worst: id });
    expect(check(facts, id)).toMatchObject({ state: 'warn', finding: { kind } });
  });

  it('is not ready where both have one address', () => {
    const facts = withStandby({}, { addresses: [anAddress()] });
    expect(assessReadiness(facts)).toMatchObject({ overall: 'not-ready', worst: 'address' });
  });

  it('names what the standby lacks of the primary’s services', () => {
    const daemon = { name: 'com.example.db', path: '/Library/LaunchDaemons/com.example.db.plist' };
    const facts = withPrimary(
      {},
      {
        daemons: [
          { ...daemon, state: 'running' },
          { ...daemon, name: 'com.example.off', state: 'disabled' },
        ],
        jobs: [{ owner: 'root', when: '0 3 * * *', program: '/usr/local/bin/report' }],
      },
    );
    expect(check(facts, 'services')?.finding).toEqual({
      kind: 'services-missing',
      shares: [],
      daemons: ['com.example.db'],
      jobs: ['/usr/local/bin/report'],
    });
  });
});
