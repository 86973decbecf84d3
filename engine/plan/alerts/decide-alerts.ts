import type { AlertLimits, DigestTime } from '../../model/alert-settings.ts';
import {
  ALERT_KINDS,
  type AlertedPair,
  type AlertKind,
  type AlertNotice,
  type AlertState,
  type DigestLine,
  type PairAlerts,
  type StandingAlert,
} from '../../model/alert.ts';
import { decideDigest, digestWeekAt } from './digest-week.ts';
import { copySeen, lossOf, observe } from './observe.ts';
import { stand, type Stood } from './stand.ts';
import type { WatchedPair } from './watched-pair.ts';

export interface AlertInput {
  /** In the order of the configuration. */
  readonly pairs: readonly WatchedPair[];
  /** False while the configuration cannot be read: what is known of pairs that are missing is kept. */
  readonly areAll: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly limits: AlertLimits;
  readonly digest: DigestTime | undefined;
  /** An IANA name; without one, the machine's own. */
  readonly timeZone: string | undefined;
}

export interface AlertDecision {
  /** In the order in which they are to be sent. */
  readonly notices: readonly AlertNotice[];
  readonly state: AlertState;
}

/** Decides what is told now: changes, reminders that are due, and the digest. Asked again at once, it tells nothing. */
export function decideAlerts(state: AlertState, input: AlertInput): AlertDecision {
  const decided = input.pairs.map((watched) => decidePair(watched, state, input));
  const known = new Set(input.pairs.map(({ pair }) => pair.id));
  const kept = input.areAll ? [] : state.pairs.filter(({ pairId }) => !known.has(pairId));
  const pairs = [...decided.map(({ alerts }) => alerts), ...kept];
  const notices = decided.flatMap((one) => one.notices);
  if (input.digest === undefined) return { notices, state: { pairs } };
  const week = digestWeekAt(input.now, input.digest, input.timeZone);
  const digest = decideDigest(state.digestWeek, week);
  return {
    notices: digest.isDue
      ? [...notices, { type: 'digest', lines: decided.map(({ line }) => line) }]
      : notices,
    state: { pairs, digestWeek: digest.week },
  };
}

interface DecidedPair {
  readonly alerts: PairAlerts;
  readonly notices: readonly AlertNotice[];
  readonly line: DigestLine;
}

function decidePair(watched: WatchedPair, state: AlertState, { limits, now }: AlertInput): DecidedPair {
  const { id, name } = watched.pair;
  const pair: AlertedPair = { id, name };
  const before = state.pairs.find(({ pairId }) => pairId === id);
  const copy = copySeen(before, watched.recoveryPoint, now);
  const stood = stand(before?.standing ?? [], observe(watched, before, copy, limits, now), now);
  const isInDoubt = stood.standing.some(({ kind }) => kind === 'readiness-lost');
  const loss = lossOf(watched.recoveryPoint, isInDoubt, now);
  const runbook = watched.runbook?.changedAt ?? before?.runbook;
  return {
    alerts: {
      pairId: id,
      copy,
      standing: [...stood.standing],
      ...(runbook !== undefined && { runbook }),
    },
    notices: [...noticesOf(stood, pair, loss), ...runbookNotices(watched.runbook, before, pair)],
    line: { pair, loss, alerts: toldKinds(stood.standing) },
  };
}

function noticesOf(
  { told, ended, standing }: Stood,
  pair: AlertedPair,
  loss: DigestLine['loss'],
): AlertNotice[] {
  const alerts = inOrder(told).map(({ kind, since, count, details, reminders }): AlertNotice => ({
    type: 'alert',
    alert: { pair, kind, since, count, loss, details },
    reminder: reminders,
  }));
  const [first, ...others] = inOrder(ended);
  if (first === undefined) return alerts;
  const since = others.reduce((earliest, one) => (one.since < earliest ? one.since : earliest), first.since);
  const kinds = [first, ...others].map(({ kind }) => kind);
  return [{ type: 'recovered', pair, kinds, since, loss, remaining: toldKinds(standing) }, ...alerts];
}

function runbookNotices(
  seen: WatchedPair['runbook'],
  before: PairAlerts | undefined,
  pair: AlertedPair,
): AlertNotice[] {
  if (seen === undefined || seen.changedAt === before?.runbook) return [];
  return [{ type: 'runbook', pair, changedAt: seen.changedAt, changes: [...seen.changes] }];
}

/** What a person was told of and is not over. */
export function toldKinds(standing: readonly StandingAlert[]): AlertKind[] {
  return inOrder(standing.filter(({ toldAt }) => toldAt !== undefined)).map(({ kind }) => kind);
}

function inOrder(alerts: readonly StandingAlert[]): StandingAlert[] {
  return alerts.toSorted((a, b) => ALERT_KINDS.indexOf(a.kind) - ALERT_KINDS.indexOf(b.kind));
}
