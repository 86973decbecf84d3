import { useState, type ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { LeaveQuestion } from '../../parts/LeaveQuestion.tsx';
import { Page } from '../../parts/Page.tsx';
import { CheckNote } from './CheckNote.tsx';
import { countFaults, faultsOf } from './draft-faults.ts';
import { LeftOut } from './LeftOut.tsx';
import { Mappings } from './Mappings.tsx';
import { Patterns } from './Patterns.tsx';
import { PresetList } from './PresetList.tsx';
import { SaveBar } from './SaveBar.tsx';
import { useCheck } from './use-check.ts';
import { useDraft } from './use-draft.ts';
import { useLeftOut } from './use-left-out.ts';
import { findingsOf } from './left-out-findings.ts';
import { WORDS } from './words.ts';
import './volumes.css';
import './patterns.css';

export function Volumes({ view }: { readonly view: PairView }): ReactNode {
  const { pair } = view;
  const hand = useDraft(pair);
  const { draft, stored, take } = hand;
  const check = useCheck(view);
  const faults = faultsOf(draft);
  const [isMarked, setMarked] = useState(false);
  const [lookIn, setLookIn] = useState<string>();
  const look = useLeftOut({
    pairId: pair.id,
    source: lookIn,
    preset: draft.preset,
    excludes: draft.excludes.flatMap(({ key, pattern }) => (faults.excludes.has(key) ? [] : [pattern])),
  });
  const findings = look.report === undefined ? undefined : findingsOf(look.report);

  return (
    <div className="with-bar">
      <div className="scrolled">
        <Page title={WORDS.title} sub={<bdi>{pair.name}</bdi>}>
          <CheckNote view={view} check={check} />
          <Mappings
            pair={pair}
            hand={hand}
            faults={faults}
            isMarked={isMarked}
            report={check.found?.report}
            acceptVolumes={() => check.ask(true)}
            checkAgain={() => check.ask()}
          />
          <PresetList preset={draft.preset} take={take} findings={findings} />
          <Patterns
            excludes={draft.excludes}
            faults={faults}
            isMarked={isMarked}
            take={take}
            findings={findings}
          />
          <LeftOut
            pair={pair}
            draft={draft}
            stored={stored}
            look={look}
            lookIn={lookIn}
            setLookIn={setLookIn}
          />
          <LeaveQuestion isWanted={hand.isChanged} />
        </Page>
      </div>
      <SaveBar
        view={view}
        hand={hand}
        faultCount={countFaults(faults)}
        onFault={() => setMarked(true)}
        onSaved={() => {
          setMarked(false);
          check.ask();
        }}
      />
    </div>
  );
}
