import type { GuardRow } from './guard-cost.ts';
import { median } from './measure.ts';
import { head } from './soak-report.ts';

/** A sync over the guarded key may take so much longer. */
const SHARE = 0.02;

/** By the medians: what varies from round to round is more than the guard costs. */
export function guardPasses({ open, guarded }: GuardRow): boolean {
  return median(guarded) <= median(open) * (1 + SHARE);
}

export function guardReport(rows: readonly GuardRow[]): string {
  const seconds = (value: number): string => `${value.toFixed(3)} s`;
  const all = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(', ');
  const lines = rows.map((row) => {
    const [open, guarded] = [median(row.open), median(row.guarded)];
    const share = `${((guarded / open - 1) * 100).toFixed(1)} %`;
    return `| ${row.what} | ${seconds(open)} | ${seconds(guarded)} | ${share} | ${guardPasses(row) ? 'pass' : '**fail**'} |`;
  });
  return [
    ...head(),
    "The same sync by a key file that opens everything, and by a key of the app's own (without a passphrase) whose forced",
    'command is the guard. Medians of the rounds below; who goes first alternates. At most 2 % more.',
    '',
    '| what | open key | guarded key | more | |',
    '| --- | ---: | ---: | ---: | --- |',
    ...lines,
    '',
    ...rows.map(({ what, open, guarded }) => `- ${what}: open ${all(open)}; guarded ${all(guarded)}`),
  ].join('\n');
}
