import type { RunEvent } from '../api/events.ts';
import type { RunRecord } from '../model/run.ts';
import { formatDuration } from '../text/amounts.ts';
import { joinWords } from '../text/words.ts';
import { printRunLine, printRunReasons } from './print/run-result.ts';
import type { Session } from './session.ts';
import { problemWords } from './text/explain.ts';

/** The result on stdout, and the reasons behind it on stderr. */
export async function tellEnd(
  { out, err, print }: Pick<Session, 'out' | 'err' | 'print'>,
  record: RunRecord,
): Promise<void> {
  await out.line(printRunLine(record, print().style));
  await err.write(printRunReasons(record));
}

export function retryText(event: Extract<RunEvent, { type: 'run.retrying' }>, pairName?: string): string {
  const { message } = problemWords(event.problem, pairName);
  const attempt = `attempt ${String(event.attempt)} of ${String(event.attempts)}`;
  return joinWords({ message, remedy: `Trying again in ${formatDuration(event.delayMs)} (${attempt}).` });
}
