import { printable } from '../model/path-text.ts';

/** Letters that are written from right to left, and would carry the digits and marks around them along. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Beyond it a menu is wider than the screens of some. */
const MOST_LETTERS = 40;

/**
 * A pair's or a volume's name within a line of text: hidden characters made visible, and kept from turning the line around. Of a
 * long name the middle is left out, since names of one person begin alike and end differently.
 */
export function displayName(name: string, mostLetters = MOST_LETTERS): string {
  const text = cutMiddle(printable(name), mostLetters);
  return RIGHT_TO_LEFT.test(text) ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text;
}

/** What a reader takes for one letter, of however many code points. */
const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

function cutMiddle(text: string, mostLetters: number): string {
  if (text.length <= mostLetters) return text;
  const letters = [...LETTERS.segment(text)].map(({ segment }) => segment);
  if (letters.length <= mostLetters) return text;
  const head = Math.ceil((mostLetters - 1) / 2);
  const tail = mostLetters - 1 - head;
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - tail).join('')}`;
}
