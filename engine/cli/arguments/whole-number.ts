import { InvalidArgumentError } from 'commander';

/** For commander: a whole number from 1 on. */
export function parseCount(text: string): number {
  // 1   1000   ×  0   ×  1.5   ×  -3
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return Number(text);
}

/** For commander: seconds that a person would wait. */
export function parseSeconds(text: string): number {
  // 1   60   ×  0   ×  61   ×  1.5
  if (!/^(?:[1-9]|[1-5]\d|60)$/.test(text))
    throw new InvalidArgumentError('It must be a whole number of seconds from 1 to 60.');
  return Number(text);
}

/** For commander: a TCP port. */
export function parsePort(text: string): number {
  // 25   587   ×  0   ×  65536
  if (!/^[1-9]\d{0,4}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('It must be a port from 1 to 65535.');
  return Number(text);
}
