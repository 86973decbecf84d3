import type { Outcome, RunRecord } from '../../engine/model/run.ts';
import { formatBytes, formatDuration } from '../../engine/text/amounts.ts';
import { MODE_WORDS, OUTCOME_WORDS } from '../../engine/text/run-words.ts';
import { formatTime, millisecondsBetween, type TimeContext } from '../../engine/text/times.ts';
import { capitalised } from '../../engine/text/words.ts';

/** One run as a small bar. */
export interface RunBar {
  readonly id: string;
  readonly outcome: Outcome;
  /** Of the longest one, from 0 to 1. */
  readonly share: number;
  /** `Sync, 26 Nov 03:04: succeeded, 41 s, 212 MB` */
  readonly text: string;
}

/** Below it, a bar is no longer seen. */
const LEAST_SHARE = 0.14;

/** `runs` newest first; bars oldest first. A run that goes on has none. */
export function runBars(runs: readonly RunRecord[], context: TimeContext): readonly RunBar[] {
  const ended = runs.flatMap((run) => {
    const ms = millisecondsBetween(run.startedAt, run.finishedAt);
    return ms === undefined ? [] : [{ run, ms }];
  });
  const longestMs = Math.max(1, ...ended.map(({ ms }) => ms));
  return ended
    .map(({ run, ms }): RunBar => {
      const { id, outcome = 'failed', mode, startedAt, totals } = run;
      const words = [OUTCOME_WORDS[outcome], formatDuration(ms), formatBytes(totals.fileBytes)].join(', ');
      return {
        id,
        outcome,
        share: Math.max(LEAST_SHARE, ms / longestMs),
        text: `${capitalised(MODE_WORDS[mode])}, ${formatTime(startedAt, context)}: ${words}`,
      };
    })
    .reverse();
}
