import {
  DEFAULT_CONTINUOUS,
  WEEKDAYS,
  type Schedule,
  type ScheduleOf,
  type Weekday,
} from '../../../engine/model/schedule.ts';
import type { ScheduleConditions } from '../../../engine/model/schedule-conditions.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { Keyed } from '../../state/keyed-list.ts';
import { bandwidthDraft, type RuleDraft } from './bandwidth/draft.ts';
import { commandsDraft, type CommandDraft } from './commands/draft.ts';

export const UNITS = ['minutes', 'hours', 'days'] as const;
export type Unit = (typeof UNITS)[number];

export const UNIT_MINUTES: Readonly<Record<Unit, number>> = { minutes: 1, hours: 60, days: 24 * 60 };

/** When runs of a pair begin, as a person has it in hand: typed, not all of it good yet, and what is not chosen kept beside it. */
export interface Draft {
  readonly kind: Schedule['kind'];
  /** `03:00 and 12:30` */
  readonly times: string;
  readonly weekdays: readonly Weekday[];
  readonly amount: string;
  readonly unit: Unit;
  readonly cron: string;
  /** The stored one, or what is offered: this page leaves its pace as it is. */
  readonly continuous: ScheduleOf<'continuous'>;
  readonly onMains: boolean;
  readonly networks: readonly NetworkDraft[];
  readonly quiet: readonly QuietDraft[];
  /** As it was chosen, also while nothing would be due. */
  readonly wake: boolean;
  readonly bandwidth: readonly RuleDraft[];
  /** Those before a run before those after it. */
  readonly commands: readonly CommandDraft[];
}

/** What of a pair this page shows and changes. */
export type ScheduledPart = Pick<Pair, 'schedule' | 'conditions' | 'wake' | 'bandwidth' | 'commands'>;

export interface NetworkDraft extends Keyed {
  readonly name: string;
}

export interface QuietDraft extends Keyed {
  readonly from: string;
  readonly to: string;
  readonly weekdays: readonly Weekday[];
}

/** What is offered of each kind to whoever chooses it. */
const OFFERED = {
  times: '03:00',
  weekdays: [...WEEKDAYS],
  amount: '2',
  unit: 'hours',
  cron: '0 3 * * *',
} as const;

export const OFFERED_QUIET = { from: '09:00', to: '17:00', weekdays: [...WEEKDAYS] } as const;

export function draftOf({ schedule, conditions, wake, bandwidth, commands }: ScheduledPart): Draft {
  return {
    kind: schedule.kind,
    ...OFFERED,
    ...storedPart(schedule),
    continuous: schedule.kind === 'continuous' ? schedule : { kind: 'continuous', ...DEFAULT_CONTINUOUS },
    ...conditionsDraft(conditions),
    wake,
    bandwidth: bandwidthDraft(bandwidth),
    commands: commandsDraft(commands),
  };
}

function storedPart(schedule: Schedule): Partial<Draft> {
  switch (schedule.kind) {
    case 'times':
      return { times: schedule.times.join(', '), weekdays: schedule.weekdays };
    case 'every':
      return amountOf(schedule.minutes);
    case 'cron':
      return { cron: schedule.expression };
    case 'manual':
    case 'continuous':
      return {};
  }
}

/** In the largest unit that is whole. */
function amountOf(minutes: number): Pick<Draft, 'amount' | 'unit'> {
  const unit = UNITS.findLast((each) => minutes % UNIT_MINUTES[each] === 0) ?? 'minutes';
  return { amount: String(minutes / UNIT_MINUTES[unit]), unit };
}

function conditionsDraft({
  onMains,
  networks,
  quiet,
}: ScheduleConditions): Pick<Draft, 'onMains' | 'networks' | 'quiet'> {
  return {
    onMains,
    networks: networks.map((name, at) => ({ key: `stored-${String(at)}`, name })),
    quiet: quiet.map((window, at) => ({ key: `stored-${String(at)}`, ...window })),
  };
}
