import type { ReactNode } from 'react';
import type { ScheduleFault } from '../../../engine/model/schedule-fault.ts';
import { Field } from '../../parts/Field.tsx';
import { DayChips } from './DayChips.tsx';
import type { QuietDraft } from './draft.ts';
import type { QuietFaults } from './read-quiet.ts';
import { faultText, WORDS } from './words.ts';

export interface TimeSpanProps {
  readonly span: Omit<QuietDraft, 'key'>;
  readonly faults: QuietFaults | undefined;
  readonly autoFocus?: boolean;
  readonly onChange: (to: Partial<Omit<QuietDraft, 'key'>>) => void;
}

/** A part of the day, and the days that it begins on. */
export function TimeSpan({ span, faults, autoFocus = false, onChange }: TimeSpanProps): ReactNode {
  const said = (fault: ScheduleFault | undefined): string | undefined =>
    fault === undefined ? undefined : faultText(fault);
  return (
    <>
      <div className="span-of-time">
        <Field
          label={WORDS.from}
          value={span.from}
          error={said(faults?.from)}
          autoFocus={autoFocus}
          onChange={(from) => onChange({ from })}
        />
        <Field
          label={WORDS.to}
          value={span.to}
          error={faults?.isEmpty === true ? WORDS.sameTime : said(faults?.to)}
          onChange={(to) => onChange({ to })}
        />
      </div>
      <DayChips
        label={WORDS.quietDays}
        days={span.weekdays}
        isFaulty={faults?.hasNoDays === true}
        onChange={(weekdays) => onChange({ weekdays })}
      />
    </>
  );
}
