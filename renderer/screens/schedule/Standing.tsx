import { CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { ScheduleStanding } from '../../../engine/model/schedule-standing.ts';
import { comingTime } from '../../../engine/text/relative-time.ts';
import { answerWords, followWords, pauseWords, waitingWords } from '../../../engine/text/standing-words.ts';
import type { TimeContext } from '../../../engine/text/times.ts';
import { capitalised } from '../../../engine/text/words.ts';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark, type MarkState } from '../../parts/Mark.tsx';
import { useNow } from '../../state/use-live.ts';
import { PauseRow, ResumeButton } from './Pausing.tsx';
import { WORDS } from './words.ts';

/** How the stored schedule stands, whatever is being typed below. */
export function Standing({
  view: { pair, standing },
  timeZone,
}: {
  readonly view: PairView;
  readonly timeZone: string;
}): ReactNode {
  const context = { now: useNow(5_000), timeZone };
  if (pair.schedule.kind === 'manual') return <Still mark="idle" says={WORDS.byHand} why={WORDS.byHandWhy} />;
  if (standing === undefined) return <Still mark="warn" says={WORDS.unkept} why={WORDS.unkeptWhy} />;
  const { pause, lastAnswer, follow } = standing;
  return (
    <Group title={WORDS.now}>
      {pause === undefined ? (
        <Next standing={standing} context={context} />
      ) : (
        <Row
          mark={<Mark state="paused" />}
          title={<span role="status">{capitalised(pauseWords(pause, context))}</span>}
          detail={WORDS.pausedWhy}
          end={<ResumeButton pair={pair} />}
        />
      )}
      {follow !== undefined && (
        <Row
          mark={<Mark state={follow.state === 'not-following' ? 'warn' : 'good'} />}
          title={WORDS.follow}
          detail={`${capitalised(followWords(follow))}.`}
        />
      )}
      {lastAnswer !== undefined && <Row title={WORDS.last} detail={answerWords(lastAnswer, context)} />}
      {pause === undefined && <PauseRow pair={pair} timeZone={timeZone} />}
    </Group>
  );
}

function Clock(): ReactNode {
  return (
    <span className="mark">
      <CalendarClock size="1.2em" aria-hidden />
    </span>
  );
}

function Still({
  mark,
  says,
  why,
}: {
  readonly mark: MarkState;
  readonly says: string;
  readonly why: string;
}): ReactNode {
  return (
    <Group title={WORDS.now}>
      <Row mark={<Mark state={mark} />} title={says} detail={why} />
    </Group>
  );
}

function Next({
  standing,
  context,
}: {
  readonly standing: ScheduleStanding;
  readonly context: TimeContext;
}): ReactNode {
  const waiting = waitingWords(standing, context);
  const { nextDueAt } = standing;
  const next = nextDueAt === undefined ? WORDS.nothingDue : WORDS.next(comingTime(nextDueAt, context));
  return (
    <Row
      mark={waiting === undefined ? <Clock /> : <Mark state="warn" />}
      title={<span role="status">{waiting === undefined ? next : WORDS.due}</span>}
      {...(waiting !== undefined && { detail: waiting })}
    />
  );
}
