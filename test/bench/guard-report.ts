import type { GuardRow } from './guard-cost.ts';
import { median } from './measure.ts';
import { estimateOfPairs, type MedianEstimate } from './paired.ts';
import { head } from './soak-report.ts';

/** A sync over the guarded key may take so much longer. */
const SHARE = 0.02;

export type GuardVerdict = 'pass' | 'pass by the fixed cost' | 'fail';

/** By the pairs, where they tell; else the cost that every run has, taken at its most, is held against the length of this one. */
export function guardVerdict(row: GuardRow, fixedSeconds: number): GuardVerdict {
  const { low, high } = moreOf(row);
  if (high <= SHARE) return 'pass';
  if (low > SHARE || fixedSeconds > SHARE * median(row.open)) return 'fail';
  return 'pass by the fixed cost';
}

export function guardPasses(rows: readonly GuardRow[]): boolean {
  const { high } = fixedCostOf(rows);
  return judged(rows).every((row) => guardVerdict(row, high) !== 'fail');
}

export function guardReport(rows: readonly GuardRow[]): string {
  const fixed = fixedCostOf(rows);
  return [
    ...head(),
    "The same sync by a key file that opens everything, and by a key of the app's own (without a passphrase) whose forced",
    'command is the guard, in turn; who goes first alternates. `more` is the median of what the guarded one of each pair took',
    'more, in brackets between what it lies with 95 % of certainty (order statistics). At most 2 %. Where the pairs do not tell, the',
    'fixed cost of a run, at its most, is held against the length of that run: once started, both are the same rsync and ssh.',
    '',
    `Fixed cost of a run: ${ms(fixed.median)} (${ms(fixed.low)} to ${ms(fixed.high)}).`,
    '',
    '| what | pairs | open key | guarded key | more | |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...judged(rows).map((row) => lineOf(row, fixed)),
    '',
    ...rows.map(({ what, open, guarded }) => `- ${what}: open ${all(open)}; guarded ${all(guarded)}`),
  ].join('\n');
}

function lineOf(row: GuardRow, fixed: MedianEstimate): string {
  const more = moreOf(row);
  const verdict = guardVerdict(row, fixed.high);
  const cells = [
    row.what,
    String(row.open.length),
    `${median(row.open).toFixed(3)} s`,
    `${median(row.guarded).toFixed(3)} s`,
    `${percent(more.median)} (${percent(more.low)} to ${percent(more.high)})`,
    verdict === 'fail' ? '**fail**' : verdict,
  ];
  return `| ${cells.join(' | ')} |`;
}

function judged(rows: readonly GuardRow[]): readonly GuardRow[] {
  return rows.filter(({ isFixed }) => isFixed !== true);
}

function moreOf({ open, guarded }: GuardRow): MedianEstimate {
  return estimateOfPairs(open, guarded, (before, after) => after / before - 1);
}

/** In seconds. */
function fixedCostOf(rows: readonly GuardRow[]): MedianEstimate {
  const row = rows.find(({ isFixed }) => isFixed);
  if (row === undefined) throw new Error('the fixed cost was not measured');
  return estimateOfPairs(row.open, row.guarded, (before, after) => after - before);
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : '?';
}

function ms(seconds: number): string {
  return Number.isFinite(seconds) ? `${(seconds * 1000).toFixed(0)} ms` : '?';
}

function all(values: readonly number[]): string {
  return values.map((value) => value.toFixed(2)).join(', ');
}
