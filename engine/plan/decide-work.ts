import type { Hold, PlanRefusal } from '../model/plan.ts';
import type { PlanId, VolumeId } from '../model/ids.ts';
import type { PathText } from '../model/path-text.ts';
import type { DeletionLimit } from '../model/volume.ts';
import type { VolumeStep } from './plan-sync.ts';

/** What a dry run found that a run would do to one volume. Counts are entries, sizes bytes. */
export interface VolumeWork {
  readonly volumeId: VolumeId;
  /** Entries on the source, after filters. */
  readonly scanned: number;
  readonly created: number;
  readonly updated: number;
  readonly attributes: number;
  /** Without what interrupted copies left behind. */
  readonly deleted: number;
  /** Size of the files that would be sent, as a listing shows them. */
  readonly fileBytes: number;
  /** Room for them at the worst: every new file, and the largest changed one beside its old self. A sparse file may need far less. */
  readonly neededBytes: number;
  readonly totalBytes: number;
  /** Some of the paths that would be deleted, and some that would be overwritten; at most 20 each. */
  readonly deletedSample: readonly PathText[];
  readonly updatedSample: readonly PathText[];
  /** A marker of the app that would be deleted with the copy that it belongs to. */
  readonly foreignMarker: PathText | undefined;
}

/** What the history knows about the volume, for judging whether it shrank. */
export interface VolumePast {
  /** Entries that the last run found; `undefined`: there was none. */
  readonly scanned: number | undefined;
}

const DEFAULT_LIMIT_ENTRIES = 1000;
const DEFAULT_LIMIT_SHARE = 0.1;
/** Below a tenth of what it was, a source is taken for a husk. Volumes of fewer entries than this change too easily. */
const HUSK_SHARE = 0.1;
const HUSK_MIN_ENTRIES = 20;
/** Room that a file system needs for its own tables, beside the files: 1 % and 1 MiB. */
const SPACE_MARGIN = { share: 0.01, bytes: 1 << 20 };

/** The most entries that a run may delete, for a destination of so many entries. */
export function deletionLimit(limit: DeletionLimit, destinationEntries: number): number {
  switch (limit.kind) {
    case 'default':
      return Math.max(DEFAULT_LIMIT_ENTRIES, Math.floor(destinationEntries * DEFAULT_LIMIT_SHARE));
    case 'entries':
      return limit.entries;
    case 'percent':
      return Math.floor((destinationEntries * limit.percent) / 100);
  }
}

function holdsOf(step: VolumeStep, work: VolumeWork): Hold[] {
  const { volume } = step;
  // A place with somebody's files in it that was never this pair's, or that is to hold another source's from now on: mirroring
  // would make them vanish, limit or not.
  const overwrites = work.deleted + work.updated + work.attributes;
  const isFirst = step.destination.claim || volume.identity === undefined;
  if (isFirst && !step.destination.empty && overwrites > 0)
    return [
      {
        volumeId: volume.id,
        reason: 'first-run-would-overwrite',
        count: overwrites,
        limit: 0,
        sample: [...work.deletedSample, ...work.updatedSample].slice(0, 20),
      },
    ];
  // Nothing is to be deleted there, not even to make room for what has another type now.
  if (volume.deletion.kind !== 'mirror')
    return work.deleted === 0
      ? []
      : [
          {
            volumeId: volume.id,
            reason: 'deletes',
            count: work.deleted,
            limit: 0,
            sample: work.deletedSample,
          },
        ];
  const destinationEntries = work.scanned - work.created + work.deleted;
  const limit = deletionLimit(volume.deletion.limit, destinationEntries);
  if (work.deleted <= limit) return [];
  return [{ volumeId: volume.id, reason: 'deletes', count: work.deleted, limit, sample: work.deletedSample }];
}

function isHusk(work: VolumeWork, past: VolumePast): boolean {
  return (
    past.scanned !== undefined && past.scanned >= HUSK_MIN_ENTRIES && work.scanned < past.scanned * HUSK_SHARE
  );
}

/** Every volume's work against its limits. `approved` plans pass their holds and a husk, never anything else. */
export function decideWork(
  steps: readonly VolumeStep[],
  works: readonly VolumeWork[],
  pasts: ReadonlyMap<VolumeId, VolumePast>,
  plan: { readonly id: PlanId | undefined; readonly approved: boolean },
): { readonly holds: readonly Hold[]; readonly refusals: readonly PlanRefusal[] } {
  const holds: Hold[] = [];
  const refusals: PlanRefusal[] = [];
  for (const work of works) {
    const step = steps.find((candidate) => candidate.volume.id === work.volumeId);
    if (step === undefined) continue;
    const { volume } = step;
    const path = volume.source;
    if (work.scanned <= 1)
      refusals.push({ reason: 'filters.exclude-everything', volumeId: volume.id, details: { path } });
    if (work.foreignMarker !== undefined)
      refusals.push({
        reason: 'places.overlap',
        volumeId: volume.id,
        details: { path: `${volume.destination}/${work.foreignMarker}` },
      });
    const past = pasts.get(volume.id) ?? { scanned: undefined };
    if (!plan.approved && work.deleted > 0 && isHusk(work, past))
      refusals.push({
        reason: 'source.husk',
        volumeId: volume.id,
        details: {
          path,
          count: work.scanned,
          expected: String(past.scanned ?? 0),
          ...(plan.id === undefined ? {} : { planId: plan.id }),
        },
      });
    if (!plan.approved) holds.push(...holdsOf(step, work));
    const inodes = step.facts.destination.freeInodes;
    if (inodes !== undefined && inodes > 0 && work.created > inodes)
      refusals.push({
        reason: 'destination.no-inodes',
        volumeId: volume.id,
        details: { path: volume.destination, count: work.created, found: String(inodes) },
      });
  }
  return { holds, refusals };
}

/** Whether `bytes` more fit on the destination of this step, its own tables included. */
export function fits(step: VolumeStep, bytes: number): boolean {
  const free = step.facts.destination.freeBytes;
  return bytes === 0 || bytes * (1 + SPACE_MARGIN.share) + SPACE_MARGIN.bytes <= free;
}

export function spaceRefusal(step: VolumeStep, bytes: number): PlanRefusal {
  const details = {
    path: step.volume.destination,
    neededBytes: bytes,
    freeBytes: step.facts.destination.freeBytes,
  };
  return { reason: 'destination.no-space', volumeId: step.volume.id, details };
}
