import type { AlertLimits, AlertSettings, DigestTime } from '../../../engine/model/alert-settings.ts';
import { WEEKDAYS, type Weekday } from '../../../engine/model/schedule.ts';
import { UNIT_MINUTES, UNITS, type Unit } from '../schedule/draft.ts';
import { readTimeField } from '../schedule/read-fields.ts';

/** From when on somebody is to be told, as a person has it in hand. */
export interface LimitsDraft {
  /** `pair`: as old as each pair's schedule allows. */
  readonly silence: 'pair' | 'own';
  readonly silent: LengthDraft;
  readonly unreachable: LengthDraft;
  readonly gigabytes: string;
  readonly percent: string;
  readonly digest: 'none' | 'weekly';
  readonly weekday: Weekday;
  readonly time: string;
}

export interface LengthDraft {
  readonly amount: string;
  readonly unit: Unit;
}

export type LimitField = 'silent' | 'unreachable' | 'gigabytes' | 'percent' | 'time';

export type Limits = Pick<AlertSettings, 'limits' | 'digest'>;

export interface ReadLimits {
  readonly limits: Limits | undefined;
  readonly faults: ReadonlySet<LimitField>;
}

const MINUTE_MS = 60_000;
const GIGABYTE = 1e9;
/** What is offered to whoever wants one. */
const OFFERED = { silenceMs: 48 * 60 * MINUTE_MS, digest: { weekday: 1, hour: 8, minute: 0 } };

export function limitsDraftOf({ limits, digest }: Limits): LimitsDraft {
  const { silenceAfterMs, unreachableAfterMs, diskBytes, diskPercent } = limits;
  const { weekday, hour, minute } = digest ?? OFFERED.digest;
  return {
    silence: silenceAfterMs === undefined ? 'pair' : 'own',
    silent: lengthOf(silenceAfterMs ?? OFFERED.silenceMs),
    unreachable: lengthOf(unreachableAfterMs),
    gigabytes: String(diskBytes / GIGABYTE),
    percent: String(diskPercent),
    digest: digest === undefined ? 'none' : 'weekly',
    weekday: WEEKDAYS[weekday - 1] ?? 'mon',
    time: `${twoDigits(hour)}:${twoDigits(minute)}`,
  };
}

/** In the largest unit that is whole; what is below a minute is rounded. */
function lengthOf(ms: number): LengthDraft {
  const minutes = Math.round(ms / MINUTE_MS);
  const unit =
    UNITS.findLast((each) => minutes >= UNIT_MINUTES[each] && minutes % UNIT_MINUTES[each] === 0) ??
    'minutes';
  return { amount: String(minutes / UNIT_MINUTES[unit]), unit };
}

export function readLimits(draft: LimitsDraft): ReadLimits {
  const faults = new Set<LimitField>();
  const read = <T>(field: LimitField, value: T | undefined, isWanted = true): T | undefined => {
    if (value === undefined && isWanted) faults.add(field);
    return isWanted ? value : undefined;
  };
  const silent = read('silent', lengthMs(draft.silent, 1), draft.silence === 'own');
  const unreachable = read('unreachable', lengthMs(draft.unreachable, 0));
  const gigabytes = read('gigabytes', amountOf(draft.gigabytes, 1e6));
  const percent = read('percent', amountOf(draft.percent, 100));
  const digest = read('time', digestOf(draft), draft.digest === 'weekly');
  if (faults.size > 0 || unreachable === undefined || gigabytes === undefined || percent === undefined)
    return { limits: undefined, faults };
  const limits: AlertLimits = {
    ...(silent !== undefined && { silenceAfterMs: silent }),
    unreachableAfterMs: unreachable,
    diskBytes: Math.round(gigabytes * GIGABYTE),
    diskPercent: percent,
  };
  return { limits: { limits, digest }, faults };
}

/** 6   ×  1.5   ×  -1   ×  123456 */
function lengthMs({ amount, unit }: LengthDraft, least: number): number | undefined {
  const [, digits] = /^\s*(\d{1,5})\s*$/.exec(amount) ?? [];
  const number = Number(digits);
  return digits === undefined || number < least ? undefined : number * UNIT_MINUTES[unit] * MINUTE_MS;
}

/** 20   0.5   ×  1e3   ×  20 GB */
function amountOf(text: string, most: number): number | undefined {
  const [, digits] = /^\s*(\d{1,7}(?:\.\d{1,9})?)\s*$/.exec(text) ?? [];
  return digits === undefined || Number(digits) > most ? undefined : Number(digits);
}

function digestOf({ weekday, time }: LimitsDraft): DigestTime | undefined {
  const read = readTimeField(time);
  if (!read.ok) return undefined;
  const [hour, minute] = read.value.split(':').map(Number);
  return { weekday: WEEKDAYS.indexOf(weekday) + 1, hour: hour ?? 0, minute: minute ?? 0 };
}

function twoDigits(amount: number): string {
  return String(amount).padStart(2, '0');
}
