import type { ReactNode } from 'react';
import type { ReadinessReport } from '../../../../engine/api/failover.ts';
import { OVERALL_MEANINGS, OVERALL_WORDS } from '../../../../engine/text/readiness/check-titles.ts';
import { REASON_WORDS, STRATEGY_WORDS } from '../../../../engine/text/readiness/strategy-words.ts';
import { Button } from '../../../parts/Button.tsx';
import { Mark } from '../../../parts/Mark.tsx';
import { OVERALL_MARKS } from '../../../parts/glance-marks.ts';
import { Time } from '../../../parts/Time.tsx';
import { WORDS } from '../words.ts';
import type { Looking } from '../use-looking.ts';

/** Whether the standby could take over now, before anything else. */
export function Answer({
  report: { readiness, survey },
  looking,
}: {
  readonly report: ReadinessReport;
  readonly looking: Looking;
}): ReactNode {
  const { overall, strategy, reason } = readiness;
  const isSeen = survey.primary !== undefined || survey.standby !== undefined;
  return (
    <section className="answer" aria-label={WORDS.readiness}>
      <Mark state={OVERALL_MARKS[overall]} />
      <div className="says">
        <h2>{OVERALL_WORDS[overall]}</h2>
        <p>{OVERALL_MEANINGS[overall]}</p>
        <p>{isSeen ? WORDS.way(STRATEGY_WORDS[strategy], REASON_WORDS[reason]) : WORDS.neverLooked}</p>
        {isSeen && (
          <p className="seen">
            <span>
              {WORDS.primarySeen} <Seen at={survey.primary?.at} />
            </span>
            <span>
              {WORDS.standbySeen} <Seen at={survey.standby?.at} />
            </span>
          </p>
        )}
      </div>
      <div className="look">
        <Button
          kind={isSeen ? 'usual' : 'primary'}
          isDisabled={looking.isUnderWay}
          onPress={() => looking.look()}
        >
          {isSeen ? WORDS.lookAgain : WORDS.lookFirst}
        </Button>
        <small role="status">
          {looking.isUnderWay ? WORDS.looking : looking.isDone ? WORDS.looked : undefined}
        </small>
      </div>
    </section>
  );
}

function Seen({ at }: { readonly at: string | undefined }): ReactNode {
  return at === undefined ? WORDS.never : <Time at={at} />;
}
