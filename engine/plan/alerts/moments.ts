/** Clocks are set by so much without anybody's doing. */
export const LEAP_MS = 60_000;

export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** Milliseconds since 1970 of what is a time, and not in the future. */
export function pastMs(iso: string | undefined, now: number): number | undefined {
  const ms = iso === undefined ? NaN : Date.parse(iso);
  return ms <= now + LEAP_MS ? Math.min(ms, now) : undefined;
}
