import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9, TB: 1e12 };

/** For commander: an amount of data, in bytes. */
export function parseSize(text: string): number {
  // 20GB   500 MB   1.5TB   ×  20   ×  20G
  const [, amount, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?) ?([MGT]B)$/i.exec(text) ?? [];
  const size = UNITS[unit.toUpperCase()];
  if (amount === undefined || size === undefined)
    throw new InvalidArgumentError('It must be an amount such as 500MB, 20GB or 1.5TB.');
  return Math.round(Number(amount) * size);
}

/** For commander: a share. */
export function parsePercent(text: string): number {
  // 5   5%   12.5 %   ×  101
  const [, amount] = /^(\d{1,3}(?:\.\d{1,2})?) ?%?$/.exec(text) ?? [];
  if (amount === undefined || Number(amount) > 100)
    throw new InvalidArgumentError('It must be a share from 0% to 100%.');
  return Number(amount);
}
