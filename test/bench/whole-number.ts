/** A number above zero from the command line. */
export function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`${option} is "${text}", and must be a whole number above zero`);
}
