import { useState, type ReactNode } from 'react';
import type { Pair } from '../../../engine/model/pair.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { explainHold, explainProblem, explainRefusal } from '../../../engine/text/app/explain.ts';
import { destinationOf, volumesOf } from '../../../engine/text/volume-name.ts';
import { AskDialog } from '../../parts/AskDialog.tsx';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { useAction } from '../../state/use-reply.ts';
import { useGo } from '../../state/use-remedy.ts';
import { approvablePlan } from './approvable-plan.ts';
import { ChangeSample } from './ChangeSample.tsx';
import { OVERVIEW_WORDS } from './words.ts';

export interface ReviewProps {
  readonly pair: Pair;
  readonly run: RunRecord;
  /** Whether all that keeps the run waiting stands above already; a single reason does. */
  readonly areReasonsTold?: boolean;
}

/** A run that waits for a person: what it would do, and the approval. */
export function Review({ pair, run, areReasonsTold = false }: ReviewProps): ReactNode {
  const plan = approvablePlan(run);
  const start = useAction('run.start');
  const go = useGo();
  const [isAsking, setAsking] = useState(false);
  if (plan === undefined) return null;
  const isOverwriting = run.holds.some(({ reason }) => reason === 'first-run-would-overwrite');
  const messages = [
    ...run.holds.map((hold) => explainHold(hold, destinationOf(volumesOf(run), hold.volumeId), plan).message),
    ...run.refusals.map((refusal) => explainRefusal(refusal, pair.name).message),
  ];
  return (
    <Group title={OVERVIEW_WORDS.review} note={OVERVIEW_WORDS.reviewNote}>
      {(areReasonsTold || messages.length === 1 ? [] : messages).map((message) => (
        <Row key={message} mark={<Mark state="warn" />} title={message} />
      ))}
      <ChangeSample
        runId={run.id}
        kinds={isOverwriting ? ['deleted', 'updated'] : ['deleted']}
        title={isOverwriting ? OVERVIEW_WORDS.wouldChange : OVERVIEW_WORDS.wouldGo}
      />
      <div className="row review-buttons">
        <Button kind="danger" isDisabled={start.isRunning} onPress={() => setAsking(true)}>
          {OVERVIEW_WORDS.approve}
        </Button>
        <Button kind="plain" onPress={() => go({ screen: 'history', pairId: pair.id, runId: run.id })}>
          {OVERVIEW_WORDS.showAll}
        </Button>
        {start.problem !== undefined && (
          <p className="error" role="alert">
            {explainProblem(start.problem, pair.name).message}
          </p>
        )}
      </div>
      <AskDialog
        isOpen={isAsking}
        isDangerous
        title={run.holds.length > 0 ? OVERVIEW_WORDS.approveTitle(run.holds) : OVERVIEW_WORDS.approveAnyway}
        action={OVERVIEW_WORDS.approveAction}
        onAction={() => start.run({ pairId: pair.id, mode: 'sync', approve: plan })}
        onClose={() => setAsking(false)}
      >
        <p>{OVERVIEW_WORDS.approveText}</p>
      </AskDialog>
    </Group>
  );
}
