import type { HostEvent } from '../api/contract.ts';
import type { RunEvent } from '../api/events.ts';
import type { LogEvent } from '../model/log-entry.ts';
import type { RunId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import type { RunMode } from '../model/run.ts';

/** What of a host's events is written down: beginnings and ends, not what is in between. */
export function loggedOf(write: (event: LogEvent) => void): (event: HostEvent) => void {
  const names = new Map<RunId, { readonly pair: string; readonly mode: RunMode }>();
  const take = (event: RunEvent): void => {
    if (event.type === 'run.started') {
      const run = { pair: event.pairName, mode: event.mode };
      names.set(event.runId, run);
      write({ what: 'run.began', runId: event.runId, ...run });
    }
    if (event.type !== 'run.finished') return;
    const run = names.get(event.runId);
    names.delete(event.runId);
    if (run === undefined) return;
    const { outcome, problems, refusals, holds } = event;
    const reasons = [
      ...problems.map(({ code }) => code),
      ...refusals.map(({ reason }) => reason),
      ...holds.map(({ reason }) => reason),
    ];
    write({ what: 'run.ended', runId: event.runId, ...run, outcome, reasons: [...new Set(reasons)] });
  };
  return (event) => {
    if (event.type === 'live' && event.event.type === 'run.event') take(event.event.event);
  };
}

/** Of what went wrong beside a run. A bug's own words may repeat what somebody entered: they stand in its report. */
export function problemEvent(error: unknown): LogEvent {
  if (error instanceof EngineError) {
    const { code, details } = error.problem;
    return { what: 'problem', code, ...(details.text !== undefined && { text: details.text.slice(0, 400) }) };
  }
  return { what: 'problem', code: 'bug' };
}
