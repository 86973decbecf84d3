import type { ReactNode } from 'react';
import type { AlertsView } from '../../../engine/api/alerts.ts';
import type { AlertChannel, ChannelTrouble } from '../../../engine/model/alert-outbox.ts';
import type { StandingAlert } from '../../../engine/model/alert.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { alertHeadline, alertWords } from '../../../engine/text/alerts/alert-words.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { displayName } from '../../../engine/text/display-name.ts';
import { comingTime, relativeTime } from '../../../engine/text/relative-time.ts';
import type { TimeContext } from '../../../engine/text/times.ts';
import { capitalised } from '../../../engine/text/words.ts';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { RemedyNote } from '../../parts/RemedyNote.tsx';
import { useNow } from '../../state/use-live.ts';
import { WORDS } from './words.ts';

export interface NowProps {
  readonly view: AlertsView;
  readonly pairs: readonly Pair[];
  readonly hasNotifications: boolean;
}

/** Who is told at all, what stands against the pairs, and what of it does not get out. */
export function Now({ view, pairs, hasNotifications }: NowProps): ReactNode {
  const { settings, outbox, standing, deadMan } = view;
  const context = { now: useNow(5_000), timeZone: undefined };
  const hasChannel = settings.mail !== undefined || settings.webhook !== undefined;
  const alerts = standing.flatMap(({ pairId, standing: each }) =>
    each.map((alert) => ({ alert, pair: pairs.find(({ id }) => id === pairId) })),
  );
  const { trouble, waiting, storage } = outbox;
  const hasTrouble = trouble.mail !== undefined || trouble.webhook !== undefined;
  return (
    <Group title={WORDS.now}>
      {!hasChannel && (
        <Row
          mark={<Mark state="warn" />}
          title={hasNotifications ? WORDS.hereAlone : WORDS.nobody}
          detail={hasNotifications ? WORDS.hereAloneWhy : WORDS.nobodyWhy}
        />
      )}
      {(['mail', 'webhook'] as const).map((channel) => {
        const each = trouble[channel];
        return (
          each !== undefined && <Trouble key={channel} channel={channel} trouble={each} context={context} />
        );
      })}
      {storage !== undefined && (
        <RemedyNote
          state="warn"
          title={WORDS.notKept}
          {...explainProblem(storage)}
          meaning={WORDS.notKeptMeans}
          action={undefined}
          about={{}}
        />
      )}
      {deadMan !== undefined && (
        <RemedyNote
          state="warn"
          title={WORDS.notPinged}
          message={capitalised(explainProblem(deadMan).message)}
          meaning={WORDS.notPingedMeans}
          remedy={undefined}
          about={{}}
        />
      )}
      {alerts.map(({ alert, pair }) => (
        <Standing
          key={`${pair?.id ?? ''} ${alert.kind}`}
          alert={alert}
          pair={pair}
          hasChannel={hasChannel}
          context={context}
        />
      ))}
      {waiting > 0 && (
        <Row mark={<Mark state={hasTrouble ? 'warn' : 'idle'} />} title={WORDS.waiting(waiting)} />
      )}
      {alerts.length === 0 &&
        (pairs.length === 0 ? (
          <Row mark={<Mark state="idle" />} title={WORDS.noPairs} detail={WORDS.noPairsWhy} />
        ) : (
          <Row
            mark={<Mark state="good" />}
            title={WORDS.well}
            {...(hasChannel && !hasTrouble && { detail: WORDS.wellWhy })}
          />
        ))}
    </Group>
  );
}

function Trouble({
  channel,
  trouble: { problem, since, tries, nextTryAt },
  context,
}: {
  readonly channel: AlertChannel;
  readonly trouble: ChannelTrouble;
  readonly context: TimeContext;
}): ReactNode {
  const { message, remedy } = explainProblem(problem);
  return (
    <RemedyNote
      state="bad"
      title={WORDS.notThrough(channel)}
      message={capitalised(message)}
      remedy={remedy}
      about={{}}
    >
      <p>{WORDS.tried(tries, relativeTime(since, context), comingTime(nextTryAt, context))}</p>
    </RemedyNote>
  );
}

function Standing({
  alert,
  pair,
  hasChannel,
  context,
}: {
  readonly alert: StandingAlert;
  readonly pair: Pair | undefined;
  readonly hasChannel: boolean;
  readonly context: TimeContext;
}): ReactNode {
  const name = pair === undefined ? WORDS.removed : displayName(pair.name);
  if (pair === undefined)
    return <Row mark={<Mark state="idle" />} title={name} detail={alertHeadline(alert)} />;
  const { message, remedy, action } = alertWords({ ...alert, pair }, context);
  return (
    <RemedyNote
      state={alert.toldAt === undefined ? 'warn' : 'bad'}
      title={`${name}: ${alertHeadline(alert)}`}
      message={capitalised(message)}
      remedy={remedy}
      action={action}
      about={{ pairId: pair.id, runId: alert.runId }}
    >
      <p>{toldWords(alert, hasChannel, context)}</p>
    </RemedyNote>
  );
}

function toldWords(
  { since, toldAt, remindAt }: StandingAlert,
  hasChannel: boolean,
  context: TimeContext,
): string {
  const begun = WORDS.since(relativeTime(since, context));
  if (toldAt === undefined) return `${begun} ${WORDS.notYet}`;
  if (!hasChannel) return `${begun} ${WORDS.noneTold}`;
  const told = `${begun} ${WORDS.told(relativeTime(toldAt, context))}`;
  return remindAt === undefined ? told : `${told} ${WORDS.remind(comingTime(remindAt, context))}`;
}
