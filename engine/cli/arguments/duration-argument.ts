import { InvalidArgumentError } from 'commander';

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 24 * 3_600_000 };

/** For commander: a time that goes by, in milliseconds. */
export function parseDuration(text: string): number {
  // 90m   6h   2 d   ×  1.5h   ×  6
  const [, amount, unit = ''] = /^(\d{1,5}) ?([mhd])$/.exec(text) ?? [];
  const ms = UNITS_MS[unit];
  if (amount === undefined || ms === undefined)
    throw new InvalidArgumentError('It must be minutes, hours or days, as in 90m, 6h or 2d.');
  return Number(amount) * ms;
}

/** The same, from a minute on; `pair`: each pair's own. */
export function parseSilence(text: string): number | 'pair' {
  if (text === 'pair') return text;
  const ms = parseDuration(text);
  if (ms === 0) throw new InvalidArgumentError('It must be a minute or longer.');
  return ms;
}
