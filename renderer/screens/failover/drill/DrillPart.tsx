import type { ReactNode } from 'react';
import type { DrillView } from '../../../../engine/api/drill.ts';
import type { PairView } from '../../../../engine/api/snapshot.ts';
import { hasPassed, type DrillRecord } from '../../../../engine/model/drill.ts';
import type { Problem } from '../../../../engine/model/problem.ts';
import { formatDuration } from '../../../../engine/text/amounts.ts';
import { drillStepTitle } from '../../../../engine/text/drill-words.ts';
import { millisecondsBetween } from '../../../../engine/text/times.ts';
import { Button } from '../../../parts/Button.tsx';
import { Group, Row } from '../../../parts/Group.tsx';
import { Mark, type MarkState } from '../../../parts/Mark.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Time } from '../../../parts/Time.tsx';
import { useAction } from '../../../state/use-reply.ts';
import { Folded } from '../Folded.tsx';
import { ANCHORS } from '../words.ts';
import { DrillSteps } from './DrillSteps.tsx';
import { DRILL } from './words.ts';

export interface DrillPartProps {
  readonly view: PairView;
  /** The last one. */
  readonly drill: DrillRecord | undefined;
}

/** Tries on the standby whatever can be tried without harm, and shows what the last one came to. */
export function DrillPart({ view: { pair, drill: live }, drill }: DrillPartProps): ReactNode {
  const run = useAction('failover.drill');
  const stop = useAction('failover.stop-drill');
  const underWay = live?.state === 'failed' ? undefined : live;
  const problem = live?.problem ?? stop.problem ?? (isOwnWish(run.problem) ? undefined : run.problem);
  const begin = (): void => {
    stop.forget();
    run.run({ pairId: pair.id });
  };
  return (
    <div id={ANCHORS.drill} tabIndex={-1} className="anchor">
      <Group title={DRILL.title} note={DRILL.note}>
        {/* One row and one button throughout: whoever pressed it is still on it. */}
        <Row
          mark={<Mark state={underWay ? 'busy' : markOf(drill)} />}
          title={underWay ? DRILL.underWay : titleOf(drill)}
          detail={<span role="status">{underWay ? nowOf(underWay) : <When drill={drill} />}</span>}
          end={
            <Button
              isPending={underWay ? underWay.state === 'stopping' : run.isRunning}
              onPress={() => (underWay ? stop.run({ pairId: pair.id }) : begin())}
            >
              {underWay ? DRILL.stop : DRILL.run}
            </Button>
          }
        />
        {problem !== undefined && (
          <div role="alert">
            <ProblemNote trouble={problem} title={DRILL.notRun} pair={pair} without={['try-again']} />
          </div>
        )}
        {underWay && underWay.steps.length > 0 && <DrillSteps steps={underWay.steps} />}
        {!underWay && drill !== undefined && (
          <Folded state={markOf(drill)} title={DRILL.tried(drill.steps.length)}>
            <DrillSteps steps={drill.steps} />
          </Folded>
        )}
      </Group>
    </div>
  );
}

/** Whoever called it off knows that. */
function isOwnWish(problem: Problem | undefined): boolean {
  return problem?.code === 'run.cancelled';
}

function nowOf({ state, trying }: DrillView): string {
  if (state === 'stopping') return DRILL.stopping;
  return trying === undefined ? DRILL.reaching : `${drillStepTitle(trying)}…`;
}

function markOf(drill: DrillRecord | undefined): MarkState {
  if (drill === undefined) return 'idle';
  if (!hasPassed(drill)) return 'bad';
  return drill.steps.some(({ state }) => state === 'warned') ? 'warn' : 'good';
}

function titleOf(drill: DrillRecord | undefined): string {
  if (drill === undefined) return DRILL.never;
  if (drill.isCut === true) return DRILL.cut;
  return hasPassed(drill) ? DRILL.passed : DRILL.failed;
}

function When({ drill }: { readonly drill: DrillRecord | undefined }): ReactNode {
  if (drill === undefined) return DRILL.neverWhy;
  const ms = millisecondsBetween(drill.startedAt, drill.finishedAt);
  return (
    <>
      <Time at={drill.finishedAt} />
      {ms !== undefined && `, ${DRILL.took(formatDuration(ms))}`}
    </>
  );
}
