import type { ReadinessReport } from '../api/failover.ts';
import type { DrillRecord } from '../model/drill.ts';
import type { IssuedRunbook } from '../model/issued-runbook.ts';
import type { Pair } from '../model/pair.ts';
import type { RunRecord } from '../model/run.ts';
import type { PairSurvey } from '../model/survey.ts';
import { chooseStrategy } from '../plan/failover/choose-strategy.ts';
import { assessReadiness } from '../plan/readiness/assess.ts';
import type { EngineContext } from '../run/context.ts';
import { statusOf } from '../run/status.ts';

type Reading = Pick<EngineContext, 'history' | 'promotions' | 'clock'>;

/** Judges by the history and what was surveyed; asks no machine. */
export async function readReadiness(
  engine: Reading,
  pair: Pair,
  survey: PairSurvey,
  { issued, drill }: { readonly issued: IssuedRunbook | undefined; readonly drill: DrillRecord | undefined },
): Promise<ReadinessReport> {
  const [[status], lastVerify, wholeSyncs] = await Promise.all([
    statusOf(engine, [pair]),
    lastEndedVerify(engine, pair),
    syncsOfAWeek(engine, pair),
  ]);
  const readiness = assessReadiness({
    pair,
    strategy: chooseStrategy(pair, pair.failover, survey),
    recoveryPoint: status?.recoveryPoint,
    lastSync: status?.lastRun,
    lastVerify,
    wholeSyncs,
    survey,
    runbook: issued && {
      deliveredAt: issued.deliveredAt,
      paths: issued.paths,
      recoveryPoint: issued.runbook.recoveryPoint,
    },
    drill,
    now: engine.clock.now(),
  });
  return {
    pair,
    readiness,
    survey,
    drill,
    issued: issued && { changedAt: issued.changedAt, changes: issued.changes },
  };
}

/** One that is under way says nothing yet. */
async function lastEndedVerify({ history }: Reading, { id }: Pair): Promise<RunRecord | undefined> {
  const ended = ['succeeded', 'partial', 'failed', 'cancelled', 'held', 'refused'] as const;
  return (await history.list({ pairId: id, modes: ['verify'], outcomes: ended, limit: 1 }))[0];
}

const DAY_MS = 86_400_000;
const NEWEST = 30;

/** The newest, and one from a week before them: what a week brought lies between. Where runs come every few minutes there are thousands. */
async function syncsOfAWeek({ history, clock }: Reading, { id }: Pair): Promise<readonly RunRecord[]> {
  const ofPair = { pairId: id, modes: ['sync'], outcomes: ['succeeded'], withoutPassing: true } as const;
  const daysAgo = (days: number): string => new Date(clock.now() - days * DAY_MS).toISOString();
  const [newest, before] = await Promise.all([
    history.list({ ...ofPair, limit: NEWEST }),
    history.list({ ...ofPair, until: daysAgo(7), since: daysAgo(28), limit: 1 }),
  ]);
  return [...newest, ...before];
}
