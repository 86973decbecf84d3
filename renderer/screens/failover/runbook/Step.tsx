import type { ReactNode } from 'react';
import {
  minutesWords,
  placeWords,
  type NumberedStep,
} from '../../../../engine/text/runbook/runbook-parts.ts';
import { Check } from '../../../parts/Check.tsx';
import { CopyLine } from '../../../parts/CopyLine.tsx';
import { WORDS } from '../words.ts';

export interface StepProps {
  readonly of: NumberedStep;
  readonly isDone: boolean;
  readonly onDone: (isDone: boolean) => void;
}

/** One thing to do: why, what to type, and how to see that it worked. Done, its name is left. */
export function Step({ of: { number, step }, isDone, onDone }: StepProps): ReactNode {
  const { title, why, actions, proof, ifNot, minutes } = step;
  return (
    <article className={isDone ? 'todo done' : 'todo'} aria-label={`${String(number)}. ${title}`}>
      <div className="todo-head">
        <Check isOn={isDone} onChange={onDone} label={WORDS.tickAll(title)}>
          <b>{number}</b>
          <span>{title}</span>
        </Check>
        <span>{minutesWords(minutes)}</span>
      </div>
      {!isDone && (
        <div className="todo-body">
          <p className="why">{why}</p>
          {actions.map((action, at) =>
            action.kind === 'words' ? (
              <p key={at} className="do">
                {action.text}
              </p>
            ) : (
              <div key={at}>
                <Place words={placeWords(actions, at)} />
                <CopyLine label={WORDS.command(number, title)} text={action.text} />
              </div>
            ),
          )}
          <dl>
            <dt>{WORDS.proof}</dt>
            <dd>{proof}</dd>
            <dt>{WORDS.ifNot}</dt>
            <dd>{ifNot}</dd>
          </dl>
        </div>
      )}
    </article>
  );
}

function Place({ words }: { readonly words: string | undefined }): ReactNode {
  return words !== undefined && <p className="place">{words}</p>;
}
