import type { WholeReason } from './changed-paths.ts';
import type { Pause } from './schedule-conditions.ts';
import type { Absence, ScheduleAnswer, WaitReason } from './schedule-state.ts';

/** How a pair's schedule stands with the host that keeps it. Times are ISO 8601, UTC. */
export interface ScheduleStanding {
  /** The first due time without an answer: to come, or past while the run waits. None: nothing will be due. */
  readonly nextDueAt: string | undefined;
  /** What a due run waits for, and until when where that is known. */
  readonly waits: { readonly for: WaitReason; readonly until: string | undefined } | undefined;
  /** Why nobody was there at a due time that has no run yet. */
  readonly absence: Absence | undefined;
  readonly pause: Pause | undefined;
  /** What became of the due time before. */
  readonly lastAnswer: ScheduleAnswer | undefined;
  /** The IANA name of the zone that times of day are meant in. */
  readonly timeZone: string;
  /** Of a continuous schedule. */
  readonly follow: FollowStanding | undefined;
  /** `undefined`: it was not looked at yet. */
  readonly wake: WakeStanding | undefined;
}

/** Whether this machine wakes up for the next run of a pair. `at`: ISO 8601, UTC. */
export type WakeStanding =
  /** Its system cannot be told to. */
  | { readonly kind: 'unsupported' }
  /** The pair does not want it, or nothing is to come. */
  | { readonly kind: 'none' }
  | { readonly kind: 'scheduled'; readonly at: string }
  /** `command`: the line with which root does it by hand. */
  | { readonly kind: 'not-permitted'; readonly at: string; readonly command: string }
  /** `text`: what the system said. */
  | { readonly kind: 'failed'; readonly at: string; readonly text: string };

/** How the changes of a pair are followed. */
export interface FollowStanding {
  /** `beginning`: its folders are still being gone through. `not-following`: a pass over everything has to come first. */
  readonly state: 'beginning' | 'following' | 'not-following';
  readonly why: WholeReason | undefined;
  /** Paths that changed and are not on the standby yet. */
  readonly waiting: number;
  readonly waitsFor: WaitReason | undefined;
}
