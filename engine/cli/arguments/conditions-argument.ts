import { printable } from '../../model/path-text.ts';
import { ScheduleConditions, type QuietWindow } from '../../model/schedule-conditions.ts';
import { readWindow } from '../../index.ts';
import { UsageError } from '../usage-error.ts';

/** What a due run waits for, as typed. A list replaces the one before; what is not given stays. */
export interface ConditionOptions {
  readonly onMains?: boolean;
  readonly network?: readonly string[];
  /** False: `--no-networks`. */
  readonly networks?: boolean;
  readonly quiet?: readonly string[];
  /** False: `--no-quiet-times`. */
  readonly quietTimes?: boolean;
}

/** `undefined`: nothing of it is to be another. */
export function parseConditionArguments(
  before: ScheduleConditions,
  { onMains, network, networks, quiet, quietTimes }: ConditionOptions,
): ScheduleConditions | undefined {
  if (networks === false && network !== undefined)
    throw new UsageError('--network and --no-networks cannot be given together');
  if (quietTimes === false && quiet !== undefined)
    throw new UsageError('--quiet and --no-quiet-times cannot be given together');
  const after = {
    ...before,
    ...(onMains !== undefined && { onMains }),
    ...(networks === false && { networks: [] }),
    ...(network !== undefined && { networks: [...network] }),
    ...(quietTimes === false && { quiet: [] }),
    ...(quiet !== undefined && { quiet: quiet.map(parseQuiet) }),
  };
  if (JSON.stringify(after) === JSON.stringify(before)) return undefined;
  const checked = ScheduleConditions.safeParse(after);
  if (checked.success) return checked.data;
  throw new UsageError(
    `--network is no list of names of networks: ${checked.error.issues[0]?.message ?? ''}`,
  );
}

/** `22:00-06:00`, `weekdays 9am-5pm` */
function parseQuiet(text: string): QuietWindow {
  const window = readWindow(text);
  if (window !== undefined) return window;
  throw new UsageError(
    `--quiet is "${printable(text)}", and must be from a time to another, like 22:00-06:00 or 'weekdays 09:00-17:00'`,
  );
}
