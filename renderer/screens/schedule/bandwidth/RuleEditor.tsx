import type { ReactNode } from 'react';
import { Field } from '../../../parts/Field.tsx';
import { LabelledChoice } from '../../../parts/LabelledChoice.tsx';
import { OrderButtons } from '../../../parts/OrderButtons.tsx';
import { TimeSpan } from '../TimeSpan.tsx';
import type { RuleDraft } from './draft.ts';
import type { RuleFaults } from './read-bandwidth.ts';
import { BANDWIDTH_WORDS as WORDS, LIMIT_FAULTS } from './words.ts';

export interface RuleEditorProps {
  readonly name: string;
  readonly rule: RuleDraft;
  readonly faults: RuleFaults | undefined;
  readonly isMarked: boolean;
  /** It never counts. */
  readonly isHidden: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly autoFocus: boolean;
  readonly onChange: (to: Partial<RuleDraft>) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

export function RuleEditor(props: RuleEditorProps): ReactNode {
  const { name, rule, faults, isMarked, isHidden, onChange } = props;
  const fault = faults?.limit;
  return (
    <div className="row one-of-order" role="group" aria-label={name}>
      <div className="edited">
        <div className="limit">
          <Field
            label={WORDS.limit}
            hint={WORDS.limitHint}
            value={rule.limit}
            // Nobody is told off about a field before typing in it.
            error={fault === undefined || (fault === 'empty' && !isMarked) ? undefined : LIMIT_FAULTS[fault]}
            autoFocus={props.autoFocus}
            onChange={(limit) => onChange({ limit })}
          />
          <LabelledChoice
            label={WORDS.times}
            titles={WORDS.whens}
            chosen={rule.isAlways ? 'always' : 'sometimes'}
            onChoose={(id) => onChange({ isAlways: id === 'always' })}
          />
        </div>
        {!rule.isAlways && <TimeSpan span={rule} faults={faults?.times} onChange={onChange} />}
        {isHidden && <p className="hidden-rule">{WORDS.hidden}</p>}
      </div>
      <OrderButtons {...props} name={name} />
    </div>
  );
}
