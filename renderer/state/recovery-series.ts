import type { AgePoint, RecoveryHistory, RunFigures } from '../../engine/model/recovery-history.ts';

/** In seconds since 1970, and in hours: as they are drawn. */
export interface AgeSeries {
  readonly at: readonly number[];
  readonly hours: readonly number[];
}

export function ageSeries({ ages }: Pick<RecoveryHistory, 'ages'>): AgeSeries {
  return {
    at: ages.map(({ at }) => Date.parse(at) / 1_000),
    hours: ages.map(({ ageMs }) => ageMs / 3_600_000),
  };
}

/** Each moment before a new copy was there, and now: what was at risk at most, oldest first. */
export function agePeaks({ ages }: Pick<RecoveryHistory, 'ages'>): readonly AgePoint[] {
  return ages.filter((point, at) => {
    const next = ages[at + 1];
    return next === undefined || next.at === point.at;
  });
}

/** The first of those that are alike. */
export function highestAge({ ages }: Pick<RecoveryHistory, 'ages'>): AgePoint | undefined {
  let highest: AgePoint | undefined;
  for (const point of ages) if (highest === undefined || point.ageMs > highest.ageMs) highest = point;
  return highest;
}

/** Syncs alone: only they copy. */
export function syncsOf({ runs }: Pick<RecoveryHistory, 'runs'>): readonly RunFigures[] {
  return runs.filter(({ mode }) => mode === 'sync');
}

/** Two rows over one set of moments: what succeeded is drawn otherwise than what did not. */
export interface RunSeries {
  readonly at: readonly number[];
  readonly good: readonly (number | null)[];
  readonly other: readonly (number | null)[];
}

export function runSeries(runs: readonly RunFigures[], of: (run: RunFigures) => number): RunSeries {
  return {
    at: runs.map(({ startedAt }) => Date.parse(startedAt) / 1_000),
    good: runs.map((run) => (run.outcome === 'succeeded' ? of(run) : null)),
    other: runs.map((run) => (run.outcome === 'succeeded' ? null : of(run))),
  };
}
