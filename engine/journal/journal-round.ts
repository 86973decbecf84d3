import type { ChangedPath, ChangeRound, Drift, LeftPaths } from '../model/changed-paths.ts';
import type { VolumeId } from '../model/ids.ts';
import { foldersAbove, parentOf } from '../model/path-parts.ts';
import type { PathText } from '../model/path-text.ts';
import type { Clock } from '../platform/clock.ts';
import type { Settling, TakenPaths } from './dirty-paths.ts';
import type { FollowedVolume } from './followed-volume.ts';
import { PathKin } from './path-kin.ts';

/** An event is told a moment after what it is of; it counts as older than it is. */
const TOLD_WITHIN_MS = 2_000;

interface Taken extends TakenPaths {
  readonly volume: FollowedVolume;
  readonly doubts: number;
  /** It could be all: everything since the last round was followed. */
  readonly wasAll: boolean;
}

/** What one run took from a journal. */
export class JournalRound implements ChangeRound {
  readonly scope: ChangeRound['scope'];
  readonly #asOf: number;
  /** By the clock that nobody sets. */
  readonly #beganAt: number;
  /** Of what this round does not come to, the first change. */
  #leftSince: number;
  readonly #left = new Map<VolumeId, TakenPaths['entries']>();
  readonly #taken: ReadonlyMap<VolumeId, Taken>;
  #hasEnded = false;

  constructor(
    volumes: readonly FollowedVolume[],
    scope: ChangeRound['scope'],
    asOf: number,
    clock: Clock,
    settling: Settling,
  ) {
    this.scope = scope;
    const now = clock.monotonic();
    this.#asOf = asOf;
    this.#beganAt = now;
    for (const volume of volumes) volume.noteMoment(now);
    this.#taken = new Map(
      volumes.map((volume) => [
        volume.id,
        {
          volume,
          doubts: volume.doubts,
          wasAll: volume.why === undefined,
          ...volume.dirty.take(now, scope.kind === 'changed' ? settling : undefined),
        },
      ]),
    );
    const left = [...this.#taken.values()].flatMap(({ leftSince }) => leftSince ?? []);
    this.#leftSince = Math.min(...left);
  }

  get asOf(): number {
    if (this.#leftSince === Number.POSITIVE_INFINITY) return this.#asOf;
    // What was left for later has its first change not on the standby.
    return Math.min(this.#asOf, this.#asOf - (this.#beganAt - this.#leftSince) - TOLD_WITHIN_MS);
  }

  paths(volumeId: VolumeId): readonly ChangedPath[] {
    return this.#taken.get(volumeId)?.entries ?? [];
  }

  async arrived(volumeId: VolumeId): Promise<readonly ChangedPath[] | undefined> {
    const taken = this.#taken.get(volumeId);
    await taken?.volume.settle();
    return taken === undefined || taken.volume.doubts !== taken.doubts
      ? undefined
      : taken.volume.dirty.structural();
  }

  async unknown(volumeId: VolumeId, paths: readonly PathText[]): Promise<readonly PathText[] | undefined> {
    const taken = this.#taken.get(volumeId);
    await taken?.volume.settle();
    if (taken === undefined || !taken.wasAll || taken.volume.doubts !== taken.doubts) return undefined;
    const known = new Map<PathText, ChangedPath>();
    const parents = new Set<PathText>();
    for (const entry of [...taken.entries, ...taken.volume.dirty.all()]) {
      known.set(entry.path, entry);
      // A folder's times follow what comes and goes in it.
      parents.add(parentOf(entry.path));
    }
    return paths.filter((path) => !known.has(path) && !parents.has(path) && !isBelowKnown(path, known));
  }

  async leave(volumeId: VolumeId, { gone, undeleted }: LeftPaths): Promise<boolean> {
    const taken = this.#taken.get(volumeId);
    await taken?.volume.settle();
    if (taken === undefined || taken.volume.doubts !== taken.doubts) return false;
    const { entries } = taken;
    // The next round has it from there: where it went to, or that it went.
    const since = new PathKin(taken.volume.dirty.structural().map(({ path }) => path));
    if (!gone.every((path) => since.covers(path))) return false;
    const known = new PathKin(entries.map(({ path }) => path));
    const again = entriesOf(entries, undeleted);
    const left = new PathKin([...gone, ...again.map(({ path }) => path)]);
    // A further name of a file, of which there was no word of its own: it may be any of them.
    const isKnown = gone.every((path) => known.touches(path));
    for (const { path, firstAt } of entries)
      if (!isKnown || left.touches(path) || since.covers(path))
        this.#leftSince = Math.min(this.#leftSince, firstAt);
    this.#left.set(volumeId, again);
    return true;
  }

  drift(volumeId: VolumeId): Drift {
    return this.#taken.get(volumeId)?.volume.drift ?? { created: 0, deleted: 0 };
  }

  end(how: 'covered' | 'not', done: ReadonlyMap<VolumeId, Drift> = new Map()): void {
    if (this.#hasEnded) throw new Error('a round of the journal ends once');
    this.#hasEnded = true;
    for (const { volume, doubts, entries } of this.#taken.values()) {
      const isSound = volume.doubts === doubts && volume.isFollowed;
      if (how === 'not') {
        if (isSound) volume.dirty.giveBack(entries);
        continue;
      }
      const left = this.#left.get(volume.id);
      if (left !== undefined && isSound) volume.dirty.giveBack(left);
      if (this.scope.kind === 'changed') {
        const { created, deleted } = done.get(volume.id) ?? { created: 0, deleted: 0 };
        volume.drift = {
          created: volume.drift.created + created,
          deleted: volume.drift.deleted + deleted,
        };
      } else {
        volume.drift = { created: 0, deleted: 0 };
        if (isSound) {
          volume.why = undefined;
          volume.learnedLinks();
        }
      }
      if (isSound) volume.covered(this.#beganAt, this.#leftSince);
    }
  }
}

function entriesOf(entries: TakenPaths['entries'], undeleted: LeftPaths['undeleted']): TakenPaths['entries'] {
  if (undeleted === 'all') return entries.filter(({ isStructure, isTree }) => isStructure || isTree);
  const kin = new PathKin(undeleted);
  return entries.filter(({ path }) => kin.touches(path));
}

function isBelowKnown(path: PathText, known: ReadonlyMap<PathText, ChangedPath>): boolean {
  return foldersAbove(path).some((folder) => {
    const above = known.get(folder);
    return above !== undefined && (above.isTree || above.isFolder !== false);
  });
}
