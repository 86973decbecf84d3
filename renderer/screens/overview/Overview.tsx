import type { ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { RemedyAction } from '../../../engine/text/remedy-action.ts';
import { Group } from '../../parts/Group.tsx';
import { NextRun } from '../../parts/NextRun.tsx';
import { Page } from '../../parts/Page.tsx';
import { ReadinessLink } from '../../parts/ReadinessLink.tsx';
import { RecoveryClock } from '../../parts/RecoveryClock.tsx';
import { RemedyNote } from '../../parts/RemedyNote.tsx';
import { RunProgressView } from '../../parts/RunProgressView.tsx';
import { VolumeRows } from '../../parts/VolumeRows.tsx';
import { GLANCE_MARKS } from '../../parts/glance-marks.ts';
import { useGlance } from '../../state/use-glance.ts';
import { useSnapshot } from '../../state/use-live.ts';
import { useReply } from '../../state/use-reply.ts';
import { volumeGlances } from '../../state/volume-glances.ts';
import { machineName } from '../../text/machine-name.ts';
import { LastRuns } from './LastRuns.tsx';
import { OverviewActions } from './OverviewActions.tsx';
import { PairGroup } from './PairGroup.tsx';
import { Past } from './Past.tsx';
import { PreviewResult } from './PreviewResult.tsx';
import { Review } from './Review.tsx';
import { usePreview } from './use-preview.ts';
import { OVERVIEW_WORDS } from './words.ts';
import './overview.css';

const MOST_VOLUMES = 8;
/** The page has a button for them anyway, or the review itself. */
const IS_HERE: ReadonlySet<RemedyAction | undefined> = new Set<RemedyAction>([
  'sync',
  'preview',
  'verify',
  'review-held',
]);

/** One pair: what its spare is worth, what was done, and what can be done. */
export function Overview({ view }: { readonly view: PairView }): ReactNode {
  const { pair, lastRun } = view;
  const glance = useGlance(view);
  const isKnown = useSnapshot()?.fault === undefined;
  const canRun = isKnown && glance.activity === undefined;
  const preview = usePreview(view);
  const recent = useReply('history.list', { pairId: pair.id, modes: ['sync'], limit: 20 }, lastRun?.id);
  const runs = (recent.value ?? []).filter(({ state }) => state === 'finished');
  const { state, headline, detail, remedy } = glance;
  return (
    <Page
      title={OVERVIEW_WORDS.title}
      sub={
        <>
          <span>
            <bdi>{pair.name}</bdi> → <bdi>{machineName(pair.standby)}</bdi>
          </span>
          <NextRun view={view} />
        </>
      }
      actions={canRun && <OverviewActions view={view} />}
    >
      <div className="at-a-glance">
        <RecoveryClock recoveryPoint={view.recoveryPoint} />
        <ReadinessLink view={view} />
      </div>
      <div className="group overview-state">
        <RunProgressView view={view} />
        <div className="panel">
          <RemedyNote
            state={GLANCE_MARKS[state]}
            title={state === 'syncing' ? undefined : headline}
            message={detail}
            remedy={remedy?.text}
            action={IS_HERE.has(remedy?.action) ? undefined : remedy?.action}
            about={{ pairId: pair.id, runId: lastRun?.id }}
          />
        </div>
      </div>
      {/* A preview has looked since, and its plan is the one to approve. */}
      {canRun && preview === undefined && lastRun !== undefined && <Review pair={pair} run={lastRun} />}
      {canRun && preview !== undefined && <PreviewResult pair={pair} preview={preview} />}
      <Group title={OVERVIEW_WORDS.volumes}>
        <VolumeRows glances={volumeGlances(view, runs, isKnown)} most={MOST_VOLUMES} />
      </Group>
      <LastRuns view={view} />
      <Past pair={pair} version={lastRun?.id} />
      <PairGroup pair={pair} />
    </Page>
  );
}
