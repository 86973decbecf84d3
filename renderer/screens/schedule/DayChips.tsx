import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import type { ReactNode } from 'react';
import { WEEKDAYS, type Weekday } from '../../../engine/model/schedule.ts';
import { dayName } from '../../../engine/text/schedule-words.ts';
import { Button } from '../../parts/Button.tsx';
import { DAY_GROUPS, shortDay, WORDS } from './words.ts';

export interface DayChipsProps {
  readonly label: string;
  readonly days: readonly Weekday[];
  readonly isFaulty: boolean;
  readonly onChange: (days: readonly Weekday[]) => void;
}

/** Days of the week, each at a click, and the usual ones at one. */
export function DayChips({ label, days, isFaulty, onChange }: DayChipsProps): ReactNode {
  return (
    <CheckboxGroup
      className="days"
      value={[...days]}
      isInvalid={isFaulty}
      onChange={(chosen) => onChange(WEEKDAYS.filter((day) => chosen.includes(day)))}
    >
      <div className="days-head">
        <Label>{label}</Label>
        <span role="group" aria-label={WORDS.quickDays}>
          {DAY_GROUPS.map((group) => (
            <Button key={group.label} kind="plain" onPress={() => onChange(group.days)}>
              {group.label}
            </Button>
          ))}
        </span>
      </div>
      <div className="chips">
        {WEEKDAYS.map((day) => (
          <Checkbox key={day} value={day} className="chip" aria-label={dayName(day)}>
            {shortDay(day)}
          </Checkbox>
        ))}
      </div>
      {isFaulty && (
        <p className="error" role="alert">
          {WORDS.noDays}
        </p>
      )}
    </CheckboxGroup>
  );
}
