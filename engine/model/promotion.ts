import { z } from 'zod';
import { PairId, RunId } from './ids.ts';
import type { ProblemDetails } from './problem.ts';

/**
 * What a standby is. `promoted`: it serves, and nothing is copied onto it. `unfinished`: the fence is up, and its promotion was cut before it
 * counted.
 */
export const StandbyRole = z.object({
  state: z.enum(['standby', 'promoted', 'unfinished']),
  /** How often it was promoted, the one that is under way included. */
  generation: z.number().int().min(0),
  /** ISO 8601, UTC. */
  since: z.exactOptional(z.string()),
});
export type StandbyRole = z.infer<typeof StandbyRole>;

/** Where to hear whether the primary is there: two ways that do not fail together. */
export const LOOK_PATHS = ['ssh', 'ping'] as const;

/** One look at the primary. `unknown`: it could not be made, and so says nothing. */
export const PrimaryLook = z.object({
  path: z.enum(LOOK_PATHS),
  state: z.enum(['answers', 'silent', 'unknown']),
  /** The host or address that was asked. */
  address: z.string(),
  /** What was seen: `SSH-2.0-OpenSSH_9.9`, `nothing within 5 s`. */
  text: z.string(),
});
export type PrimaryLook = z.infer<typeof PrimaryLook>;

/** What the output of a step is cut to. */
export const STEP_OUTPUT_CHARACTERS = 8_192;

/** Something that is done, in the order of its list. */
export const PromotionStep = z.object({
  kind: z.enum([
    /** Is the primary silent, and does the standby answer? */
    'look',
    /** A person says that the primary is off, by its name. */
    'name',
    /** The fence goes up: from then on nothing is copied onto the standby. */
    'mark',
    /** One of the pair's own commands, on the standby. */
    'command',
    /** The fence comes down. */
    'unmark',
    /** Of a fail-back: a person says that nothing is changed on the standby any more. */
    'stopped',
    /** What was changed there is brought back to the primary. */
    'bring-back',
    /** The way back is closed: the primary serves, and nothing is copied onto it. */
    'fence-primary',
    /** The pair's own next copy. */
    'copy',
  ]),
  /** Of a command: its text. */
  text: z.exactOptional(z.string()),
  timeoutSeconds: z.exactOptional(z.number()),
  /** `running` of a journal that nobody goes on with: it was cut in the middle. */
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** ISO 8601, UTC. */
  startedAt: z.exactOptional(z.string()),
  finishedAt: z.exactOptional(z.string()),
  /** What was seen or said, cut to its last characters. */
  output: z.exactOptional(z.string()),
  /** Of a copy: its run. */
  runId: z.exactOptional(RunId),
});
export type PromotionStep = z.infer<typeof PromotionStep>;
export type PromotionStepKind = PromotionStep['kind'];

/** What was begun and how far it came. */
export const PromotionJournal = z.object({
  kind: z.enum(['promote', 'undo', 'fail-back']),
  startedAt: z.string(),
  /** When the last of its steps was done. */
  finishedAt: z.exactOptional(z.string()),
  steps: z.array(PromotionStep).readonly(),
});
export type PromotionJournal = z.infer<typeof PromotionJournal>;

/** What this side knows about the role of one pair's standby. */
export const PromotionRecord = z.object({
  /** As it was last seen. */
  role: StandbyRole,
  /** ISO 8601, UTC. */
  seenAt: z.string(),
  /** The last thing that was done from here; none where somebody else promoted it. */
  journal: z.exactOptional(PromotionJournal),
  /** The pair in the other direction. */
  wayBack: z.exactOptional(PairId),
  /** This pair is the way back of another one: its standby is the primary, which serves as it should. */
  isWayBack: z.exactOptional(z.literal(true)),
});
export type PromotionRecord = z.infer<typeof PromotionRecord>;

/** True while nothing may be copied onto the standby, as far as is known here. */
export function isFenced(record: PromotionRecord | undefined): record is PromotionRecord {
  return record !== undefined && record.role.state !== 'standby';
}

/**
 * What the guard says when it is to write over a promoted standby; with the number from version 5 on.
 * Sample: `warmspare guard: refused: this standby was promoted (generation 3, 2026-11-27): nothing may be written over it; see warmspare failback`
 * Sample: `warmspare guard: refused: this standby is promoted: nothing is copied onto it`
 */
const FENCED =
  /^warmspare guard: refused: this standby (?:was|is) promoted(?: \(generation (\d+), ([\d-]+)\))?/m;

/** As details of `standby.promoted`; `undefined`: it says something else. */
export function fencedDetails(output: string): ProblemDetails | undefined {
  const match = FENCED.exec(output);
  if (match === null) return undefined;
  const [, generation, since] = match;
  return {
    side: 'standby',
    ...(generation !== undefined && { count: Number(generation) }),
    ...(since !== undefined && { found: since }),
  };
}
