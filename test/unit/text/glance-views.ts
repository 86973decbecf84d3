import type { PairView } from '../../../engine/api/snapshot.ts';
import type { Problem, ProblemCode } from '../../../engine/model/problem.ts';
import type { RunRecord, VolumeResult } from '../../../engine/model/run.ts';
import { NO_TOTALS } from '../../../engine/model/run.ts';
import { glanceOf, type Glance } from '../../../engine/text/glance.ts';
import { aView, VOL_A } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';

export const AT = { now: Date.parse('2026-11-23T09:16:00.000Z'), timeZone: 'UTC' };
export const POINT = '2026-11-23T03:04:00.000Z';
export const BEFORE = '2026-11-22T03:04:00.000Z';
export const AFTER = '2026-11-23T05:00:00.000Z';
export const USERS: VolumeResult = {
  volumeId: VOL_A,
  source: '/Volumes/Users',
  destination: '/Volumes/Spare',
  state: 'done',
  totals: NO_TOTALS,
  finishedAt: POINT,
};
export const COPIED = aRun({ startedAt: POINT, recoveryPoint: POINT, volumes: [USERS] });

export function aProblem(code: ProblemCode, details: Problem['details'] = {}): Problem {
  return { code, retry: 'person', details };
}

/** A pair that was copied at 03:04, and for which this is so now. */
export function aCopied(fields: Partial<PairView> = {}): PairView {
  return aView({ recoveryPoint: POINT, lastRun: COPIED, ...fields });
}

/** The copy is from the night before, and the last sync ended so. */
export function afterSync(fields: Partial<RunRecord>): PairView {
  return aCopied({ recoveryPoint: BEFORE, lastRun: aRun({ startedAt: POINT, volumes: [USERS], ...fields }) });
}

export function aVerify(fields: Partial<RunRecord> = {}, different = 0): RunRecord {
  const verify = { scope: { kind: 'sample', files: 1_000 }, compared: 1_000, different } as const;
  return aRun({ mode: 'verify', startedAt: AFTER, verify, ...fields });
}

export function glance(view: PairView, now = AT.now): Glance {
  return glanceOf(view, { ...AT, now });
}
