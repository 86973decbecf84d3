const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows: `2026-03-29 03:00`. Comes from the platform, so that it can judge what comes from a library. */
export function wallClock(at: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format.format(at);
}
