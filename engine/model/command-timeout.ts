const UNITS = [
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** `30m`, `90 s`, `2h` in seconds, whether or not a command may take as long; `undefined` when the text is none of these. */
export function parseCommandTimeout(text: string): number | undefined {
  const [, amount, letter] = /^\s*(\d{1,5})\s*([smh])\s*$/.exec(text) ?? [];
  const size = UNITS.find(([each]) => each === letter)?.[1];
  return amount === undefined || size === undefined ? undefined : Number(amount) * size;
}

/** The one text form, in the largest unit that is whole, which `parseCommandTimeout` reads. */
export function formatCommandTimeout(seconds: number): string {
  const [letter, size] = UNITS.find(([, each]) => seconds % each === 0) ?? UNITS[2];
  return `${String(seconds / size)}${letter}`;
}
