import type { ReactNode } from 'react';
import type { Pair } from '../../../engine/model/pair.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import {
  PAUSE_CHOICES,
  PAUSE_LABELS,
  pauseUntil,
  type PauseChoice,
} from '../../../engine/text/pause-until.ts';
import { now } from '../../clock.ts';
import { Button } from '../../parts/Button.tsx';
import { Row } from '../../parts/Group.tsx';
import { useAction } from '../../state/use-reply.ts';
import { WORDS } from './words.ts';

export interface PauseRowProps {
  readonly pair: Pair;
  readonly timeZone: string;
}

export function PauseRow({ pair, timeZone }: PauseRowProps): ReactNode {
  const pausing = useAction('schedule.pause');
  const pause = (choice: PauseChoice): void => {
    const until = pauseUntil(choice, { now: now(), timeZone });
    pausing.run({ pairId: pair.id, ...(until !== undefined && { until }) });
  };
  return (
    <Row
      title={WORDS.pause}
      detail={pausing.problem === undefined ? WORDS.pauseWhy : <Why problem={pausing.problem} pair={pair} />}
      end={
        <span className="pauses" role="group" aria-label={WORDS.pause}>
          {PAUSE_CHOICES.map((choice) => (
            <Button key={choice} isDisabled={pausing.isRunning} onPress={() => pause(choice)}>
              {PAUSE_LABELS[choice]}
            </Button>
          ))}
        </span>
      }
    />
  );
}

export function ResumeButton({ pair }: { readonly pair: Pair }): ReactNode {
  const resuming = useAction('schedule.resume');
  return (
    <>
      {resuming.problem !== undefined && <Why problem={resuming.problem} pair={pair} />}
      <Button
        kind="primary"
        isDisabled={resuming.isRunning}
        onPress={() => resuming.run({ pairId: pair.id })}
      >
        {WORDS.resume}
      </Button>
    </>
  );
}

function Why({ problem, pair }: { readonly problem: Problem; readonly pair: Pair }): ReactNode {
  return (
    <span className="error" role="alert">
      {explainProblem(problem, pair.name).message}
    </span>
  );
}
