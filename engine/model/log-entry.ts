import { z } from 'zod';
import type { PairId, RunId } from './ids.ts';
import type { Outcome, RunMode } from './run.ts';
import type { ScheduleAnswer } from './schedule-state.ts';

/** What a host writes down of its own life, for whoever wonders later. Never a secret; times are ISO 8601, UTC. */
export type LogEvent =
  | { readonly what: 'host.began'; readonly kind: 'app' | 'serve'; readonly app: string }
  | { readonly what: 'host.joined' | 'host.ended' }
  | { readonly what: 'run.began'; readonly runId: RunId; readonly pair: string; readonly mode: RunMode }
  | {
      readonly what: 'run.ended';
      readonly runId: RunId;
      readonly pair: string;
      readonly mode: RunMode;
      readonly outcome: Outcome;
      /** Codes of problems, and reasons of refusals and holds. */
      readonly reasons: readonly string[];
    }
  | { readonly what: 'due.answered'; readonly pairId: PairId; readonly answer: ScheduleAnswer }
  /** `code` of a problem, or the id of a bug's report. */
  | { readonly what: 'problem'; readonly code: string; readonly text?: string };

export type LogEntry = LogEvent & { readonly at: string; readonly pid: number };

/** The frame alone is checked: a newer version may have written events that this one has no words for. */
export const StoredLogEntry = z.looseObject({ at: z.string(), pid: z.number(), what: z.string() });
