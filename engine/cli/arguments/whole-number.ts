import { InvalidArgumentError } from 'commander';

/** For commander: a whole number from 1 on. */
export function parseCount(text: string): number {
  // 1   1000   ×  0   ×  1.5   ×  -3
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return Number(text);
}
