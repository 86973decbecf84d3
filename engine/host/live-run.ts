import type { RunEvent } from '../api/events.ts';
import type { LiveRun } from '../api/snapshot.ts';

/** What a run looks like after one more of its events; `undefined` before its first and after its last. */
export function advance(run: LiveRun | undefined, event: RunEvent): LiveRun | undefined {
  if (event.type === 'run.started')
    return {
      runId: event.runId,
      mode: event.mode,
      startedAt: event.at,
      phase: undefined,
      volumeId: undefined,
      progress: undefined,
      retrying: undefined,
      isCancelling: false,
      followsChanges: false,
    };
  if (run === undefined || event.type === 'run.finished') return undefined;
  switch (event.type) {
    case 'run.phase':
      return {
        ...run,
        phase: event.phase,
        volumeId: event.volumeId,
        progress: undefined,
        retrying: undefined,
      };
    case 'run.progress':
      return { ...run, phase: event.phase, volumeId: event.volumeId, progress: event, retrying: undefined };
    case 'run.retrying':
      return { ...run, progress: undefined, retrying: event.problem };
    case 'run.planned':
    case 'run.problem':
    case 'run.output':
      return run;
  }
}
