import type { LiveRun } from '../../../engine/api/snapshot.ts';
import { aLiveRun, aProgress } from '../../fakes/builders.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { ago, nightRun, nightsOf, officePair, runIdAt, SYSTEM, USERS, viewOf } from './office.ts';
import { aWorld, WORLD_NOW } from './world.ts';

const STARTED_MS = WORLD_NOW - 3 * 60_000;

/** A sync that copies, and knows how much is to come. */
export function runningWorld(): FakeAnswers {
  return worldWith({
    phase: 'copying',
    volumeId: USERS,
    progress: aProgress({
      volumeId: USERS,
      filesDone: 1_204,
      filesTotal: 1_880,
      bytesDone: 412_000_000,
      fraction: 0.64,
      bytesPerSecond: 38_000_000,
      secondsLeft: 312,
    }),
  });
}

/** A sync that compares, and does not know yet how much there is. */
export function comparingWorld(): FakeAnswers {
  return worldWith({
    phase: 'comparing',
    volumeId: SYSTEM,
    progress: aProgress({
      phase: 'comparing',
      volumeId: SYSTEM,
      filesDone: 412_000,
      filesTotal: undefined,
      bytesDone: 0,
      fraction: undefined,
      bytesPerSecond: undefined,
      secondsLeft: undefined,
    }),
  });
}

/** The line was lost, and the sync waits for another try. */
export function retryingWorld(): FakeAnswers {
  return worldWith({
    phase: 'copying',
    volumeId: USERS,
    retrying: { code: 'rsync.connection-lost', retry: 'transient', details: { exitCode: 255 } },
  });
}

export function cancellingWorld(): FakeAnswers {
  return worldWith({ phase: 'copying', volumeId: USERS, isCancelling: true });
}

/** Somebody began a sync on the command line. */
export function runningElsewhereWorld(): FakeAnswers {
  const pair = officePair();
  const running = nightRun(pair, 0, {
    id: runIdAt(STARTED_MS),
    state: 'running',
    outcome: undefined,
    finishedAt: undefined,
    startedAt: ago(3 * 60_000),
    recoveryPoint: undefined,
    volumes: [],
  });
  const runs = [running, ...nightsOf(pair)];
  return aWorld({ pairs: [viewOf(pair, runs)], runs });
}

function worldWith(live: Partial<LiveRun>): FakeAnswers {
  const pair = officePair();
  const runs = nightsOf(pair);
  const under = aLiveRun({ runId: runIdAt(STARTED_MS), startedAt: ago(3 * 60_000), ...live });
  return aWorld({ pairs: [viewOf(pair, runs, { live: under })], runs });
}
