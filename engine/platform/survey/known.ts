import { textOf, type Told } from '../probe-records.ts';

/** A field whose value may be `undefined` becomes one that may be missing. */
export type Known<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out what could not be told. */
export function known<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>;
}

/** A short text without line breaks and control characters; anything else was no such value. */
export function oneLine(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || trimmed.length > 300 || /\p{Cc}/u.test(trimmed) ? undefined : trimmed;
}

/** As the script bounds what a tool may say; whoever answers need not be the script. */
const MOST_LETTERS = 262_144;
/** Some patterns take time by the square of a line's length. */
const LONGEST_LINE = 2_000;

/** What a tool said; `undefined`: nothing. Without lines that are too long to mean anything. */
export function wordsOf(told: Told, key: string): string | undefined {
  const text = textOf(told, key);
  if (text === undefined || text.length > MOST_LETTERS) return undefined;
  return text
    .split(/\r?\n/)
    .filter((line) => line.length <= LONGEST_LINE)
    .join('\n');
}

export function lineOf(told: Told, key: string): string | undefined {
  return oneLine(wordsOf(told, key));
}

/** The lines of what was told, without empty ones; `undefined`: nothing was. */
export function linesOf(told: Told, key: string): readonly string[] | undefined {
  return wordsOf(told, key)
    ?.split('\n')
    .filter((line) => line.trim() !== '');
}

export function port(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= 65_535 ? number : undefined;
}
