import type { ReactNode } from 'react';
import type { PlanId } from '../../engine/model/ids.ts';
import type { Pair } from '../../engine/model/pair.ts';
import { printable } from '../../engine/model/path-text.ts';
import type { Hold, PlanRefusal } from '../../engine/model/plan.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { explainHold, explainProblem, explainRefusal } from '../../engine/text/app/explain.ts';
import type { RemedyAction } from '../../engine/text/remedy-action.ts';
import { destinationOf } from '../../engine/text/volume-name.ts';
import type { Words } from '../../engine/text/words.ts';
import type { RemedyAbout } from '../state/use-remedy.ts';
import { SHARED_WORDS } from '../text/shared-words.ts';
import { RemedyNote } from './RemedyNote.tsx';

/** Whatever keeps a run or a request from its end. */
export type Trouble = Problem | PlanRefusal | Hold;

export interface ProblemNoteProps extends Omit<RemedyAbout, 'pairId'> {
  readonly trouble: Trouble;
  /** What did not come of it; without it the message stands alone. */
  readonly title?: string | undefined;
  /** The pair that it is about. */
  readonly pair?: Pair | undefined;
  /** What it means for the spare: a sentence. */
  readonly meaning?: string | undefined;
  /** The plan that a hold can be approved by. */
  readonly planId?: PlanId | undefined;
  /** What the page has a control for anyway. */
  readonly without?: readonly RemedyAction[];
}

/** What happened, what it means for the spare, and one button for what to do. The tool's own words stand apart. */
export function ProblemNote({
  trouble,
  title,
  pair,
  meaning,
  planId,
  without = [],
  ...about
}: ProblemNoteProps): ReactNode {
  const { message, remedy, action } = troubleWords(trouble, pair, planId);
  return (
    <RemedyNote
      state={'limit' in trouble ? 'warn' : 'bad'}
      title={title}
      message={message}
      meaning={meaning}
      remedy={remedy}
      action={action !== undefined && without.includes(action) ? undefined : action}
      about={{ ...about, pairId: pair?.id }}
    >
      {'code' in trouble && <Said of={trouble} />}
    </RemedyNote>
  );
}

export function troubleWords(trouble: Trouble, pair: Pair | undefined, planId?: PlanId): Words {
  if ('code' in trouble) return explainProblem(trouble, pair?.name);
  if ('limit' in trouble)
    return explainHold(trouble, destinationOf(pair?.volumes ?? [], trouble.volumeId), planId);
  return explainRefusal(trouble, pair?.name);
}

function Said({ of: { details } }: { readonly of: Problem }): ReactNode {
  const { output, files = [] } = details;
  return (
    <>
      {files.length > 0 && (
        <details>
          <summary>{SHARED_WORDS.files}</summary>
          <ul className="selectable">
            {files.map((file) => (
              <li key={file}>{printable(file)}</li>
            ))}
          </ul>
        </details>
      )}
      {output !== undefined && output !== '' && (
        <details>
          <summary>{SHARED_WORDS.whatTheToolSaid}</summary>
          <pre>{output}</pre>
        </details>
      )}
    </>
  );
}
