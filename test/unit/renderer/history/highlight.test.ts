import { describe, expect, it } from 'vitest';
import { highlighted } from '../../../../renderer/screens/history/changes/highlight.ts';

const marked = (path: string, sought: string): string =>
  highlighted(path, sought)
    .map((pieces) => pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join(''))
    .join('/');

describe('what was searched for in a path', () => {
  it.each([
    ['anna/Invoice 1.pdf', 'inv', 'anna/[Inv]oice 1.pdf'],
    ['anna/Invoice.pdf', 'ANNA/IN', '[anna]/[In]voice.pdf'],
    ['anna/x', 'zzz', 'anna/x'],
    ['anna/x', '', 'anna/x'],
    ['a/b', 'a/b', '[a]/[b]'],
    // Accents that macOS takes apart, and those that stand as one letter.
    ['cafe\u0301.txt', 'café', '[cafe\u0301].txt'],
    ['café.txt', 'cafe\u0301', '[café].txt'],
    ['İstanbul.txt', 'stan', 'İ[stan]bul.txt'],
    ['👩‍👩‍👧 family', 'fam', '👩‍👩‍👧 [fam]ily'],
  ])('%j, %j', (path, sought, expected) => {
    expect(marked(path, sought)).toBe(expected);
  });
});
