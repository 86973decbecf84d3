/** The first two numbers of a macOS: `10.14.6` is 10 and 14, `15` is 15 and 0. */
export interface MacVersion {
  readonly major: number;
  readonly minor: number;
}

/** `undefined` where the text names no version. */
export function macVersionOf(text: string | undefined): MacVersion | undefined {
  // 10.4.11   10.14.6   15.5   26
  const match = /^(\d+)(?:\.(\d+))?(?:\.\d+)*$/.exec(text ?? '');
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2] ?? '0') };
}

export function isAtLeast(version: MacVersion, major: number, minor = 0): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}
