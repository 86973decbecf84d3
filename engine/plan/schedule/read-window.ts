import { QuietWindow } from '../../model/schedule-conditions.ts';
import { parseSchedule } from './parse.ts';

/** A part of the day as a person writes it: `22:00-06:00`, `weekdays 9am-5pm`. `undefined` when it is none. */
export function readWindow(text: string): QuietWindow | undefined {
  const match = /^(?:(.*\S)\s+)?(\S+?)\s*[-–]\s*(\S+)$/.exec(text.trim());
  const from = parseSchedule(`${match?.[1] ?? 'daily'} ${match?.[2] ?? ''}`);
  const to = parseSchedule(`daily ${match?.[3] ?? ''}`);
  if (!from.ok || !to.ok || from.value.kind !== 'times' || to.value.kind !== 'times') return undefined;
  if (from.value.times.length !== 1 || to.value.times.length !== 1) return undefined;
  const [begin, end] = [from.value.times[0], to.value.times[0]];
  return QuietWindow.safeParse({ from: begin, to: end, weekdays: from.value.weekdays }).data;
}
