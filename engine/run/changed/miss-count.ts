import type { ChangeRound } from '../../model/changed-paths.ts';
import type { VolumeId } from '../../model/ids.ts';
import type { PathText } from '../../model/path-text.ts';
import type { VolumeStep } from '../../plan/plan-sync.ts';
import type { ChangeRecord } from '../../rsync/output.ts';
import type { PlannedRun } from '../run-context.ts';
import { lookAt } from './resolve-path.ts';

/** Of more than this many changes of a volume, the rest is not asked about. */
const MOST_ASKED = 10_000;
/** Of what was missed, so much is named in the run's log. */
const MOST_NAMED = 20;

/** Counts what a pass over everything finds and the journal should have known of. */
export class MissCount {
  readonly #round: ChangeRound;
  readonly #found = new Map<VolumeId, PathText[]>();

  constructor(round: ChangeRound) {
    this.#round = round;
  }

  found(volumeId: VolumeId, { path, hardLink }: ChangeRecord): void {
    // A file that has several names changes under those, too, of which nobody heard.
    if (path === '.' || hardLink) return;
    const paths = this.#found.get(volumeId) ?? [];
    if (paths.length < MOST_ASKED) paths.push(path);
    this.#found.set(volumeId, paths);
  }

  /** Once all is found. `undefined`: the journal could not have known. */
  async count(run: PlannedRun, steps: readonly VolumeStep[]): Promise<number | undefined> {
    let misses = 0;
    for (const { volume } of steps) {
      const unknown = await this.#round.unknown(volume.id, this.#found.get(volume.id) ?? []);
      if (unknown === undefined) return undefined;
      for (const path of unknown) {
        const stats = lookAt(volume.source, path);
        if (typeof stats !== 'string' && !stats.isDirectory() && stats.nlink > 1n) continue;
        misses += 1;
        if (misses <= MOST_NAMED) run.recorder.output(`the journal had not heard of ${path}\n`);
      }
    }
    return misses;
  }
}
