import type { ReactNode } from 'react';
import { printable } from '../../../engine/model/path-text.ts';
import type { RemedyAction } from '../../../engine/text/remedy-action.ts';
import type { PairGlance } from '../../../engine/text/glance.ts';
import { RemedyNote } from '../../parts/RemedyNote.tsx';
import { GLANCE_MARKS } from '../../parts/glance-marks.ts';
import { POPOVER_WORDS } from './words.ts';

/** The popover has a button for them anyway. */
const HAS_A_BUTTON: ReadonlySet<RemedyAction | undefined> = new Set<RemedyAction>(['sync', 'preview']);
const MOST_SAMPLES = 3;

/** What the spare is worth, and what to do where it is not right. */
export function StateNote({ view, glance }: PairGlance): ReactNode {
  const { state, headline, detail, cause, remedy } = glance;
  const run = cause === undefined ? undefined : view.lastRun;
  const action = HAS_A_BUTTON.has(remedy?.action) ? undefined : remedy?.action;
  return (
    <RemedyNote
      state={GLANCE_MARKS[state]}
      // What is under way is said above.
      title={state === 'syncing' ? undefined : headline}
      message={detail}
      remedy={remedy?.text}
      action={action}
      about={{ pairId: view.pair.id, runId: run?.id }}
    >
      {cause?.kind === 'hold' && cause.hold.sample.length > 0 && (
        <>
          <p>{POPOVER_WORDS.wouldDelete}</p>
          <ul className="sample">
            {cause.hold.sample.slice(0, MOST_SAMPLES).map((path) => (
              <li key={path} title={printable(path)}>
                <bdi>{printable(path)}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </RemedyNote>
  );
}
