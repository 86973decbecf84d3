import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DrillRecord } from '../../../../engine/model/drill.ts';
import type { ChosenStrategy } from '../../../../engine/model/failover.ts';
import type { MachineFacts } from '../../../../engine/model/machine.ts';
import type { Outcome } from '../../../../engine/model/run.ts';
import type { Survey } from '../../../../engine/model/survey.ts';
import { assessReadiness } from '../../../../engine/plan/readiness/assess.ts';
import type { ReadinessFacts } from '../../../../engine/plan/readiness/facts.ts';
import { aPair, aVolume } from '../../../fakes/builders.ts';
import { aDrill, aDrillStep } from '../../../fakes/drill-builders.ts';
import {
  ago,
  anAddress,
  aMachine,
  aSurvey,
  aSync,
  aVerify,
  aVolumeResult,
  NOW,
} from '../../../fakes/readiness-builders.ts';

const FACT_SETS = 100_000;
const OUTCOMES: readonly Outcome[] = ['succeeded', 'partial', 'failed', 'cancelled', 'held', 'refused'];
const BUILDS = ['18G9323', '24F74'];

/** Mostly what is right: a set with five faults says little about each of them. */
function mostly<T>(right: T, ...wrong: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 12, arbitrary: fc.constant(right) }, ...wrong.map((each) => fc.constant(each)));
}

const hoursAgo = mostly(ago(1), ago(-1), ago(25), ago(27), ago(49), ago(24 * 9), 'garbled');
const volumes = [aVolume(), aVolume({ ...aVolume(), role: 'system', destination: '/Volumes/System' })];

const place = (path: string): fc.Arbitrary<Survey['places'][number]> =>
  fc.record({
    path: mostly(path, '/Volumes/Old'),
    state: mostly<Survey['places'][number]['state']>('present', 'missing', 'unreadable'),
    mountPoint: mostly(path, '/', '/System/Volumes/Data'),
    fileSystem: fc.constant('apfs'),
    freeBytes: mostly(1e12, 0),
    usedBytes: fc.constant(1e9),
    isClaimed: mostly(true, false),
    ownersIgnored: mostly(false, true),
  });

const disk = (path: string): fc.Arbitrary<MachineFacts['disks'][number]> =>
  fc.record(
    {
      path: fc.constant(path),
      smart: mostly<'verified' | 'failing'>('verified', 'failing'),
      osBuild: mostly(BUILDS[0] ?? '', BUILDS[1] ?? ''),
      isBlessed: mostly(true, false),
    },
    { requiredKeys: ['path'] },
  );

function survey(paths: readonly string[]): fc.Arbitrary<Survey> {
  return fc
    .record({
      at: hoursAgo,
      clockSkewMs: mostly(0, 1e6),
      isRoot: mostly(true, false),
      places: fc.tuple(...paths.map(place)),
      disks: fc.tuple(...paths.map(disk)),
      osBuild: fc.constantFrom(...BUILDS),
      os: mostly<MachineFacts['os']>('darwin', 'linux'),
      osVersion: mostly('15.5', '10.14.6', ''),
      address: fc.constantFrom('192.168.1.10', '192.168.1.11', '10.0.0.1', 'fe80::1', 'nonsense'),
    })
    .map(({ disks, osBuild, os, osVersion, address, ...rest }) =>
      aSurvey({
        ...rest,
        machine: aMachine({ disks, osBuild, os, osVersion, addresses: [anAddress({ address })] }),
      }),
    );
}

const sync = fc
  .record({
    outcome: mostly<Outcome>(...(OUTCOMES as [Outcome])),
    finishedAt: hoursAgo,
    done: mostly<'done' | 'partial'>('done', 'partial'),
    isWhole: mostly(true, false),
  })
  .map(({ outcome, finishedAt, done, isWhole }) =>
    aSync({
      outcome,
      finishedAt,
      volumes: (isWhole ? volumes : volumes.slice(1)).map(({ id: volumeId, source, destination }) =>
        aVolumeResult({ volumeId, source, destination, state: done }),
      ),
      problems:
        outcome === 'failed' ? [{ code: 'endpoint.unreachable', retry: 'transient', details: {} }] : [],
    }),
  );

