import type { ReactNode } from 'react';
import { Field } from '../../parts/Field.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { DayChips } from './DayChips.tsx';
import { UNITS } from './draft.ts';
import type { Editing } from './editing.ts';
import { faultText, UNIT_NAMES, WORDS } from './words.ts';

/* What belongs to each kind of schedule, below its choice. */

export function TimesEditor({ draft, read, isMarked, change }: Editing): ReactNode {
  return (
    <>
      <Field
        label={WORDS.times}
        hint={WORDS.timesHint}
        value={draft.times}
        error={said(draft.times, read.typed, isMarked)}
        onChange={(times) => change({ times })}
      />
      <DayChips
        label={WORDS.days}
        days={draft.weekdays}
        isFaulty={read.hasNoDays}
        onChange={(weekdays) => change({ weekdays })}
      />
    </>
  );
}

export function EveryEditor({ draft, read, isMarked, change }: Editing): ReactNode {
  return (
    <div className="every">
      <Field
        label={WORDS.amount}
        hint={WORDS.everyHint}
        value={draft.amount}
        error={said(draft.amount, read.typed, isMarked)}
        onChange={(amount) => change({ amount })}
      />
      <Segmented
        label={WORDS.unit}
        choices={UNITS.map((id) => ({ id, label: UNIT_NAMES[id] }))}
        chosen={draft.unit}
        onChoose={(unit) => change({ unit })}
      />
    </div>
  );
}

export function CronEditor({ draft, read, isMarked, change }: Editing): ReactNode {
  return (
    <Field
      label={WORDS.cron}
      hint={WORDS.cronHint}
      value={draft.cron}
      error={said(draft.cron, read.typed, isMarked)}
      onChange={(cron) => change({ cron })}
    />
  );
}

/** Nobody is told off about a field before typing in it. */
function said(text: string, fault: Editing['read']['typed'], isMarked: boolean): string | undefined {
  return fault === undefined || (text.trim() === '' && !isMarked) ? undefined : faultText(fault);
}
