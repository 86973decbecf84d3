import type { ScheduleFault } from '../../model/schedule-fault.ts';
import { ok, type Result } from '../../model/result.ts';
import type { Words } from './words.ts';

const NAMED = new Map([
  ['midnight', '00:00'],
  ['noon', '12:00'],
]);

/** Takes a time of day: `03:00`, `3:00`, `3am`, `3:30 pm`, `noon`; `undefined`, with nothing taken, when the next word is none. */
export function takeTime(words: Words): Result<string, ScheduleFault> | undefined {
  const word = words.peek();
  const named = NAMED.get(word?.text ?? '');
  if (named !== undefined) {
    words.take();
    return ok(named);
  }
  // 03:00   3.30   7   3am   3:30pm   11p.m.
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(a\.?m\.?|p\.?m\.?)?$/.exec(word?.text ?? '');
  if (match === null) return undefined;
  words.take();
  const half = match[3] ?? takeHalf(words);
  if (half === undefined && match[2] === undefined && Number(match[1]) <= 23)
    return words.fault({ kind: 'ambiguous-time' }, word);
  const time = timeOf(Number(match[1]), Number(match[2] ?? '0'), half);
  return time === undefined ? words.fault({ kind: 'no-such-time' }, word) : ok(time);
}

/** `am` or `pm` as a word of its own. */
function takeHalf(words: Words): string | undefined {
  const half = words.peek()?.text;
  return words.takeIf('am', 'a.m.', 'pm', 'p.m.') ? half : undefined;
}

function timeOf(hour: number, minute: number, half: string | undefined): string | undefined {
  const isReal = half === undefined ? hour <= 23 : hour >= 1 && hour <= 12;
  if (!isReal || minute > 59) return undefined;
  const hour24 = half === undefined ? hour : (hour % 12) + (half.startsWith('p') ? 12 : 0);
  return `${String(hour24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
