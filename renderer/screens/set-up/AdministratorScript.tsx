import type { ReactNode } from 'react';
import { printable } from '../../../engine/model/path-text.ts';
import { Button } from '../../parts/Button.tsx';
import { CopyLine } from '../../parts/CopyLine.tsx';
import { Mark } from '../../parts/Mark.tsx';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { SIGN_IN } from './setup-words.ts';

/** For whoever does not sign in on that machine: its administrator runs a program there. */
export function AdministratorScript({ work }: { readonly work: SetUpWork }): ReactNode {
  const { write, isWriting, saved, problem } = work.script;
  return (
    <>
      <div className="ways">
        <Button isDisabled={isWriting} onPress={write}>
          {SIGN_IN.script}
        </Button>
        <small>{SIGN_IN.scriptHint}</small>
      </div>
      {problem !== undefined && <ProblemNote problem={problem} pairName={work.view.pair.name} />}
      {saved !== undefined && (
        <div className="panel form" role="status">
          <p className="hint">
            <Mark state="good" />
            <span>
              {SIGN_IN.scriptSaved(printable(saved.path))} {SIGN_IN.scriptThen}
            </span>
          </p>
          {saved.sha256 !== undefined && (
            <>
              <p>{SIGN_IN.scriptSum}</p>
              <CopyLine label={SIGN_IN.scriptSumLabel} text={saved.sha256} />
            </>
          )}
        </div>
      )}
    </>
  );
}
