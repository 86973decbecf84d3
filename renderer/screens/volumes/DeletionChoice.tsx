import type { ReactNode } from 'react';
import { Field } from '../../parts/Field.tsx';
import { RadioChoices } from '../../parts/RadioChoices.tsx';
import type { DeletionDraft } from './draft.ts';
import { DELETION_TITLES, LIMIT_FAULTS } from './words.ts';

const KINDS = ['default', 'entries', 'percent', 'keep'] as const;

export interface DeletionChoiceProps {
  readonly deletion: DeletionDraft;
  readonly isFaulty: boolean;
  readonly onChange: (deletion: DeletionDraft) => void;
}

export function DeletionChoice({ deletion, isFaulty, onChange }: DeletionChoiceProps): ReactNode {
  const numberOf = (kind: 'entries' | 'percent', label: string): ReactNode => (
    <Field
      label={label}
      value={deletion[kind]}
      error={isFaulty ? LIMIT_FAULTS[kind] : undefined}
      onChange={(text) => onChange({ ...deletion, [kind]: text })}
    />
  );
  const more: Readonly<Partial<Record<DeletionDraft['kind'], ReactNode>>> = {
    entries: numberOf('entries', DELETION_TITLES.entriesField),
    percent: numberOf('percent', DELETION_TITLES.percentField),
  };
  return (
    <RadioChoices
      label={DELETION_TITLES.label}
      choices={KINDS.map((key) => ({ key, ...DELETION_TITLES[key], more: more[key] }))}
      chosen={deletion.kind}
      onChoose={(kind) => onChange({ ...deletion, kind })}
    />
  );
}