const factSet: fc.Arbitrary<ReadinessFacts> = fc
  .record({
    strategy: mostly<ChosenStrategy>(
      { strategy: 'promote', reason: 'apple-silicon' },
      { strategy: 'boot', reason: 'file-copy-boots' },
      { strategy: 'boot', reason: 'proved' },
      { strategy: 'serve', reason: 'standby-no-mac' },
      { strategy: 'promote', reason: 'apple-silicon', refused: 'boot' },
      { strategy: 'promote', reason: 'not-surveyed' },
    ),
    proof: mostly<string | undefined>(undefined, ...BUILDS),
    recoveryPoint: mostly<string | undefined>(ago(1), undefined, ago(27), ago(-1)),
    lastSync: fc.option(sync, { nil: undefined, freq: 12 }),
    different: mostly(0, 1),
    isVerified: fc.boolean(),
    primary: fc.option(survey(volumes.map(({ source }) => source)), { nil: undefined, freq: 12 }),
    standby: fc.option(survey(volumes.map(({ destination }) => destination)), { nil: undefined, freq: 12 }),
    drill: mostly<DrillRecord | undefined>(
      aDrill({ finishedAt: ago(1) }),
      undefined,
      aDrill({ finishedAt: ago(24 * 91) }),
      aDrill({ finishedAt: ago(24 * 91), steps: [aDrillStep({ state: 'failed' })] }),
      aDrill({ steps: [aDrillStep(), aDrillStep({ state: 'failed' })] }),
      aDrill({ steps: [aDrillStep(), aDrillStep({ state: 'warned' })] }),
      aDrill({ steps: [] }),
      aDrill({ isCut: true }),
    ),
  })
  .map(({ strategy, proof, different, isVerified, primary, standby, ...rest }) => ({
    ...rest,
    strategy,
    pair: aPair({
      volumes,
      failover: {
        notes: '',
        ...(proof !== undefined && { bootProof: { at: ago(99), cloneBuild: proof, standbyBuild: proof } }),
      },
    }),
    lastVerify: isVerified ? aVerify(different) : undefined,
    wholeSyncs: [],
    runbook: undefined,
    survey: { ...(primary && { primary }), ...(standby && { standby }) },
    now: NOW,
  }));

function isFresh(at: string | undefined, hours: number): boolean {
  const age = at === undefined ? NaN : (NOW - Date.parse(at)) / 3_600_000;
  return age > -0.5 && age <= hours;
}

/** Why nobody may call this ready, read from the facts and not from the checks. */
function reasonAgainst({
  recoveryPoint,
  lastSync,
  lastVerify,
  survey: seen,
  strategy,
  pair,
  drill,
}: ReadinessFacts): string | undefined {
  if (!isFresh(recoveryPoint, 26)) return 'no fresh copy';
  if (lastSync?.outcome !== 'succeeded') return 'the last sync did not succeed';
  if (lastSync.volumes.length < 2 || lastSync.volumes.some(({ state }) => state !== 'done'))
    return 'not whole';
  if ((lastVerify?.verify?.different ?? 0) > 0) return 'differences';
  if (drill !== undefined) {
    const states = drill.steps.map(({ state }) => state);
    if (states.includes('failed')) return 'a drill has failed';
    if (drill.isCut === true || states.length === 0) return 'a drill that was none';
  }
  const { standby } = seen;
  if (standby === undefined || !isFresh(standby.at, 24 * 8)) return 'nobody looked at the standby';
  if (!isFresh(standby.at, 50) && !isFresh(lastSync.finishedAt, 50)) return 'nobody was let in lately';
  for (const { destination, role } of pair.volumes) {
    const found = standby.places.find(({ path }) => path === destination);
    if (found?.state !== 'present' || !found.isClaimed) return 'a disk is not there';
    if (found.ownersIgnored) return 'owners ignored';
    if (role === 'system' && found.mountPoint !== destination) return 'on the running system';
  }
  if (!standby.isRoot) return 'a system without root';
  if (standby.machine.disks.some(({ smart }) => smart === 'failing')) return 'a failing disk';
  if (strategy.reason === 'not-surveyed') return 'the strategy';
  if (strategy.strategy === 'boot') {
    const build = standby.machine.disks.find(({ path }) => path === '/Volumes/System')?.osBuild;
    const proof = pair.failover.bootProof;
    if (build === undefined || proof === undefined) return 'never booted';
    if (proof.cloneBuild !== build || proof.standbyBuild !== standby.machine.osBuild) return 'another macOS';
  }
  if (strategy.strategy === 'promote' && !isFresh(seen.primary?.at, 24 * 8))
    return 'the primary is not known';
  return undefined;
}

it(`never calls a standby ready with something against it, of ${String(FACT_SETS)} fact sets`, () => {
  const seen = { ready: 0, stale: 0, 'not-ready': 0, unknown: 0 };
  fc.assert(
    fc.property(factSet, (facts) => {
      const readiness = assessReadiness(facts);
      seen[readiness.overall] += 1;
      const { checks, overall } = readiness;
      if (overall === 'ready') {
        expect(reasonAgainst(facts)).toBeUndefined();
        expect(checks.filter(({ state }) => state === 'fail')).toEqual([]);
        expect(checks.filter((check) => check.isRequired && check.state === 'unknown')).toEqual([]);
      }
      // What passes names its evidence, and when that is from.
      if (checks.some(({ state, at }) => state === 'pass' && at === undefined)) expect.fail('no evidence');
      const isQuiet = overall === 'ready' && !checks.some(({ state }) => state === 'warn');
      if ((readiness.worst === undefined) !== isQuiet) expect.fail('the worst check is not named');
    }),
    { numRuns: FACT_SETS },
  );
  // Each kind was among them often enough to say something.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(FACT_SETS / 200);
}, 300_000);
