import type { LogEntry } from '../model/log-entry.ts';
import { MODE_WORDS, OUTCOME_WORDS } from './run-words.ts';
import { answerWords } from './standing-words.ts';
import { calendarOf, type TimeContext } from './times.ts';

/** One line: when, and what. `pairName` names a pair by its id. */
export function logLine(entry: LogEntry, pairName: (id: string) => string, context: TimeContext): string {
  const { year, month, day, hour, minute, second } = calendarOf(Date.parse(entry.at), context.timeZone);
  return `${day} ${month} ${year} ${hour}:${minute}:${second}  ${eventWords(entry, pairName, context)}`;
}

function eventWords(entry: LogEntry, pairName: (id: string) => string, context: TimeContext): string {
  switch (entry.what) {
    case 'host.began':
      return `${entry.kind === 'app' ? 'The app' : 'warmspare serve'} ${entry.app} began to keep the pairs (process ${String(entry.pid)}).`;
    case 'host.joined':
      return `Process ${String(entry.pid)} joined another that keeps the pairs.`;
    case 'host.ended':
      return `Process ${String(entry.pid)} keeps the pairs no more.`;
    case 'run.began':
      return `${entry.pair}: ${MODE_WORDS[entry.mode]} ${entry.runId} began.`;
    case 'run.ended': {
      const reasons = entry.reasons.length === 0 ? '' : ` (${entry.reasons.join(', ')})`;
      return `${entry.pair}: ${MODE_WORDS[entry.mode]} ${entry.runId} ${OUTCOME_WORDS[entry.outcome]}${reasons}.`;
    }
    case 'due.answered': {
      const { now: _now, ...rest } = context;
      // As of then: days are told by the day that it was.
      return `${pairName(entry.pairId)}: ${answerWords(entry.answer, { ...rest, now: Date.parse(entry.at) })}`;
    }
    case 'problem':
      return `Problem ${entry.code}${entry.text === undefined ? '' : `: ${entry.text}`}`;
    default:
      // A newer version wrote it.
      return (entry as { readonly what: string }).what;
  }
}
