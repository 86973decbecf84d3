import type { PrintContext } from './context.ts';

interface LocalTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
}

function localTime(at: number, timeZone: string | undefined): LocalTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const part = (parts: readonly Intl.DateTimeFormatPart[], type: string): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  const parts = format.formatToParts(at);
  return {
    year: part(parts, 'year'),
    month: part(parts, 'month'),
    day: part(parts, 'day'),
    hour: part(parts, 'hour'),
    minute: part(parts, 'minute'),
  };
}

/** Local time: `03:04` today, `22 Nov 03:04` this year, `22 Nov 2025 03:04` before. */
export function formatTime(iso: string, context: Pick<PrintContext, 'now' | 'timeZone'>): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return 'an unknown time';
  const then = localTime(at, context.timeZone);
  const today = localTime(context.now, context.timeZone);
  const clock = `${then.hour}:${then.minute}`;
  if (then.year !== today.year) return `${then.day} ${then.month} ${then.year} ${clock}`;
  if (then.month === today.month && then.day === today.day) return clock;
  return `${then.day} ${then.month} ${clock}`;
}

/** Milliseconds between two ISO 8601 times, never negative; `undefined` when one is missing or no time. */
export function millisecondsBetween(start: string, end: string | undefined): number | undefined {
  if (end === undefined) return undefined;
  const milliseconds = Date.parse(end) - Date.parse(start);
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
