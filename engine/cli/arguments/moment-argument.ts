import { printable } from '../../model/path-text.ts';
import { UsageError } from '../usage-error.ts';

/** A day is from its midnight on, here; a time without a zone is this machine's. */
export function momentOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  // 2026-11-23   2026-11-23T03:00   2026-11-23T03:00:00Z
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const moment = Date.parse(isDay ? `${text}T00:00` : text);
  if (/^\d{4}-/.test(text) && !Number.isNaN(moment)) return new Date(moment).toISOString();
  throw new UsageError(
    `--${option} is "${printable(text)}", and must be a day or a time, like 2026-11-23T03:00`,
  );
}
