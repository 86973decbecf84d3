import { useRef, useState, type ReactNode } from 'react';
import type { Snapshot } from '../../../engine/api/snapshot.ts';
import type { PairId } from '../../../engine/model/ids.ts';
import { Button } from '../../parts/Button.tsx';
import { FaultNote } from '../../parts/FaultNote.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { useGlances } from '../../state/use-glance.ts';
import { useEvents, useSnapshot } from '../../state/use-live.ts';
import { useGo } from '../../state/use-remedy.ts';
import { PopoverHead } from './PopoverHead.tsx';
import { PairCard } from './PairCard.tsx';
import { PairLine } from './PairLine.tsx';
import { useFit, useHideOnEscape } from './use-fit.ts';
import { POPOVER_WORDS } from './words.ts';

/** The spare at one glance. */
export function Popover(): ReactNode {
  const snapshot = useSnapshot();
  const main = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  // Whatever was opened is closed again for whoever looks next.
  const [times, setTimes] = useState(0);
  useEvents((event) => {
    if (event.type !== 'popover.shown') return;
    body.current?.scrollTo({ top: 0 });
    setTimes((before) => before + 1);
  });
  useFit(main);
  useHideOnEscape();
  return (
    <main className="popover-main" ref={main}>
      <PopoverHead pair={snapshot?.pairs.length === 1 ? snapshot.pairs[0]?.pair : undefined} />
      <div className="popover-body" ref={body}>
        {snapshot === undefined ? (
          <Loading label={POPOVER_WORDS.loading} />
        ) : (
          <Pairs key={times} snapshot={snapshot} />
        )}
      </div>
    </main>
  );
}

function Pairs({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { fault, pairs } = useGlances(snapshot);
  const go = useGo();
  const [chosen, setChosen] = useState<PairId | 'none'>();
  const [only] = pairs;
  const open = chosen ?? only?.view.pair.id;
  const canRun = fault === undefined;
  return (
    <>
      <FaultNote snapshot={snapshot} />
      {only === undefined && canRun && (
        <div className="popover-empty">
          <p>{POPOVER_WORDS.noPair}</p>
          <Button kind="primary" onPress={() => go({ screen: 'set-up' })}>
            {POPOVER_WORDS.setUp}
          </Button>
        </div>
      )}
      {pairs.length === 1 && only !== undefined && <PairCard {...only} canRun={canRun} />}
      {pairs.length > 1 && (
        <ul className="pair-lines">
          {pairs.map((pair) => {
            const { id } = pair.view.pair;
            const isOpen = id === open;
            return (
              <PairLine key={id} pair={pair} isOpen={isOpen} onToggle={() => setChosen(isOpen ? 'none' : id)}>
                <PairCard {...pair} canRun={canRun} />
              </PairLine>
            );
          })}
        </ul>
      )}
    </>
  );
}
