import { useState, type ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { ownTimeZone } from '../../clock.ts';
import { LeaveQuestion } from '../../parts/LeaveQuestion.tsx';
import { Page } from '../../parts/Page.tsx';
import { Bandwidth } from './bandwidth/Bandwidth.tsx';
import { Commands } from './commands/Commands.tsx';
import { GuardDebt } from './commands/GuardDebt.tsx';
import { Conditions } from './Conditions.tsx';
import { readDraft } from './read-draft.ts';
import { SaveBar } from './SaveBar.tsx';
import { Standing } from './Standing.tsx';
import { useDraft } from './use-draft.ts';
import { Wake } from './Wake.tsx';
import { When } from './When.tsx';
import { WORDS } from './words.ts';
import './schedule.css';

/** When runs of a pair begin by themselves: how that stands, and what it is to be. */
export function Schedule({ view }: { readonly view: PairView }): ReactNode {
  const { pair, standing } = view;
  const hand = useDraft(pair);
  const { draft, change } = hand;
  const read = readDraft(draft);
  const [isMarked, setMarked] = useState(false);
  // Times of day are those of whoever keeps the schedule; without one, this machine would.
  const timeZone = standing?.timeZone ?? ownTimeZone();
  const editing = { draft, read, isMarked, change };
  return (
    <div className="with-bar schedule">
      <div className="scrolled">
        <Page title={WORDS.title} sub={<bdi>{pair.name}</bdi>}>
          <Standing view={view} timeZone={timeZone} />
          <When {...editing} timeZone={timeZone} />
          <Conditions {...editing} />
          <Wake {...editing} view={view} timeZone={timeZone} />
          <Bandwidth {...editing} timeZone={timeZone} />
          <Commands {...editing} pair={pair} />
          <LeaveQuestion isWanted={hand.isChanged} />
        </Page>
      </div>
      <SaveBar view={view} hand={hand} read={read} isMarked={isMarked} onMark={setMarked} />
      <GuardDebt pair={pair} isShown={!hand.isChanged} />
    </div>
  );
}
