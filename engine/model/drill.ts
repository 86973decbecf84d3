import { z } from 'zod';

/** What the output of a step is cut to. */
export const DRILL_OUTPUT_CHARACTERS = 4_096;

/** The configurations that a drill looks for in the copy, in the order in which it does. */
export const CONFIGURATIONS = ['sshd', 'samba', 'nginx', 'apache', 'exports', 'launchd', 'cron'] as const;
export type Configuration = (typeof CONFIGURATIONS)[number];

/** What is asked about one place of the copy. */
export type DrillTopic = 'read' | 'users' | 'database' | Configuration;

/** One thing that was tried on the standby, and what came of it. */
export const DrillStep = z.object({
  kind: z.enum([
    /** Is each place of the copy mounted, and this pair's? */
    'places',
    /** A sample of the files of one place, read whole. */
    'read',
    /** Are those whose folders are in the copy known on the standby? */
    'users',
    /** A database of the copy, opened to be read alone. */
    'database',
    /** Configurations of one kind, read by the program that they are for. */
    'configuration',
    /** One of the pair's own commands, on the standby. */
    'command',
  ]),
  /** Of a sample: its place. Of a database: its path on the primary. Of configurations: their kind. Of a command: its text. */
  text: z.exactOptional(z.string()),
  /** `warned`: it did not go wrong, and somebody should know of it. `skipped`: it was not tried; `output` says why. */
  state: z.enum(['passed', 'warned', 'failed', 'skipped']),
  /** What was seen, or printed, cut to its last characters. */
  output: z.exactOptional(z.string()),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  durationMs: z.number().min(0),
});
export type DrillStep = z.infer<typeof DrillStep>;
/** What is tried, without what came of it. */
export type DrillSubject = Pick<DrillStep, 'kind' | 'text'>;
export type DrillStepKind = DrillStep['kind'];
export type DrillStepState = DrillStep['state'];

/** What was tried on the standby of a pair, all of it in order, and when. */
export const DrillRecord = z.object({
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  finishedAt: z.string(),
  steps: z.array(DrillStep).readonly(),
  /** It was cut once something had failed: what was to come was not tried. */
  isCut: z.exactOptional(z.literal(true)),
});
export type DrillRecord = z.infer<typeof DrillRecord>;

/** Nothing failed, something was tried, and all that was to be. */
export function hasPassed({ steps, isCut }: Pick<DrillRecord, 'steps' | 'isCut'>): boolean {
  const isTried = steps.some(({ state }) => state === 'passed' || state === 'warned');
  return isCut !== true && isTried && !steps.some(({ state }) => state === 'failed');
}
