import { useEffect, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Problem } from '../../../engine/model/problem.ts';
import { Button } from '../../parts/Button.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { WORDS } from './words.ts';

/** What each part of the page that is edited in its place is given. */
export interface EditingPart {
  /** With something on it that would be lost, the page asks before it is left. */
  readonly onChanged: (isChanged: boolean) => void;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export interface EditFormProps extends EditingPart {
  readonly label: string;
  readonly isChanged: boolean;
  /** Something is marked in red, and a person tried to save. */
  readonly isMarked: boolean;
  readonly isOutdated: boolean;
  readonly isSaving: boolean;
  readonly problem: Problem | undefined;
  readonly onSave: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Fields in the place of what they change. Return saves. */
export function EditForm(props: EditFormProps): ReactNode {
  const { label, isChanged, isMarked, isOutdated, isSaving, problem, onChanged, onClose, onSave } = props;
  useEffect(() => onChanged(isChanged), [isChanged]);
  useEffect(() => () => onChanged(false), []);
  return (
    <Form
      className="edit row"
      aria-label={label}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) onSave();
      }}
    >
      <h3>{label}</h3>
      {props.children}
      <div className="edit-foot">
        <div className="says" role="status">
          {problem !== undefined && (
            <ProblemNote trouble={problem} tryAgain={onSave} without={['try-again']} />
          )}
          {isOutdated && <p>{WORDS.changedElsewhere}</p>}
          {isMarked && <p>{WORDS.mendFirst}</p>}
        </div>
        {props.actions}
        <Button isDisabled={isSaving} onPress={onClose}>
          {WORDS.cancel}
        </Button>
        <Button type="submit" kind="primary" isDisabled={isSaving}>
          {WORDS.save}
        </Button>
      </div>
    </Form>
  );
}
