import type { Pair } from '../../model/pair.ts';
import { printable } from '../../model/path-text.ts';
import type { ScheduleStanding } from '../../model/schedule-standing.ts';
import { comingTime } from '../../text/relative-time.ts';
import { conditionWords, scheduleWords } from '../../text/schedule-words.ts';
import { answerWords, followWords, pauseWords, waitingWords } from '../../text/standing-words.ts';
import { formatFields } from './columns.ts';
import type { PrintContext } from './context.ts';
import { wakeField } from './wake.ts';

/** `next`: ISO 8601. */
export function printSchedule(
  pair: Pair,
  standing: ScheduleStanding | undefined,
  next: readonly string[],
  context: PrintContext,
): string {
  const title = context.style.strong(printable(pair.name));
  const fields = formatFields([
    [
      'Schedule',
      [scheduleWords(pair.schedule), ...conditionWords(pair.conditions)].map(printable).join('\n'),
    ],
    ['Next', nextText(pair, standing, next, context)],
    ['Now', nowText(pair, standing, context)],
    ...wakeField(pair, standing, context),
    [
      'Before',
      standing?.lastAnswer === undefined ? 'nothing was due yet' : answerWords(standing.lastAnswer, context),
    ],
  ]);
  return `${title}\n${fields}`;
}

function nextText(
  pair: Pair,
  standing: ScheduleStanding | undefined,
  next: readonly string[],
  context: PrintContext,
): string {
  if (next.length === 0) return pair.schedule.kind === 'manual' ? 'whenever you say so' : 'never';
  const zone = standing?.timeZone;
  const times = next.map((at) => comingTime(at, { ...context, timeZone: context.timeZone ?? zone }));
  return [...times, ...(zone === undefined ? [] : [`(${zone})`])].join('\n');
}

function nowText(pair: Pair, standing: ScheduleStanding | undefined, context: PrintContext): string {
  if (pair.schedule.kind === 'manual') return 'runs begin by hand alone';
  if (standing === undefined)
    return 'nothing begins by itself: neither the app nor warmspare serve is running';
  if (standing.pause !== undefined) return pauseWords(standing.pause, context);
  const waiting = waitingWords(standing, context);
  if (standing.follow === undefined) return waiting ?? 'runs begin by themselves';
  return [followWords(standing.follow), ...(waiting === undefined ? [] : [waiting])].join('\n');
}
