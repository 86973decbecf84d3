import type { CheckId, Readiness, ReadinessCheck } from '../../../../engine/model/readiness.ts';

/** The checks as they are looked at. */
export interface ChecksShown {
  /** What asks for somebody, the gravest first. */
  readonly open: readonly ReadinessCheck[];
  /** Not known because nobody looked, or too long ago: one look answers them all. */
  readonly waiting: readonly ReadinessCheck[];
  readonly passed: readonly ReadinessCheck[];
}

export function checksShown({ checks, worst }: Pick<Readiness, 'checks' | 'worst'>): ChecksShown {
  const others = checks.filter(({ state }) => state !== 'pass');
  return {
    open: others.filter((check) => !isWaiting(check)).toSorted((a, b) => rank(a, worst) - rank(b, worst)),
    waiting: others.filter(isWaiting),
    passed: checks.filter(({ state }) => state === 'pass'),
  };
}

function isWaiting({ finding }: ReadinessCheck): boolean {
  return finding.kind === 'not-surveyed' || finding.kind === 'survey-old';
}

/** What decides over the whole comes before what does not. */
function rank({ id, state, isRequired }: ReadinessCheck, worst: CheckId | undefined): number {
  if (id === worst) return 0;
  if (state === 'fail') return 1;
  if (state === 'unknown') return isRequired ? 2 : 4;
  return 3;
}
