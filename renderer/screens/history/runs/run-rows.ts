import type { LiveRun, PairView } from '../../../../engine/api/snapshot.ts';
import type { RunId } from '../../../../engine/model/ids.ts';
import type { RunMode, RunRecord } from '../../../../engine/model/run.ts';
import { showsRunning, type RunChoice } from './filter.ts';

/** One line of the list. */
export interface RunRow {
  readonly id: RunId;
  readonly mode: RunMode;
  readonly startedAt: string;
  /** `undefined`: history does not know it yet. */
  readonly record: RunRecord | undefined;
  /** While this app carries it out. */
  readonly live: LiveRun | undefined;
}

/** What runs stands on top; the list may have been read before it began, or before it ended. */
export function runRows(
  { live, running, lastRun }: Pick<PairView, 'live' | 'running' | 'lastRun'>,
  runs: readonly RunRecord[],
  choice: RunChoice,
): RunRow[] {
  const rows: RunRow[] = [];
  const current = live ?? running;
  if (current !== undefined && showsRunning(choice, current.mode)) {
    const id = 'runId' in current ? current.runId : current.id;
    const record = running?.id === id ? running : runs.find((run) => run.id === id);
    rows.push({ id, mode: current.mode, startedAt: current.startedAt, record, live });
  }
  for (const run of runs) {
    if (run.id === rows[0]?.id) continue;
    const record = run.id === lastRun?.id ? lastRun : run;
    rows.push({ id: run.id, mode: run.mode, startedAt: run.startedAt, record, live: undefined });
  }
  return rows;
}
