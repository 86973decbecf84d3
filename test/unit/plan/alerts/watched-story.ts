import { DEFAULT_LIMITS } from '../../../../engine/model/alert-settings.ts';
import { AlertState, NO_ALERTS, type AlertNotice } from '../../../../engine/model/alert.ts';
import { RunId } from '../../../../engine/model/ids.ts';
import type { ProblemCode } from '../../../../engine/model/problem.ts';
import type { Outcome, RunRecord } from '../../../../engine/model/run.ts';
import { decideAlerts, type AlertInput } from '../../../../engine/plan/alerts/decide-alerts.ts';
import type { WatchedPair } from '../../../../engine/plan/alerts/watched-pair.ts';
import { aPair } from '../../../fakes/builders.ts';
import { aRun } from '../../../fakes/fake-engine.ts';

export const START = Date.parse('2026-11-23T12:00:00.000Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

export function aWatched(fields: Partial<WatchedPair> = {}): WatchedPair {
  const pair = aPair({ createdAt: iso(START) });
  return { pair, recoveryPoint: iso(START), lastRun: undefined, lastVerify: undefined, ...fields };
}

export function anInput(now: number, ...pairs: readonly WatchedPair[]): AlertInput {
  return { pairs, areAll: true, now, limits: DEFAULT_LIMITS, digest: undefined, timeZone: 'UTC' };
}

let lastId = 0;
export function aRunAt(ms: number, outcome: Outcome, ...codes: readonly ProblemCode[]): RunRecord {
  lastId += 1;
  return aRun({
    id: RunId.parse(`20261123-120000-${String(lastId % 10_000).padStart(4, '0')}`),
    startedAt: iso(ms - MINUTE),
    finishedAt: iso(ms),
    outcome,
    problems: codes.map((code) => ({ code, retry: 'person', details: {} })),
  });
}

/** `failed`, `failed again 1`, `well: failed, silence` */
export function brief(notice: AlertNotice): string {
  if (notice.type === 'alert')
    return notice.reminder === 0
      ? notice.alert.kind
      : `${notice.alert.kind} again ${String(notice.reminder)}`;
  return notice.type === 'recovered' ? `well: ${notice.kinds.join(', ')}` : notice.type;
}

/** Tells a story, one observation after the other. */
export function tellings(...story: readonly (readonly [ms: number, watched: WatchedPair])[]): string[][] {
  let state: AlertState = NO_ALERTS;
  return story.map(([ms, watched]) => {
    const decided = decideAlerts(state, anInput(START + ms, watched));
    state = AlertState.parse(JSON.parse(JSON.stringify(decided.state)));
    return decided.notices.map(brief);
  });
}
