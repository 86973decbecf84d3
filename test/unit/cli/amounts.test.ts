import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAge, formatBytes, formatCount, formatDuration } from '../../../engine/text/amounts.ts';
import { columnsOf, cutTo, formatTable, padTo } from '../../../engine/cli/print/columns.ts';
import { formatTime, millisecondsBetween } from '../../../engine/text/times.ts';
import { NOW } from './cli-harness.ts';

describe('amounts', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [1234, '1.2 kB'],
    [41_000_000, '41.0 MB'],
    [99_960_000, '100 MB'],
    [212_400_000, '212 MB'],
    [999_400, '999 kB'],
    [999_960, '1.0 MB'],
    [1e9, '1.0 GB'],
    [4e12, '4.0 TB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toEqual(text);
  });

  it('take at most eight columns for any size', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (bytes) => formatBytes(bytes).length <= 9),
    );
  });

  it.each([
    [7, '7'],
    [1000, '1,000'],
    [1_234_567, '1,234,567'],
  ])('the count %d is %s', (count, text) => {
    expect(formatCount(count)).toEqual(text);
  });

  it.each([
    [0, '0 s'],
    [400, '0.4 s'],
    [9949, '9.9 s'],
    [9960, '10 s'],
    [41_000, '41 s'],
    [59_600, '1 min'],
    [192_000, '3 min 12 s'],
    [22_320_000, '6 h 12 min'],
    [3_600_000, '1 h'],
    [273_600_000, '3 d 4 h'],
  ])('%d milliseconds are %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toEqual(text);
  });

  it('an age has no seconds', () => {
    expect([30_000, 90_000, 22_350_000].map(formatAge)).toEqual(['under a minute', '1 min', '6 h 12 min']);
  });
});

describe('times', () => {
  const context = { now: NOW, timeZone: 'UTC' };

  it('have a date where it is not today', () => {
    const times = [
      '2026-11-23T03:04:00.000Z',
      '2026-11-22T03:04:00.000Z',
      '2025-11-23T03:04:00.000Z',
      'soon',
    ];
    expect(times.map((time) => formatTime(time, context))).toEqual([
      '03:04',
      '22 Nov 03:04',
      '23 Nov 2025 03:04',
      'an unknown time',
    ]);
  });

  it('are local', () => {
    expect(formatTime('2026-11-22T23:30:00.000Z', { now: NOW, timeZone: 'Europe/Berlin' })).toEqual('00:30');
  });

  it('that are no times have no distance', () => {
    expect([
      millisecondsBetween('2026-11-23T03:04:00.000Z', '2026-11-23T03:04:41.000Z'),
      millisecondsBetween('2026-11-23T03:04:41.000Z', '2026-11-23T03:04:00.000Z'),
      millisecondsBetween('x', '2026-11-23T03:04:00.000Z'),
      millisecondsBetween('2026-11-23T03:04:00.000Z', undefined),
    ]).toEqual([41_000, 0, undefined, undefined]);
  });
});

describe('columns', () => {
  it('count wide letters twice and combining marks not at all', () => {
    expect(['abc', '写真', 'e\u0301', '📁x'].map(columnsOf)).toEqual([3, 4, 1, 3]);
  });

  it('cut and pad to a width, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const cut = cutTo(text, width);
        return columnsOf(cut) <= width && columnsOf(padTo(cut, width)) === width;
      }),
    );
  });

  it('of a table go, in their order, where the terminal is narrow', () => {
    const columns = [
      { title: 'NAME' },
      { title: 'SIZE', align: 'right' as const, dropOrder: 1 },
      { title: 'LAST', dropOrder: 2 },
    ];
    const rows = [['office', '7', 'now']];
    expect([undefined, 18, 17, 9, 3].map((width) => formatTable(columns, rows, width))).toEqual([
      'NAME    SIZE  LAST\noffice     7  now',
      'NAME    SIZE  LAST\noffice     7  now',
      'NAME    SIZE\noffice     7',
      'NAME\noffice',
      'NAME\noffice',
    ]);
  });
});
