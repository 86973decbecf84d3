import type { ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { Button } from '../../parts/Button.tsx';
import { LeaveQuestion } from '../../parts/LeaveQuestion.tsx';
import { AskedView } from '../../parts/Loading.tsx';
import { Page } from '../../parts/Page.tsx';
import { useEdited } from '../../state/use-edited.ts';
import { useNow } from '../../state/use-live.ts';
import { useReply } from '../../state/use-reply.ts';
import { machineName } from '../../text/machine-name.ts';
import { DrillPart } from './drill/DrillPart.tsx';
import { jumpTo } from './jump-to.ts';
import { Answer } from './readiness/Answer.tsx';
import { Checks } from './readiness/Checks.tsx';
import { LookProblems } from './readiness/LookProblems.tsx';
import { Promotion } from './promotion/Promotion.tsx';
import { RunbookPart } from './runbook/RunbookPart.tsx';
import { draftOf, isSame } from './taking-over/draft.ts';
import { SaveBar } from './taking-over/SaveBar.tsx';
import { TakingOver } from './taking-over/TakingOver.tsx';
import { useLooking } from './use-looking.ts';
import { ANCHORS, WORDS } from './words.ts';
import './failover.css';
import './runbook/runbook.css';

/** Evidence grows too old while a page is open. */
const ANEW_MS = 10 * 60_000;

/** Whether the spare could take over now, how it is to, and what whoever stands before it has to do. */
export function Failover({ view }: { readonly view: PairView }): ReactNode {
  const { pair, lastRun, lastVerify, recoveryPoint } = view;
  const version = [pair, lastRun?.id, lastVerify?.id, recoveryPoint, view.drill?.state, useNow(ANEW_MS)];
  const readiness = useReply('failover.readiness', { pairId: pair.id }, version);
  const runbook = useReply('failover.runbook', { pairId: pair.id }, version);
  const looking = useLooking(pair.id, () => {
    readiness.again();
    runbook.again();
  });
  const hand = useEdited(draftOf(pair.failover), isSame);
  return (
    <div className="with-bar failover">
      <div className="scrolled">
        <Page
          title={WORDS.title}
          sub={
            <>
              <bdi>{pair.name}</bdi> → <bdi>{machineName(pair.standby)}</bdi>
            </>
          }
          actions={<Button onPress={() => jumpTo(ANCHORS.runbook)}>{WORDS.toRunbook}</Button>}
        >
          <AskedView asked={readiness} title={WORDS.notKnown} pair={pair}>
            {(report) => (
              <>
                <Answer report={report} looking={looking} />
                <LookProblems pair={pair} looking={looking} />
                <Checks pair={pair} readiness={report.readiness} look={looking.look} />
              </>
            )}
          </AskedView>
          <TakingOver
            pair={pair}
            readiness={readiness.value?.readiness}
            draft={hand.draft}
            change={(to) => hand.edit((draft) => ({ ...draft, ...to }))}
            onProved={readiness.again}
          />
          {readiness.value !== undefined && <DrillPart view={view} drill={readiness.value.drill} />}
          <Promotion view={view} />
          <AskedView asked={runbook} title={WORDS.noRunbook} pair={pair}>
            {(report) => <RunbookPart pair={pair} report={report} again={runbook.again} />}
          </AskedView>
          <LeaveQuestion isWanted={hand.isChanged} />
        </Page>
      </div>
      <SaveBar pair={pair} hand={hand} />
    </div>
  );
}
