import type { VolumeId } from '../../model/ids.ts';
import type { RunRecord } from '../../model/run.ts';
import type { SurveyedPlace } from '../../model/survey.ts';
import { placesOf } from './disk-checks.ts';
import { bySurvey, notTold, verdict, type ReadinessFacts, type Verdict } from './facts.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** What a volume needs in a week: what it grew by in one, and room for a run that rewrites as much as the largest did. */
function weekBytes(syncs: readonly RunRecord[], volumeId: VolumeId): number {
  const seen = syncs
    .flatMap(({ startedAt, volumes }) => {
      const one = volumes.find((volume) => volume.volumeId === volumeId);
      return one === undefined ? [] : [{ atMs: Date.parse(startedAt), totals: one.totals }];
    })
    // A run that looked at a list of paths alone does not know how large everything is.
    .sort((a, b) => a.atMs - b.atMs);
  const sized = seen.filter(({ totals }) => totals.totalBytes > 0);
  const [first, last] = [sized[0], sized.at(-1)];
  const spanMs = first === undefined || last === undefined ? 0 : last.atMs - first.atMs;
  const grown =
    first === undefined || last === undefined || spanMs < DAY_MS
      ? 0
      : Math.max(0, ((last.totals.totalBytes - first.totals.totalBytes) * WEEK_MS) / spanMs);
  // The first clone brings everything, into a place that was empty; no later run does.
  const later = seen.slice(1).map(({ totals }) => totals.fileBytes);
  return grown + Math.max(0, ...later);
}

export function judgeSpace(facts: ReadinessFacts): Verdict {
  return bySurvey(facts, 'standby', ({ places, at }) => {
    const told = placesOf(facts, places);
    if (told === undefined || told.some(({ state }) => state !== 'present')) return notTold('standby', at);
    const disks = disksOf(facts, told);
    const worst = disks.sort((a, b) => a.freeBytes - a.needed - (b.freeBytes - b.needed))[0];
    if (worst === undefined) return notTold('standby', at);
    const { path, freeBytes, needed } = worst;
    if (freeBytes >= needed && freeBytes > 0)
      return verdict('pass', { kind: 'space-enough', freeBytes, weekBytes: needed }, at);
    return verdict('warn', { kind: 'space-short', path, freeBytes, weekBytes: needed }, at);
  });
}

interface Disk {
  readonly path: string;
  readonly freeBytes: number;
  readonly needed: number;
}

/** Volumes on one file system share what is free there. */
function disksOf({ pair, wholeSyncs }: ReadinessFacts, places: readonly SurveyedPlace[]): Disk[] {
  const disks = new Map<string, Disk>();
  for (const { id, destination } of pair.volumes) {
    const place = places.find(({ path }) => path === destination);
    if (place === undefined) continue;
    const before = disks.get(place.mountPoint);
    const needed = (before?.needed ?? 0) + weekBytes(wholeSyncs, id);
    disks.set(place.mountPoint, { path: place.path, freeBytes: place.freeBytes, needed });
  }
  return [...disks.values()];
}
