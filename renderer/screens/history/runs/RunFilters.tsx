import type { ReactNode } from 'react';
import { Choice } from '../../../parts/Choice.tsx';
import { MODE_OPTIONS, OUTCOME_OPTIONS, SINCE_OPTIONS, WORDS } from '../words.ts';
import type { RunChoice } from './filter.ts';

export interface RunFiltersProps {
  readonly choice: RunChoice;
  readonly onChange: (choice: RunChoice) => void;
}

export function RunFilters({ choice, onChange }: RunFiltersProps): ReactNode {
  return (
    <div className="filters" role="group" aria-label={WORDS.filters}>
      <Choice
        label={WORDS.outcome}
        value={choice.outcome}
        options={OUTCOME_OPTIONS}
        onChange={(outcome) => onChange({ ...choice, outcome })}
      />
      <Choice
        label={WORDS.mode}
        value={choice.mode}
        options={MODE_OPTIONS}
        onChange={(mode) => onChange({ ...choice, mode })}
      />
      <Choice
        label={WORDS.since}
        value={choice.since}
        options={SINCE_OPTIONS}
        onChange={(since) => onChange({ ...choice, since })}
      />
    </div>
  );
}
