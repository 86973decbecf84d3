import type { LeftOutPattern, LeftOutReport, LeftOutSource, Weight } from '../../../engine/api/left-out.ts';

/** What one pattern leaves out in all sources that were looked at. */
export interface Finding {
  readonly pattern: string;
  readonly from: LeftOutPattern['from'];
  readonly reason: string | undefined;
  readonly matches: number;
  /** `undefined`: not all of it was weighed yet. */
  readonly weight: Weight | undefined;
  /** As absolute paths. */
  readonly samples: readonly string[];
  /** Every source was gone through: what matches nothing by now never does. */
  readonly isComplete: boolean;
}

const MOST_SAMPLES = 3;

/** By `findingKey`, in the order in which the patterns count. */
export function findingsOf({ sources }: LeftOutReport): ReadonlyMap<string, Finding> {
  const isComplete = sources.every(({ state }) => state === 'done');
  const findings = new Map<string, Finding>();
  for (const { source, patterns } of sources)
    for (const pattern of patterns) {
      const key = findingKey(pattern.from, pattern.pattern);
      findings.set(key, joined(findings.get(key), source, pattern, isComplete));
    }
  return findings;
}

export function findingKey(from: LeftOutPattern['from'], pattern: string): string {
  return `${from} ${pattern}`;
}

function joined(
  before: Finding | undefined,
  source: string,
  { pattern, from, reason, matches, weight, samples }: LeftOutPattern,
  isComplete: boolean,
): Finding {
  const paths = samples.map((path) => `${source === '/' ? '' : source}/${path.replace(/^\//, '')}`);
  return {
    pattern,
    from,
    reason,
    matches: (before?.matches ?? 0) + matches,
    weight: before === undefined ? weight : sum(before.weight, weight),
    samples: [...(before?.samples ?? []), ...paths].slice(0, MOST_SAMPLES),
    isComplete,
  };
}

function sum(a: Weight | undefined, b: Weight | undefined): Weight | undefined {
  if (a === undefined || b === undefined) return undefined;
  return { entries: a.entries + b.entries, bytes: a.bytes + b.bytes };
}

/** All that the patterns of one source leave out, as far as it was weighed. */
export function leftOutOf({ patterns }: LeftOutSource): Weight | undefined {
  const none: Weight | undefined = { entries: 0, bytes: 0 };
  return patterns.reduce<Weight | undefined>((total, { weight }) => sum(total, weight), none);
}
