import type { TimeContext } from '../../text/times.ts';

/** What printing depends on besides the data. */
export interface PrintContext extends TimeContext {
  /** Columns of the terminal; `undefined` in a pipe, where nothing is left out. */
  readonly width: number | undefined;
  readonly style: Style;
}

/** Emphasis for terminals. What it says is always in the words as well. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
}

const same = (text: string): string => text;
const sgr =
  (code: number) =>
  (text: string): string =>
    `\u001b[${String(code)}m${text}\u001b[0m`;

export const PLAIN: Style = { strong: same, good: same, bad: same, warn: same };
export const COLOURED: Style = { strong: sgr(1), good: sgr(32), bad: sgr(31), warn: sgr(33) };
