import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAge } from '../../../engine/text/amounts.ts';
import { recoveryAge, recoveryClock } from '../../../engine/text/recovery-age.ts';

const POINT = '2026-11-23T03:04:00.000Z';
const AT = Date.parse(POINT);

describe('the age of a copy', () => {
  it('is known, or it is said why not', () => {
    expect([
      recoveryAge(POINT, AT + 60_000),
      recoveryAge(POINT, AT - 60_000),
      recoveryAge(POINT, AT - 60_001),
      recoveryAge(undefined, AT),
      recoveryAge('soon', AT),
    ]).toEqual([
      { kind: 'known', ageMs: 60_000 },
      { kind: 'known', ageMs: 0 },
      { kind: 'in-the-future' },
      { kind: 'none' },
      { kind: 'unreadable' },
    ]);
  });
});

describe('the big clock', () => {
  it.each([
    [0, [{ value: '< 1', unit: 'min' }]],
    [59_999, [{ value: '< 1', unit: 'min' }]],
    [60_000, [{ value: '1', unit: 'min' }]],
    [3_599_999, [{ value: '59', unit: 'min' }]],
    [3_600_000, [{ value: '1', unit: 'h' }]],
    [
      22_320_000,
      [
        { value: '6', unit: 'h' },
        { value: '12', unit: 'min' },
      ],
    ],
    [
      273_600_000,
      [
        { value: '3', unit: 'd' },
        { value: '4', unit: 'h' },
      ],
    ],
  ])('shows %d ms in its parts', (ageMs, parts) => {
    expect(recoveryClock(ageMs)).toEqual(parts);
  });

  it('says what is said in a line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 400 * 86_400_000 }), (ageMs) => {
        const text = recoveryClock(ageMs)
          .map(({ value, unit }) => `${value} ${unit}`)
          .join(' ');
        return text === formatAge(ageMs);
      }),
    );
  });
});
