import type { ReactNode } from 'react';
import type { PairView } from '../../engine/api/snapshot.ts';
import { activityOf, type Activity } from '../../engine/text/activity.ts';
import { formatBytes } from '../../engine/text/amounts.ts';
import { explainProblem } from '../../engine/text/app/explain.ts';
import { filesText, rateText, timeLeftText } from '../../engine/text/progress.ts';
import { useAction } from '../state/use-reply.ts';
import { useSlowly } from '../state/use-slowly.ts';
import { SHARED_WORDS } from '../text/shared-words.ts';
import { Bar } from './Bar.tsx';
import { Button } from './Button.tsx';
import { Mark } from './Mark.tsx';
import './run-progress.css';

/** A run under way, with what calls it off; nothing where there is none. */
export function RunProgressView({ view }: { readonly view: PairView }): ReactNode {
  const activity = activityOf(view);
  return activity === undefined ? null : <Progress view={view} activity={activity} />;
}

function Progress({
  view: { pair, live },
  activity,
}: {
  readonly view: PairView;
  readonly activity: Activity;
}): ReactNode {
  const cancel = useAction('run.cancel');
  const { text, percent, isCancelling, isOurs } = activity;
  const progress = isCancelling ? undefined : live?.progress;
  const left = progress === undefined ? undefined : timeLeftText(progress);
  const percentText = percent === undefined ? undefined : `${String(percent)} %`;
  const spoken = useSlowly([text, percentText, left].filter((part) => part !== undefined).join(', '));
  const amounts = progress === undefined ? [] : [filesText(progress), bytesText(progress.bytesDone)];
  const speed = progress === undefined ? [] : [rateText(progress), left];
  return (
    <section className="run-progress panel" aria-label={SHARED_WORDS.progress}>
      <div className="top">
        <strong>{text}</strong>
        <span className="percent">{percentText}</span>
      </div>
      {live === undefined ? (
        <p className="why">
          <Mark state="busy" /> {SHARED_WORDS.elsewhere}
        </p>
      ) : (
        <Bar label={text} fraction={percent === undefined ? undefined : progress?.fraction} />
      )}
      {live?.retrying !== undefined && !isCancelling && (
        <p className="why">{explainProblem(live.retrying, pair.name).message}</p>
      )}
      <div className="below">
        <div className="amounts">
          <span>{joined(amounts)}</span>
          <span>{joined(speed)}</span>
        </div>
        {live !== undefined && (
          <Button
            isDisabled={!isOurs || isCancelling || cancel.isRunning}
            onPress={() => cancel.run({ pairId: pair.id })}
          >
            {isCancelling ? SHARED_WORDS.cancelling : SHARED_WORDS.cancelRun}
          </Button>
        )}
      </div>
      {cancel.problem !== undefined && (
        <p className="error" role="alert">
          {explainProblem(cancel.problem, pair.name).message}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
    </section>
  );
}

function bytesText(bytes: number): string | undefined {
  return bytes === 0 ? undefined : formatBytes(bytes);
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(', ');
}
