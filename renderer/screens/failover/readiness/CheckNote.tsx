import type { ReactNode } from 'react';
import type { Pair } from '../../../../engine/model/pair.ts';
import type { Finding, ReadinessCheck } from '../../../../engine/model/readiness.ts';
import { CHECK_STATES, CHECK_TITLES } from '../../../../engine/text/readiness/check-titles.ts';
import type { RemedyAction } from '../../../../engine/text/remedy-action.ts';
import { capitalised, type Words } from '../../../../engine/text/words.ts';
import { Button } from '../../../parts/Button.tsx';
import { Mark } from '../../../parts/Mark.tsx';
import { RemedyButton } from '../../../parts/RemedyNote.tsx';
import { Time } from '../../../parts/Time.tsx';
import { jumpTo } from '../jump-to.ts';
import { ANCHORS, CHECK_MARKS, WORDS } from '../words.ts';

export interface CheckProps {
  readonly check: ReadinessCheck;
  /** What its finding says. */
  readonly words: Words;
}

export interface CheckNoteProps extends CheckProps {
  readonly pair: Pair;
  /** The button for what to do is here, and not at another check that it mends, too. */
  readonly hasButton: boolean;
  readonly look: () => void;
}

/** One that did not pass: what was found, when, and one button for what to do about it. */
export function CheckNote({ check, words, pair, hasButton, look }: CheckNoteProps): ReactNode {
  const { id, state, finding, at } = check;
  const { message, remedy, action } = words;
  return (
    <div className="problem">
      <Mark state={CHECK_MARKS[state]} label={CHECK_STATES[state]} />
      <div className="what">
        <p>{CHECK_TITLES[id]}</p>
        <p>{[capitalised(message), remedy].filter((text) => text !== undefined).join(' ')}</p>
        <SeenAt at={at} />
        {hasButton && action !== undefined && (
          <Mend action={action} finding={finding} pair={pair} look={look} />
        )}
      </div>
    </div>
  );
}

export function CheckRow({ check: { id, at }, words: { message } }: CheckProps): ReactNode {
  return (
    <div className="row">
      <div className="what">
        {CHECK_TITLES[id]}
        <small>{capitalised(message)}</small>
      </div>
      <span className="end">
        <SeenAt at={at} />
      </span>
    </div>
  );
}

function SeenAt({ at }: { readonly at: string | undefined }): ReactNode {
  if (at === undefined) return null;
  return (
    <small className="seen">
      {WORDS.seen} <Time at={at} />
    </small>
  );
}

interface MendProps extends Pick<CheckNoteProps, 'pair' | 'look'> {
  readonly action: RemedyAction;
  readonly finding: Finding;
}

/** What is mended on this page is shown there. */
function Mend({ action, finding, pair, look }: MendProps): ReactNode {
  if (action !== 'open-failover')
    return <RemedyButton action={action} about={{ pairId: pair.id, survey: look }} />;
  return <Button onPress={() => jumpTo(placeOf(finding))}>{WORDS.showBelow}</Button>;
}

const DRILLED: ReadonlySet<Finding['kind']> = new Set<Finding['kind']>([
  'never-drilled',
  'drill-old',
  'drill-failed',
  'drill-warned',
]);

/** The command that marks a clone is in the runbook; all else of the failover is said above it. */
function placeOf({ kind }: Finding): string {
  if (kind === 'clone-not-blessed') return ANCHORS.runbook;
  return DRILLED.has(kind) ? ANCHORS.drill : ANCHORS.takingOver;
}
