import type { Phase, RunRecord } from '../../../../engine/model/run.ts';
import { millisecondsBetween } from '../../../../engine/text/times.ts';

export interface PhaseShare {
  /** `other`: between the phases. */
  readonly phase: Phase | 'other';
  readonly milliseconds: number;
  /** Of the whole, 0 to 1. */
  readonly share: number;
}

const ORDER: readonly Phase[] = [
  'before',
  'probing',
  'comparing',
  'copying',
  'deleting',
  'checking',
  'after',
];
/** Less of the whole time than this is not worth a line. */
const WORTH_SAYING = 0.02;

/** Where the time of a run went, in the order of the work. */
export function phaseShares({
  phases,
  startedAt,
  finishedAt,
}: Pick<RunRecord, 'phases' | 'startedAt' | 'finishedAt'>): PhaseShare[] {
  const known = ORDER.flatMap((phase) => {
    const milliseconds = phases[phase] ?? 0;
    return milliseconds > 0 ? [{ phase, milliseconds }] : [];
  });
  const sum = known.reduce((total, { milliseconds }) => total + milliseconds, 0);
  if (sum === 0) return [];
  const whole = Math.max(sum, millisecondsBetween(startedAt, finishedAt) ?? 0);
  const rest = whole - sum;
  const parts: Omit<PhaseShare, 'share'>[] =
    rest / whole > WORTH_SAYING ? [...known, { phase: 'other', milliseconds: rest }] : known;
  return parts.map((part) => ({ ...part, share: part.milliseconds / whole }));
}
