import type { BandwidthRule } from '../../../../engine/model/bandwidth.ts';
import { formatBandwidth, limitAt } from '../../../../engine/plan/schedule/bandwidth.ts';
import { nextLimit } from '../../../../engine/plan/schedule/next-limit.ts';
import { comingTime } from '../../../../engine/text/relative-time.ts';
import { capitalised } from '../../../../engine/text/words.ts';
import type { RuleFaults } from './read-bandwidth.ts';

export const BANDWIDTH_WORDS = {
  title: 'Bandwidth',
  note: 'The first rule from the top whose time it is counts. What is being sent already keeps the limit that it began with.',
  none: 'As fast as it can.',
  mendFirst: 'Mend what is marked in red, and this says which limit counts.',
  rule: (at: number) => `Rule ${String(at + 1)}`,
  limit: 'At most, a second',
  limitHint: 'Like 500K, 2M or 1.5M, or unlimited.',
  times: 'When',
  whens: { sometimes: 'At Some Times', always: 'At All Times' },
  hidden: 'Never counts: a rule above it holds at all times.',
  add: 'Add a Rule',
} as const;

export const LIMIT_FAULTS: Readonly<Record<NonNullable<RuleFaults['limit']>, string>> = {
  empty: 'Type a limit, like 2M.',
  unknown: 'This is no limit, like 500K, 2M or 1.5M, or unlimited. The most is 8G.',
};

/** Which limit counts now, and when another does: `At most 2M a second now, and from today 18:00 on as fast as it can.` */
export function limitSentence(rules: readonly BandwidthRule[], now: number, timeZone: string): string {
  const next = nextLimit(rules, now, timeZone);
  const first = capitalised(limitWords(limitAt(rules, now, timeZone)));
  if (next === undefined) return `${first}, at all times.`;
  const from = comingTime(new Date(next.at).toISOString(), { now, timeZone });
  return `${first} now, and from ${from} on ${limitWords(next.kibPerSecond)}.`;
}

function limitWords(kibPerSecond: number | undefined): string {
  return kibPerSecond === undefined
    ? 'as fast as it can'
    : `at most ${formatBandwidth({ kibPerSecond })} a second`;
}
