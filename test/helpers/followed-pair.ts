import { onTestFinished } from 'vitest';
import { openWatchOn } from '../../engine/journal/open-watch.ts';
import { Journal } from '../../engine/journal/journal.ts';
import type { PairDraft } from '../../engine/api/engine.ts';
import type { RunEvent } from '../../engine/api/events.ts';
import { followedKey } from '../../engine/plan/followed.ts';
import { systemClock } from '../../engine/platform/clock.ts';
import type { RunRecord } from '../../engine/model/run.ts';
import type { PairFixture } from './pair-fixture.ts';

/** A pair whose changes are followed, without waiting for them to settle. */
export interface FollowedPair {
  readonly journal: Journal;
  /** Only what changed, as long as that is known. */
  readonly sync: (onEvent?: (event: RunEvent) => void) => Promise<RunRecord>;
  readonly syncWhole: () => Promise<RunRecord>;
}

export async function follow(
  pair: PairFixture,
  settling = { settleMs: 0, longestMs: 0 },
  volumes?: PairDraft['volumes'],
): Promise<FollowedPair> {
  await pair.add(volumes);
  const stored = await pair.engine.pairs.get('Office');
  const journal = new Journal(followedKey(stored), stored.volumes, settling, {
    clock: systemClock,
    openWatch: openWatchOn('linux', systemClock),
    onChange: () => undefined,
    onProblem: (error) => {
      throw error;
    },
  });
  onTestFinished(() => journal.close());
  await journal.open();
  const run = (only: boolean, onEvent?: (event: RunEvent) => void): Promise<RunRecord> =>
    pair.engine.sync('Office', {
      mode: 'sync',
      changes: { source: journal, only },
      ...(onEvent && { onEvent }),
    });
  return { journal, sync: (onEvent) => run(true, onEvent), syncWhole: () => run(false) };
}
