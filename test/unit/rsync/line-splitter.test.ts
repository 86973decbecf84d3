import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from '../../../engine/rsync/line-splitter.ts';

const LONGEST = 1 << 20;

function split(...chunks: readonly string[]): string[] {
  const splitter = new LineSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.flush()];
}

describe('the line splitter', () => {
  it('ends lines at \\r and at \\n, and leaves out empty ones', () => {
    expect(split('\r 1%\r 2%\nws|a\r\n\nlast')).toEqual([' 1%', ' 2%', 'ws|a', 'last']);
  });

  it('gives the same lines wherever the pipe cuts', () => {
    const text = fc.array(fc.constantFrom('a', 'bc', '\r', '\n', '\r\n', '|')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), (whole, cuts) => {
        const chunks: string[] = [];
        let at = 0;
        for (const length of cuts) chunks.push(whole.slice(at, (at += length)));
        chunks.push(whole.slice(at));
        expect(split(...chunks)).toEqual(whole.split(/[\r\n]/).filter((line) => line !== ''));
      }),
    );
  });

  it('cuts a line without end, says so first, and reads on after it', () => {
    const long = 'ws|'.padEnd(LONGEST, 'x');
    const expected = [`(cut after 1048576 bytes) ${long}`, 'next'];
    expect(split(`${long}yy\nnext\n`)).toEqual(expected);
    expect(split(long, 'y', 'y'.repeat(LONGEST), '\nnext')).toEqual(expected);
  });

  it('leaves a line of just the longest length whole', () => {
    const long = 'x'.repeat(LONGEST);
    expect(split(long, '\n')).toEqual([long]);
  });

  it('says once that an endless line was cut, and keeps nothing of the rest', () => {
    const splitter = new LineSplitter();
    const lines: string[] = [];
    for (let i = 0; i < 1000; i++) lines.push(...splitter.push('x'.repeat(1 << 16)));
    expect(lines.map(({ length }) => length)).toEqual([LONGEST + '(cut after 1048576 bytes) '.length]);
    expect(splitter.flush()).toEqual([]);
  });

  it('gives a million lines', () => {
    const splitter = new LineSplitter();
    const chunk = 'ws|.f..t......|1234|2026/03/01-12:00:00|some/folder/file\n'.repeat(1000);
    let lines = 0;
    for (let i = 0; i < 1000; i++) lines += splitter.push(chunk).length;
    expect(lines).toBe(1_000_000);
  });
});
