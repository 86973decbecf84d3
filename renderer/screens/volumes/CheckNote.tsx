import type { ReactNode } from 'react';
import type { EndReport } from '../../../engine/api/engine.ts';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { Button } from '../../parts/Button.tsx';
import { Time } from '../../parts/Time.tsx';
import { isBusy } from '../../state/is-busy.ts';
import { CheckTrouble } from './CheckTrouble.tsx';
import { refusalsOf } from './place-figures.ts';
import type { Check } from './use-check.ts';
import { WORDS } from './words.ts';

/** How old the sizes are, and what of the pair as a whole keeps a run from starting. */
export function CheckNote({ view, check }: { readonly view: PairView; readonly check: Check }): ReactNode {
  const { pair } = view;
  const { found, isAsking, problem } = check;
  const report = found?.report;
  const ways = { acceptVolumes: () => check.ask(true), checkAgain: () => check.ask() };
  return (
    <section className="check-note" aria-label={WORDS.check}>
      <p>
        <span role="status">
          <Says view={view} check={check} />
        </span>
        <Button kind="plain" isDisabled={isAsking} onPress={() => check.ask()}>
          {found === undefined ? WORDS.check : WORDS.checkAgain}
        </Button>
      </p>
      <div className="panel">
        {problem !== undefined && !isAsking && problem.code !== 'run.cancelled' && (
          <CheckTrouble trouble={problem} pair={pair} {...ways} />
        )}
        <EndTrouble end={report?.primary} pair={pair} {...ways} />
        <EndTrouble end={report?.standby} pair={pair} {...ways} />
        {refusalsOf(report, undefined).map((refusal) => (
          <CheckTrouble key={JSON.stringify(refusal)} trouble={refusal} pair={pair} {...ways} />
        ))}
      </div>
    </section>
  );
}

function Says({
  view,
  check: { found, isAsking },
}: {
  readonly view: PairView;
  readonly check: Check;
}): ReactNode {
  if (isAsking) return WORDS.checking;
  if (found !== undefined)
    return (
      <>
        {WORDS.foundAt} <Time at={new Date(found.at).toISOString()} />
      </>
    );
  return isBusy(view) ? WORDS.checkWaits : WORDS.checkNever;
}

interface EndTroubleProps {
  readonly end: EndReport | undefined;
  readonly pair: Pair;
  readonly acceptVolumes: () => void;
  readonly checkAgain: () => void;
}

function EndTrouble({ end, ...about }: EndTroubleProps): ReactNode {
  return end?.state === 'failed' && <CheckTrouble trouble={end.problem} {...about} />;
}
