import type { ReactNode } from 'react';
import { Field } from '../../../parts/Field.tsx';
import { LabelledChoice } from '../../../parts/LabelledChoice.tsx';
import { LinesField } from '../../../parts/LinesField.tsx';
import { OrderButtons } from '../../../parts/OrderButtons.tsx';
import { isOfStandby, type CommandDraft } from './draft.ts';
import type { CommandFaults } from './read-commands.ts';
import { COMMANDS_WORDS as WORDS, TEXT_FAULTS, TIMEOUT_FAULTS } from './words.ts';

export interface CommandEditorProps {
  readonly name: string;
  readonly command: CommandDraft;
  readonly faults: CommandFaults | undefined;
  readonly isMarked: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly autoFocus: boolean;
  readonly onChange: (to: Partial<CommandDraft>) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

export function CommandEditor(props: CommandEditorProps): ReactNode {
  const { name, command, faults, isMarked, autoFocus, onChange } = props;
  // Nobody is told off about a field before typing in it.
  const isSaid = (fault: string | undefined): boolean =>
    fault !== undefined && (fault !== 'empty' || isMarked);
  return (
    <div className="row one-of-order" role="group" aria-label={name}>
      <div className="edited">
        <LinesField
          label={WORDS.text}
          value={command.text}
          error={faults?.text !== undefined && isSaid(faults.text) ? TEXT_FAULTS[faults.text] : undefined}
          autoFocus={autoFocus}
          onChange={(text) => onChange({ text })}
        />
        <div className="terms">
          {!isOfStandby(command.when) && (
            <LabelledChoice
              label={WORDS.on}
              titles={WORDS.sides}
              chosen={command.on}
              onChoose={(on) => onChange({ on })}
            />
          )}
          <Field
            label={WORDS.timeout}
            hint={WORDS.timeoutHint}
            value={command.timeout}
            error={
              faults?.timeout !== undefined && isSaid(faults.timeout)
                ? TIMEOUT_FAULTS[faults.timeout]
                : undefined
            }
            onChange={(timeout) => onChange({ timeout })}
          />
          {command.when === 'before' && (
            <LabelledChoice
              label={WORDS.ifItFails}
              titles={WORDS.ways}
              chosen={command.ifItFails}
              onChoose={(ifItFails) => onChange({ ifItFails })}
            />
          )}
        </div>
      </div>
      <OrderButtons {...props} name={name} />
    </div>
  );
}
