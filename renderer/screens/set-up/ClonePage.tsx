import type { ReactNode } from 'react';
import type { RunRecord } from '../../../engine/model/run.ts';
import { countOf, formatBytes, formatDuration } from '../../../engine/text/amounts.ts';
import { millisecondsBetween } from '../../../engine/text/times.ts';
import { usePlace } from '../../state/place.ts';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote, type Remedies } from './ProblemNote.tsx';
import { EndedRunPart, LiveRunPart } from './RunPart.tsx';
import { StepPage } from './StepPage.tsx';
import { usePairRun } from './use-pair-run.ts';
import { CLONE, COMMON, STEP_TITLES } from './words.ts';

/** The first copy of everything, watched, and how it ended. */
export function ClonePage({
  work: { view, go },
  onDone,
}: {
  readonly work: SetUpWork;
  readonly onDone: () => void;
}): ReactNode {
  const { go: goTo } = usePlace();
  const run = usePairRun(view, 'sync');
  const { live, last, isStarting } = run;
  const isRunning = live !== undefined;
  const isThere = last?.outcome === 'succeeded' || last?.outcome === 'partial';
  const isDone = isThere && !isRunning && !isStarting;
  const remedies: Remedies = {
    'try-again': run.start,
    sync: run.start,
    preview: () => go('preview'),
    'open-volumes': () => go('volumes'),
    check: () => go('report'),
    'set-up': () => go('sign-in'),
    ...(last !== undefined && {
      'review-held': () => goTo({ screen: 'history', pairId: view.pair.id, runId: last.id }),
      'open-log': () => goTo({ screen: 'history', pairId: view.pair.id, runId: last.id }),
    }),
  };
  return (
    <StepPage
      title={STEP_TITLES.clone}
      lead={isDone ? undefined : CLONE.lead}
      onBack={isRunning || isDone ? undefined : () => go('when')}
      onStop={isRunning ? run.cancel : undefined}
      onNext={isRunning ? undefined : isDone ? onDone : run.start}
      nextLabel={isDone ? COMMON.done : last === undefined ? CLONE.start : CLONE.again}
      isNextDisabled={isStarting || !run.isKnown}
    >
      {run.problem !== undefined && (
        <ProblemNote problem={run.problem} pairName={view.pair.name} remedies={{ 'try-again': run.start }} />
      )}
      {isRunning && <LiveRunPart live={live} pair={view.pair} />}
      {!isRunning && !isStarting && last?.outcome !== undefined && (
        <EndedRunPart run={last} text={CLONE[last.outcome]} detail={doneText(last)} remedies={remedies} />
      )}
    </StepPage>
  );
}

function doneText({ outcome, totals, startedAt, finishedAt }: RunRecord): string | undefined {
  if (outcome !== 'succeeded' && outcome !== 'partial') return undefined;
  const took = millisecondsBetween(startedAt, finishedAt);
  const facts = [
    countOf(totals.created + totals.updated, 'entry', 'entries'),
    formatBytes(totals.fileBytes),
    ...(took === undefined ? [] : [`in ${formatDuration(took)}`]),
  ].join(', ');
  return outcome === 'succeeded' ? `${CLONE.succeededDetail} ${facts}.` : `${facts}.`;
}
