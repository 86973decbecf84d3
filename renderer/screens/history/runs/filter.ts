import type { WindowRequests } from '../../../../engine/api/app-contract.ts';
import type { InputOf } from '../../../../engine/api/contract.ts';
import type { PairId } from '../../../../engine/model/ids.ts';
import type { RunMode, RunRecord } from '../../../../engine/model/run.ts';

export const OUTCOME_CHOICES = [
  'any',
  'succeeded',
  'trouble',
  'partial',
  'failed',
  'held',
  'refused',
  'cancelled',
] as const;
export type OutcomeChoice = (typeof OUTCOME_CHOICES)[number];
export const MODE_CHOICES = ['any', 'sync', 'preview', 'verify'] as const;
export type ModeChoice = (typeof MODE_CHOICES)[number];
export const SINCE_CHOICES = ['all', '7', '30'] as const;
export type SinceChoice = (typeof SINCE_CHOICES)[number];

/** Which runs somebody wants to see. */
export interface RunChoice {
  readonly outcome: OutcomeChoice;
  readonly mode: ModeChoice;
  readonly since: SinceChoice;
}

export const ALL_RUNS: RunChoice = { outcome: 'any', mode: 'any', since: 'all' };

export function isAll({ outcome, mode, since }: RunChoice): boolean {
  return outcome === 'any' && mode === 'any' && since === 'all';
}

type Query = Omit<InputOf<WindowRequests['history.list']>, 'before' | 'limit'>;

const DAY_MS = 86_400_000;

export function queryOf(pairId: PairId, { outcome, mode, since }: RunChoice, now: number): Query {
  return {
    pairId,
    ...(outcome !== 'any' && { outcomes: outcomesOf(outcome) }),
    ...(mode !== 'any' && { modes: [mode] }),
    ...(since !== 'all' && { since: new Date(now - Number(since) * DAY_MS).toISOString() }),
  };
}

function outcomesOf(choice: Exclude<OutcomeChoice, 'any'>): NonNullable<RunRecord['outcome']>[] {
  return choice === 'trouble' ? ['partial', 'failed', 'held', 'refused'] : [choice];
}

/** Whether a run that has not ended belongs to what is shown. */
export function showsRunning({ outcome, mode }: RunChoice, running: RunMode): boolean {
  return outcome === 'any' && (mode === 'any' || mode === running);
}
