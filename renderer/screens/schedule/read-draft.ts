import type { Result } from '../../../engine/model/result.ts';
import { TimesSchedule, type Schedule } from '../../../engine/model/schedule.ts';
import type { ScheduleConditions } from '../../../engine/model/schedule-conditions.ts';
import type { ScheduleFault } from '../../../engine/model/schedule-fault.ts';
import { readBandwidth, type ReadBandwidth } from './bandwidth/read-bandwidth.ts';
import { readCommands, type ReadCommands } from './commands/read-commands.ts';
import { readCronField, readEveryField, readTimesField } from './read-fields.ts';
import { readQuiet, type QuietFaults } from './read-quiet.ts';
import type { Draft } from './draft.ts';

/** What a draft says, and what keeps it from being saved. */
export interface ReadDraft {
  /** `undefined`: there is a fault in it. */
  readonly schedule: Schedule | undefined;
  readonly conditions: ScheduleConditions | undefined;
  /** By hand nothing is due that could be woken for. */
  readonly wake: boolean;
  /** Of the text that belongs to the chosen kind. */
  readonly typed: ScheduleFault | undefined;
  readonly hasNoDays: boolean;
  /** By key; an entry for each that has a fault. */
  readonly networks: ReadonlyMap<string, NetworkFault>;
  readonly quiet: ReadonlyMap<string, QuietFaults>;
  readonly bandwidth: ReadBandwidth;
  readonly commands: ReadCommands;
}

export type NetworkFault = 'empty' | 'too-long';

const MOST_LETTERS = 200;

export function readDraft(draft: Draft): ReadDraft {
  const { conditions, ...faults } = readConditions(draft);
  const hasNoDays = draft.kind === 'times' && draft.weekdays.length === 0;
  const typed = readTyped(draft);
  return {
    schedule: typed.ok && !hasNoDays ? typed.value : undefined,
    conditions,
    wake: draft.wake && draft.kind !== 'manual',
    typed: typed.ok ? undefined : typed.error,
    hasNoDays,
    ...faults,
    bandwidth: readBandwidth(draft.bandwidth),
    commands: readCommands(draft.commands),
  };
}

export function countFaults({ typed, hasNoDays, networks, quiet, bandwidth, commands }: ReadDraft): number {
  const lists = [networks, quiet, bandwidth.faults, commands.faults];
  return lists.reduce((sum, { size }) => sum + size, (typed === undefined ? 0 : 1) + (hasNoDays ? 1 : 0));
}

/** True when saving would change nothing. What cannot be read is as it was typed. */
export function isSame(a: Draft, b: Draft): boolean {
  return said(a) === said(b);
}

function said(draft: Draft): string {
  const { kind, times, weekdays, amount, unit, cron, onMains, networks, quiet } = draft;
  const { schedule, conditions, wake, bandwidth, commands } = readDraft(draft);
  return JSON.stringify([
    schedule ?? [kind, times, weekdays, amount, unit, cron],
    conditions ?? [onMains, networks, quiet],
    wake,
    bandwidth.rules ?? draft.bandwidth,
    commands.list ?? draft.commands,
  ]);
}

/** Days are looked at apart: both may be wrong at once. */
function readTyped(draft: Draft): Result<Schedule, ScheduleFault> {
  switch (draft.kind) {
    case 'times': {
      const times = readTimesField(draft.times);
      if (!times.ok) return times;
      const weekdays = draft.weekdays.length === 0 ? ['mon'] : draft.weekdays;
      return { ok: true, value: TimesSchedule.parse({ kind: 'times', times: times.value, weekdays }) };
    }
    case 'every':
      return readEveryField(draft.amount, draft.unit);
    case 'cron':
      return readCronField(draft.cron);
    case 'manual':
      return { ok: true, value: { kind: 'manual' } };
    case 'continuous':
      return { ok: true, value: draft.continuous };
  }
}

function readConditions({
  onMains,
  networks,
  quiet,
}: Draft): Pick<ReadDraft, 'conditions' | 'networks' | 'quiet'> {
  const networkFaults = new Map<string, NetworkFault>();
  for (const { key, name } of networks) {
    if (name.trim() === '') networkFaults.set(key, 'empty');
    else if (name.trim().length > MOST_LETTERS) networkFaults.set(key, 'too-long');
  }
  const quietFaults = new Map<string, QuietFaults>();
  const windows = quiet.flatMap((window) => {
    const read = readQuiet(window);
    if (read.ok) return [read.value];
    quietFaults.set(window.key, read.error);
    return [];
  });
  const isGood = networkFaults.size === 0 && quietFaults.size === 0;
  const names = [...new Set(networks.map(({ name }) => name.trim()))];
  return {
    conditions: isGood ? { onMains, networks: names, quiet: windows } : undefined,
    networks: networkFaults,
    quiet: quietFaults,
  };
}
