import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCommandTimeout, parseCommandTimeout } from '../../../engine/model/command-timeout.ts';

describe('the time limit of a command', () => {
  it('is read with its unit', () => {
    const texts = ['30s', ' 10 m ', '2h', '0s', '99999h'];
    expect(texts.map(parseCommandTimeout)).toEqual([30, 600, 7_200, 0, 359_996_400]);
  });

  it.each(['', '10', 'm', '10M', '1.5h', '-1s', '1h30m', '123456s'])('is not %j', (text) => {
    expect(parseCommandTimeout(text)).toBeUndefined();
  });

  it('is written in the largest unit that is whole, and read again', () => {
    expect([45, 90, 600, 5_400, 86_400].map(formatCommandTimeout)).toEqual([
      '45s',
      '90s',
      '10m',
      '90m',
      '24h',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400 }), (seconds) => {
        expect(parseCommandTimeout(formatCommandTimeout(seconds))).toBe(seconds);
      }),
    );
  });
});
