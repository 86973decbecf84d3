import type { ReactNode } from 'react';
import { hasPassed, type DrillRecord } from '../../../../engine/model/drill.ts';
import type { Pair } from '../../../../engine/model/pair.ts';
import { formatDuration } from '../../../../engine/text/amounts.ts';
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
  readonly pair: Pair;
  /** The last one. */
  readonly drill: DrillRecord | undefined;
  readonly onDone: () => void;
}

/** Tries on the standby whatever can be tried without harm, and shows what the last one came to. */
export function DrillPart({ pair, drill, onDone }: DrillPartProps): ReactNode {
  const run = useAction('failover.drill', onDone);
  return (
    <div id={ANCHORS.drill} tabIndex={-1} className="anchor">
      <Group title={DRILL.title} note={DRILL.note}>
        <Row
          mark={<Mark state={run.isRunning ? 'busy' : markOf(drill)} />}
          title={titleOf(drill)}
          detail={<span role="status">{run.isRunning ? DRILL.underWay : <When drill={drill} />}</span>}
          end={
            <Button isDisabled={run.isRunning} onPress={() => run.run({ pairId: pair.id })}>
              {DRILL.run}
            </Button>
          }
        />
        {run.problem !== undefined && (
          <div role="alert">
            <ProblemNote trouble={run.problem} title={DRILL.notRun} pair={pair} without={['try-again']} />
          </div>
        )}
        {drill !== undefined && (
          <Folded state={markOf(drill)} title={DRILL.tried(drill.steps.length)}>
            <DrillSteps steps={drill.steps} />
          </Folded>
        )}
      </Group>
    </div>
  );
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
