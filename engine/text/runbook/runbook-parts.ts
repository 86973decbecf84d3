import type {
  RunbookAction,
  Runbook,
  RunbookPlace,
  RunbookSection,
  RunbookStep,
} from '../../model/runbook.ts';
import { formatDuration } from '../amounts.ts';
import { calendarOf } from '../times.ts';

/** What is printed beside the runbook itself. */
export interface RunbookOptions {
  /** What has changed since the last one, in sentences. */
  readonly changes: readonly string[];
}

export const NO_CHANGES: RunbookOptions = { changes: [] };

/** `Tue 24 Nov 2026, 03:14` */
export function momentWords(iso: string | undefined, timeZone: string | undefined): string | undefined {
  const at = iso === undefined ? NaN : Date.parse(iso);
  if (Number.isNaN(at)) return undefined;
  const { weekday, day, month, year, hour, minute } = calendarOf(at, timeZone);
  return `${weekday} ${day} ${month} ${year}, ${hour}:${minute}`;
}

/** The large ones at the top. */
export function largeTimes({ writtenAt, recoveryPoint, timeZone }: Runbook): readonly NamedValue[] {
  return [
    { name: 'Written', value: momentWords(writtenAt, timeZone) ?? 'at an unknown time' },
    {
      name: 'Recovery point: the copy is from',
      value: momentWords(recoveryPoint, timeZone) ?? 'unknown: no whole copy',
    },
  ];
}

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** The others, below. */
export function smallTimes({ verifiedAt, surveyedAt, timeZone }: Runbook): readonly NamedValue[] {
  const at = (iso: string | undefined): string => momentWords(iso, timeZone) ?? 'never';
  return [
    { name: 'Verified without a difference', value: at(verifiedAt) },
    { name: 'Primary looked at', value: at(surveyedAt.primary) },
    { name: 'Standby looked at', value: at(surveyedAt.standby) },
    ...(timeZone === undefined ? [] : [{ name: 'Times are those of', value: timeZone }]),
  ];
}

export interface NumberedStep {
  readonly number: number;
  readonly step: RunbookStep;
}

export interface NumberedSection {
  readonly section: RunbookSection;
  readonly minutes: number;
  readonly steps: readonly NumberedStep[];
}

/** Steps are counted through, so that two people on the telephone mean the same one. */
export function numberedSections({ sections }: Runbook): readonly NumberedSection[] {
  let number = 0;
  return sections.map((section) => ({
    section,
    minutes: section.steps.reduce((sum, { minutes }) => sum + minutes, 0),
    steps: section.steps.map((step) => ({ number: ++number, step })),
  }));
}

export function minutesWords(minutes: number): string {
  return formatDuration(minutes * 60_000);
}

/** Until people work again. */
export function minutesToWork(runbook: Runbook): number {
  return numberedSections(runbook)
    .filter(({ section }) => section.id !== 'tell' && section.id !== 'fail-back')
    .reduce((sum, { minutes }) => sum + minutes, 0);
}

const PLACES: Readonly<Record<RunbookPlace, string>> = {
  primary: 'On the old primary',
  standby: 'On the standby',
  anywhere: 'On another machine',
};

/** `On the standby, with an administrator’s password`; `undefined` where what stands before it says so already. */
export function placeWords(actions: readonly RunbookAction[], index: number): string | undefined {
  const action = actions[index];
  const before = actions[index - 1];
  if (action?.kind !== 'command') return undefined;
  if (action.where === 'anywhere' && before?.kind === 'words' && before.text.endsWith(':')) return undefined;
  if (before?.kind === 'command' && before.where === action.where && before.asRoot === action.asRoot)
    return undefined;
  return `${PLACES[action.where]}${action.asRoot ? ', with an administrator’s password' : ''}:`;
}

/** A person's own words, a line each. */
export function noteLines({ notes }: Runbook): readonly string[] {
  return notes === '' ? [] : notes.split('\n');
}
