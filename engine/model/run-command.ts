import { z } from 'zod';

/** Runs go on for no longer than a day on a command's account. */
export const LONGEST_COMMAND_SECONDS = 86_400;
export const DEFAULT_COMMAND_SECONDS = 600;
export const MOST_COMMANDS = 20;

/** What /bin/sh reads, of one line or several. */
export const CommandText = z
  .string()
  .max(8_192)
  .refine((text) => text.trim() !== '', 'a command')
  // A half of a character has no bytes.
  .refine((text) => !/[\0\p{Cs}]/u.test(text), 'a text without NUL');

const Common = {
  /** The machine that it runs on. */
  on: z.enum(['primary', 'standby']),
  text: CommandText,
  /** Then it and all that it started are ended, and it has failed. */
  timeoutSeconds: z.number().int().min(1).max(LONGEST_COMMAND_SECONDS),
};

/** Of the standby alone: the primary is off then, or is left alone. */
const OnStandby = { ...Common, on: z.literal('standby') };

/**
 * Something that goes with each sync, in the order of the pair's list, before anything is copied or when the run is over; or what makes the
 * standby serve once it is promoted, and what ends that (those two may run again after they were cut in the middle); or what a drill tries on
 * the standby.
 */
export const RunCommand = z.discriminatedUnion('when', [
  z.object({ when: z.literal('before'), ...Common, ifItFails: z.enum(['stop', 'go-on']) }),
  z.object({ when: z.literal('after'), ...Common }),
  z.object({ when: z.literal('promote'), ...OnStandby }),
  z.object({ when: z.literal('demote'), ...OnStandby }),
  z.object({ when: z.literal('drill'), ...OnStandby }),
]);
export type RunCommand = z.infer<typeof RunCommand>;
export type RunCommandOf<When extends RunCommand['when']> = Extract<RunCommand, { when: When }>;

/** Those that go with a sync. */
export function goesWithSyncs(command: RunCommand): command is RunCommandOf<'before' | 'after'> {
  return command.when === 'before' || command.when === 'after';
}

export const RunCommands = z.array(RunCommand).max(MOST_COMMANDS);

/** True when the guard of a standby that knows the commands before has to be told of some after: it goes by their texts alone. */
export function areNewToStandby(before: readonly RunCommand[], after: readonly RunCommand[]): boolean {
  const known = new Set(before.filter(({ on }) => on === 'standby').map(({ text }) => text));
  return after.some(({ on, text }) => on === 'standby' && !known.has(text));
}
