import { formatCommandTimeout } from '../../../../engine/model/command-timeout.ts';
import {
  DEFAULT_COMMAND_SECONDS,
  type RunCommand,
  type RunCommandOf,
} from '../../../../engine/model/run-command.ts';
import type { Keyed } from '../../../state/keyed-list.ts';

export const WHENS = [
  'before',
  'after',
  'promote',
  'demote',
  'drill',
] as const satisfies readonly RunCommand['when'][];

/** A command as typed. */
export interface CommandDraft extends Keyed {
  readonly when: RunCommand['when'];
  readonly on: RunCommand['on'];
  readonly text: string;
  /** `10m` */
  readonly timeout: string;
  /** Counts before a run alone. */
  readonly ifItFails: RunCommandOf<'before'>['ifItFails'];
}

export const OFFERED_COMMAND: Omit<CommandDraft, 'key' | 'when'> = {
  on: 'primary',
  text: '',
  timeout: formatCommandTimeout(DEFAULT_COMMAND_SECONDS),
  ifItFails: 'stop',
};

export function commandsDraft(commands: readonly RunCommand[]): readonly CommandDraft[] {
  return inOrder(
    commands.map(({ timeoutSeconds, ...command }, at) => ({
      ifItFails: OFFERED_COMMAND.ifItFails,
      ...command,
      key: `stored-${String(at)}`,
      timeout: formatCommandTimeout(timeoutSeconds),
    })),
  );
}

/** Of a promotion the primary is off, and in a drill it is left alone. */
export function isOfStandby(when: RunCommand['when']): when is 'promote' | 'demote' | 'drill' {
  return when === 'promote' || when === 'demote' || when === 'drill';
}

/** A new one of a group. */
export function offeredCommand(when: RunCommand['when']): Omit<CommandDraft, 'key'> {
  return { when, ...OFFERED_COMMAND, ...(isOfStandby(when) && { on: 'standby' }) };
}

/** Those before a run come first; each group as it was. */
export function inOrder(drafts: readonly CommandDraft[]): readonly CommandDraft[] {
  return WHENS.flatMap((when) => drafts.filter((draft) => draft.when === when));
}
