import type { LiveRun } from '../../../engine/api/snapshot.ts';
import { NO_TOTALS } from '../../../engine/model/run.ts';
import { aProgress } from '../../fakes/builders.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { historyOffice, historyPair, historyRuns, historyView } from './history-office.ts';
import { nightRun, runIdAt, USERS } from './office.ts';
import { WORLD_NOW } from './world.ts';

const STARTED_MS = WORLD_NOW - 3 * 60_000;

export const runningRun = nightRun(historyPair, 0, {
  id: runIdAt(STARTED_MS),
  startedAt: new Date(STARTED_MS).toISOString(),
  finishedAt: undefined,
  state: 'running',
  outcome: undefined,
  recoveryPoint: undefined,
  totals: NO_TOTALS,
  phases: {},
  volumes: [],
});

export const liveSync: LiveRun = {
  runId: runningRun.id,
  mode: 'sync',
  startedAt: runningRun.startedAt,
  phase: 'copying',
  volumeId: USERS,
  progress: aProgress({ volumeId: USERS, fraction: 0.41, bytesDone: 412_000_000, secondsLeft: 190 }),
  retrying: undefined,
  isCancelling: false,
  followsChanges: false,
};

/** A sync under way, above all that was before. */
export function runningHistory(): FakeAnswers {
  return historyOffice({
    pairs: [historyView({ running: runningRun, live: liveSync })],
    runs: [runningRun, ...historyRuns],
  });
}
