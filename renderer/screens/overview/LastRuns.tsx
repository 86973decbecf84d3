import type { ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { Outcome, RunRecord } from '../../../engine/model/run.ts';
import { formatBytes, formatDuration } from '../../../engine/text/amounts.ts';
import { changesText, OUTCOME_WORDS, verifyFigures } from '../../../engine/text/run-words.ts';
import { millisecondsBetween } from '../../../engine/text/times.ts';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark, type MarkState } from '../../parts/Mark.tsx';
import { Time } from '../../parts/Time.tsx';
import { useGo } from '../../state/use-remedy.ts';
import { OVERVIEW_WORDS } from './words.ts';

const MARKS: Readonly<Record<Outcome, MarkState>> = {
  succeeded: 'good',
  partial: 'warn',
  failed: 'bad',
  cancelled: 'idle',
  held: 'paused',
  refused: 'bad',
};

/** What the last sync did, and the last verify found. */
export function LastRuns({ view: { lastRun, lastVerify } }: { readonly view: PairView }): ReactNode {
  if (lastRun === undefined && lastVerify === undefined) return null;
  return (
    <Group title={OVERVIEW_WORDS.last}>
      {lastRun !== undefined && (
        <RunRow name={OVERVIEW_WORDS.lastSync} run={lastRun} figures={syncFigures(lastRun)} />
      )}
      {lastVerify !== undefined && (
        <RunRow
          name={OVERVIEW_WORDS.lastVerify}
          run={lastVerify}
          figures={lastVerify.verify === undefined ? [] : [verifyFigures(lastVerify.verify)]}
        />
      )}
    </Group>
  );
}

interface RunRowProps {
  readonly name: string;
  readonly run: RunRecord;
  readonly figures: readonly string[];
}

function RunRow({ name, run, figures }: RunRowProps): ReactNode {
  const go = useGo();
  const { id, pairId, outcome = 'failed', startedAt, finishedAt } = run;
  const tookMs = millisecondsBetween(startedAt, finishedAt);
  const took = tookMs === undefined ? [] : [OVERVIEW_WORDS.took(formatDuration(tookMs))];
  return (
    <Row
      mark={<Mark state={MARKS[outcome]} />}
      title={`${name}: ${OUTCOME_WORDS[outcome]}`}
      detail={[...figures, ...took].join(' · ')}
      end={
        <>
          <Time at={startedAt} />
          <Button kind="plain" onPress={() => go({ screen: 'history', pairId, runId: id })}>
            {OVERVIEW_WORDS.showRun}
          </Button>
        </>
      }
    />
  );
}

/** Of a run that was held or refused the figures are what it would have done; of one that came to nothing there are none. */
function syncFigures(run: RunRecord): readonly string[] {
  const { outcome, totals } = run;
  if (outcome === 'held' || outcome === 'refused') return [];
  const changes = totals.created + totals.updated + totals.deleted;
  if (outcome !== 'succeeded' && changes === 0 && totals.fileBytes === 0) return [];
  return [changesText(run), OVERVIEW_WORDS.copied(formatBytes(totals.fileBytes))];
}
