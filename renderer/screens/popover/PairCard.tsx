import type { ReactNode } from 'react';
import { formatDuration } from '../../../engine/text/amounts.ts';
import type { PairGlance } from '../../../engine/text/glance.ts';
import { millisecondsBetween } from '../../../engine/text/times.ts';
import { ReadinessLink } from '../../parts/ReadinessLink.tsx';
import { RecoveryClock } from '../../parts/RecoveryClock.tsx';
import { RunBars } from '../../parts/RunBars.tsx';
import { RunProgressView } from '../../parts/RunProgressView.tsx';
import { VolumeRows } from '../../parts/VolumeRows.tsx';
import { useReply } from '../../state/use-reply.ts';
import { volumeGlances } from '../../state/volume-glances.ts';
import { PairActions } from './PairActions.tsx';
import { StateNote } from './StateNote.tsx';
import { POPOVER_WORDS } from './words.ts';

const MOST_RUNS = 14;
const MOST_VOLUMES = 5;

export interface PairCardProps extends PairGlance {
  /** False while the configuration cannot be read. */
  readonly canRun: boolean;
}

/** Everything that the popover tells of one pair. */
export function PairCard({ view, glance, canRun }: PairCardProps): ReactNode {
  const { pair, lastRun } = view;
  const asked = useReply(
    'history.list',
    { pairId: pair.id, modes: ['sync'], limit: MOST_RUNS + 1 },
    `${lastRun?.id ?? ''} ${lastRun?.outcome ?? ''}`,
  );
  const known = asked.value ?? (lastRun === undefined ? [] : [lastRun]);
  const runs = known.filter(({ state }) => state === 'finished').slice(0, MOST_RUNS);
  const lastMs = runs[0] && millisecondsBetween(runs[0].startedAt, runs[0].finishedAt);
  return (
    <div className="pair-card">
      <div className="at-a-glance">
        <RecoveryClock recoveryPoint={view.recoveryPoint} />
        <ReadinessLink view={view} />
      </div>
      <RunProgressView view={view} />
      <div className="panel">
        <StateNote view={view} glance={glance} />
        <VolumeRows glances={volumeGlances(view, runs, canRun)} most={MOST_VOLUMES} />
      </div>
      {runs.length > 0 && (
        <div className="last-runs">
          <RunBars runs={runs} label={POPOVER_WORDS.lastRuns(runs.length)} />
          <p className="caption">
            <span aria-hidden>{POPOVER_WORDS.lastRuns(runs.length)}</span>
            {lastMs !== undefined && <span>{POPOVER_WORDS.lastTime(formatDuration(lastMs))}</span>}
          </p>
        </div>
      )}
      <PairActions view={view} canRun={canRun && glance.activity === undefined} />
    </div>
  );
}
