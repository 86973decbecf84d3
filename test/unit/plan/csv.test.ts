import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../engine/plan/csv.ts';

/** As RFC 4180 has it: one record, its line end left off. */
function readLine(line: string): string[] {
  const cells: string[] = [];
  let rest = line.slice(0, -2);
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(,|$)/s.exec(rest);
    const plain = /^([^",\r\n]*)(,|$)/.exec(rest);
    const match = quoted ?? plain;
    if (match === null) throw new Error(`not a record: ${line}`);
    cells.push(quoted === null ? (match[1] ?? '') : (match[1] ?? '').replaceAll('""', '"'));
    rest = rest.slice(match[0].length);
    if (match[2] === '') return cells;
  }
}

const aCell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('=', '+', '-', '@', '"', ',', '\r', '\n', '\t', "'", 'a', ' '))
    .map((c) => c.join('')),
);

describe('csvLine', () => {
  it('gives back what went in, wherever quotes, commas and line ends stand', () => {
    fc.assert(
      fc.property(fc.array(aCell, { minLength: 1 }), (cells) => {
        const line = csvLine(cells);
        expect(line.endsWith('\r\n')).toBe(true);
        expect(readLine(line).map((cell, at) => (cell === cells[at] ? cell : cell.slice(1)))).toEqual(cells);
      }),
    );
  });

  it('lets no text begin as a formula', () => {
    fc.assert(
      fc.property(aCell, (cell) => {
        expect(readLine(csvLine([cell]))[0]).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });

  it.each([
    ["=cmd|' /C calc'!A0", `"'=cmd|' /C calc'!A0"\r\n`],
    ['-2+3', `"'-2+3"\r\n`],
    ['@SUM(A1)', `"'@SUM(A1)"\r\n`],
    ['＝1+1', `"'＝1+1"\r\n`],
    ['a,"b"', '"a,""b"""\r\n'],
    ['plain', 'plain\r\n'],
    [-5, '-5\r\n'],
    [undefined, '\r\n'],
  ])('writes %j as %j', (cell, line) => {
    expect(csvLine([cell])).toBe(line);
  });
});
