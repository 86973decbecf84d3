import type { PlanNotice } from '../model/notice.ts';
import type { HostFacts, RsyncFacts } from '../model/facts.ts';
import type { Pair } from '../model/pair.ts';
import type { Loss, PlanRefusal } from '../model/plan.ts';
import type { Preserve } from '../model/preserve.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { Volume } from '../model/volume.ts';
import { filterRules } from './filters.ts';
import { markerState } from './identity.ts';
import { volumeReasons, type VolumeFacts } from './places.ts';
import { decideFidelity } from './preserve.ts';

/** Both machines as one probe of each found them; places in the order of the pair's volumes. */
export interface PairFacts {
  readonly primary: HostFacts;
  readonly standby: HostFacts;
}

/** One volume as it will be copied. */
export interface VolumeStep {
  readonly volume: Volume;
  readonly facts: VolumeFacts;
  readonly filters: readonly string[];
  readonly preserve: Preserve;
  /** `claim`: the destination has no marker yet. `empty`: nothing there, so nothing can be lost by writing. */
  readonly destination: { readonly claim: boolean; readonly empty: boolean };
}

export interface SyncPlan {
  readonly pair: Pair;
  readonly primaryRsync: RsyncFacts;
  readonly standbyRsync: RsyncFacts;
  /** True when both rsyncs can work off a list of paths, deletions included (GNU 3.1 and later). */
  readonly worksByList: boolean;
  readonly steps: readonly VolumeStep[];
  readonly losses: readonly Loss[];
  readonly notices: readonly PlanNotice[];
}

/** Holes that are known to be mended there: 33 CVEs (rsync NEWS for 3.5.0). */
const SAFE_RSYNC: readonly [number, number, number] = [3, 5, 0];
/** Beyond this, times of files and of runs cannot be compared by a person. */
const SKEW_NOTICE_MS = 60_000;

function versionOf(rsync: RsyncFacts): readonly [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = rsync.version
    .split('.')
    .map((part) => Number.parseInt(part, 10) || 0);
  return [major, minor, patch];
}

function isOlder(rsync: RsyncFacts, than: readonly [number, number, number]): boolean {
  const version = versionOf(rsync);
  for (let i = 0; i < 3; i++) {
    const difference = (version[i] ?? 0) - (than[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function worksByList(rsync: RsyncFacts): boolean {
  return rsync.flavour === 'gnu' && !isOlder(rsync, [3, 1, 0]);
}

function wholePairRefusals(pair: Pair, facts: PairFacts): PlanRefusal[] {
  const refusals: PlanRefusal[] = [];
  const { primary, standby, driver } = pair;
  if (primary.kind === 'ssh' && standby.kind === 'ssh' && driver === 'local')
    refusals.push({ reason: 'driver.both-remote', details: {} });
  if (driver === 'primary' && primary.kind === 'local')
    refusals.push({ reason: 'driver.primary-is-local', details: {} });
  if (driver === 'primary' && standby.kind === 'local')
    refusals.push({ reason: 'driver.primary-is-local', details: {} });
  if (facts.primary.rsyncs[0] === undefined) refusals.push({ reason: 'rsync.missing-primary', details: {} });
  if (facts.standby.rsyncs[0] === undefined) refusals.push({ reason: 'rsync.missing-standby', details: {} });
  const destinations = pair.volumes.map((volume) => volume.destination);
  const twice = destinations.find((path, i) => destinations.indexOf(path) !== i);
  if (twice !== undefined) refusals.push({ reason: 'places.overlap', details: { path: twice } });
  return refusals;
}

function isSameMachine(pair: Pair, facts: PairFacts): boolean {
  if (pair.primary.kind === 'local' && pair.standby.kind === 'local') return true;
  return facts.primary.machineId !== undefined && facts.primary.machineId === facts.standby.machineId;
}

function noticesOf(facts: PairFacts, steps: readonly VolumeStep[]): PlanNotice[] {
  const sides = [
    { side: 'primary', host: facts.primary },
    { side: 'standby', host: facts.standby },
  ] as const;
  const aboutHosts = sides.flatMap(({ side, host }): PlanNotice[] => {
    const rsync = host.rsyncs[0];
    const skewed = Math.abs(host.clockSkewMs) > SKEW_NOTICE_MS;
    return [
      ...(rsync !== undefined && isOlder(rsync, SAFE_RSYNC)
        ? [{ kind: 'old-rsync' as const, side, version: rsync.version }]
        : []),
      ...(skewed ? [{ kind: 'clock-skew' as const, side, milliseconds: host.clockSkewMs }] : []),
    ];
  });
  const unsafe = (facts.standby.unsafeRsyncs ?? []).map((path) => ({ kind: 'unsafe-rsync' as const, path }));
  const first = steps.filter((step) => step.destination.claim);
  return [
    ...aboutHosts,
    ...unsafe,
    ...first.map((step) => ({ kind: 'first-clone' as const, volumeId: step.volume.id })),
  ];
}

/** Decides what a sync would do, and does none of it. One unsafe volume refuses the whole plan:
 *  a standby that mirrors half of its primary looks ready and is not. */
export function planSync(pair: Pair, facts: PairFacts): Result<SyncPlan, readonly PlanRefusal[]> {
  const refusals = wholePairRefusals(pair, facts);
  const sameMachine = isSameMachine(pair, facts);
  const steps: VolumeStep[] = [];
  const losses: Loss[] = [];
  pair.volumes.forEach((volume, index) => {
    const source = facts.primary.places[index];
    const destination = facts.standby.places[index];
    if (source === undefined || destination === undefined)
      throw new Error(`no facts about volume ${volume.id}`);
    const places = { source, destination };
    const reasons = volumeReasons(pair.id, volume, places, { primary: facts.primary, sameMachine });
    refusals.push(...reasons.map((reason) => ({ ...reason, volumeId: volume.id })));
    const filters = filterRules(pair, volume);
    const primaryRsync = facts.primary.rsyncs[0];
    const standbyRsync = facts.standby.rsyncs[0];
    if (!filters.ok) {
      if (index === 0) refusals.push(...filters.error);
      return;
    }
    if (primaryRsync === undefined || standbyRsync === undefined) return;
    const fidelity = decideFidelity({ ...facts, primaryRsync, standbyRsync }, source, destination, volume.id);
    losses.push(...fidelity.losses);
    const unclaimed = markerState(destination.marker, pair.id, volume.id) === 'none';
    steps.push({
      volume,
      facts: places,
      filters: filters.value,
      preserve: fidelity.preserve,
      destination: { claim: unclaimed, empty: destination.entries === 0 },
    });
  });
  const primaryRsync = facts.primary.rsyncs[0];
  const standbyRsync = facts.standby.rsyncs[0];
  if (refusals.length > 0 || primaryRsync === undefined || standbyRsync === undefined) return err(refusals);
  return ok({
    pair,
    primaryRsync,
    standbyRsync,
    worksByList: worksByList(primaryRsync) && worksByList(standbyRsync),
    steps,
    losses,
    notices: noticesOf(facts, steps),
  });
}
