import { err, ok, type Result } from './result.ts';

export type CronFieldName = 'minute' | 'hour' | 'day' | 'month' | 'weekday';

/** What is wrong with a cron expression: how many fields there are, the one that cannot be read, or that no date fits. */
export type CronFault =
  | { readonly kind: 'field-count'; readonly count: number }
  | { readonly kind: 'field'; readonly name: CronFieldName; readonly text: string }
  | { readonly kind: 'never' };

/** The values that each field names, ascending. Sunday is 0. */
export type CronFields = Readonly<Record<CronFieldName, readonly number[]>>;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

interface FieldRule {
  readonly name: CronFieldName;
  readonly least: number;
  readonly most: number;
  /** Names that stand for the values from `least`. */
  readonly names: readonly string[];
}

const RULES: readonly FieldRule[] = [
  { name: 'minute', least: 0, most: 59, names: [] },
  { name: 'hour', least: 0, most: 23, names: [] },
  { name: 'day', least: 1, most: 31, names: [] },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'weekday', least: 0, most: 7, names: WEEKDAYS },
];

/** Reads the five fields of crontab(5): stars, numbers, names, lists, ranges and steps, in small letters, one space between. */
export function readCron(expression: string): Result<CronFields, CronFault> {
  const texts = expression.split(' ');
  if (texts.length !== RULES.length) return err({ kind: 'field-count', count: texts.length });
  const fields = new Map<CronFieldName, readonly number[]>();
  for (const [index, rule] of RULES.entries()) {
    const text = texts[index] ?? '';
    const values = readField(text, rule);
    if (values === undefined) return err({ kind: 'field', name: rule.name, text });
    fields.set(rule.name, values);
  }
  const of = (name: CronFieldName): readonly number[] => fields.get(name) ?? [];
  const weekday = [...new Set(of('weekday').map((day) => day % 7))].sort((a, b) => a - b);
  const read = { minute: of('minute'), hour: of('hour'), day: of('day'), month: of('month'), weekday };
  // A day of the month counts alone only where the weekday is left open.
  if (texts[4] === '*' && !hasDate(read)) return err({ kind: 'never' });
  return ok(read);
}

function hasDate({ day, month }: CronFields): boolean {
  return month.some((each) => (day[0] ?? 32) <= (LONGEST_MONTHS[each - 1] ?? 0));
}

function readField(text: string, rule: FieldRule): readonly number[] | undefined {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    // *   */15   5   1-5   mon-fri   8-18/2
    const match = /^(?:(\*)|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/(\d{1,2}))?$/.exec(item);
    if (match === null) return undefined;
    const [, star, from, to, step] = match;
    const first = star === undefined ? valueOf(from ?? '', rule) : rule.least;
    const last = star === undefined ? valueOf(to ?? from ?? '', rule) : rule.most;
    // What means different things to different crons: a star among others, a step without a range (5/10), one past the end.
    if (star !== undefined && item !== text) return undefined;
    if (step !== undefined && ((star === undefined && to === undefined) || !isStep(Number(step), rule)))
      return undefined;
    if (first === undefined || last === undefined || first > last) return undefined;
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function isStep(step: number, { least, most, name }: FieldRule): boolean {
  return step >= 1 && step <= (name === 'weekday' ? WEEKDAYS.length : most - least + 1);
}

function valueOf(text: string, { least, most, names }: FieldRule): number | undefined {
  const named = names.indexOf(text);
  if (named !== -1) return named + least;
  if (!/^\d{1,2}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}
