import { useEffect, useState, type ReactNode } from 'react';
import { printable } from '../../../engine/model/path-text.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { countOf, formatBytes } from '../../../engine/text/amounts.ts';
import { ask } from '../../client.ts';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { usePlace } from '../../state/place.ts';
import { largestOf, type Item } from './largest.ts';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote, type Remedies } from './ProblemNote.tsx';
import { EndedRunPart, LiveRunPart } from './RunPart.tsx';
import { StepPage } from './StepPage.tsx';
import { usePairRun } from './use-pair-run.ts';
import { PREVIEW, STEP_TITLES } from './words.ts';

/** What a clone would do, before the first byte. */
export function PreviewPage({ work: { view, go } }: { readonly work: SetUpWork }): ReactNode {
  const { go: goTo } = usePlace();
  const run = usePairRun(view, 'preview');
  const { live, last, isStarting } = run;
  const isRunning = live !== undefined;
  const isOk = last?.outcome === 'succeeded' || last?.outcome === 'held' || last?.outcome === 'partial';
  const canGoOn = isOk && !isRunning;
  const remedies: Remedies = {
    'try-again': run.start,
    'open-volumes': () => go('volumes'),
    check: () => go('report'),
    'set-up': () => go('sign-in'),
    ...(last !== undefined && {
      'review-held': () => goTo({ screen: 'history', pairId: view.pair.id, runId: last.id }),
    }),
  };
  return (
    <StepPage
      title={STEP_TITLES.preview}
      lead={PREVIEW.lead}
      onBack={isRunning ? undefined : () => go('report')}
      onStop={isRunning ? run.cancel : undefined}
      onNext={isRunning ? undefined : canGoOn ? () => go('when') : run.start}
      nextLabel={canGoOn ? undefined : last === undefined ? PREVIEW.start : PREVIEW.again}
      isNextDisabled={isStarting || !run.isKnown}
      actions={canGoOn && <Button onPress={run.start}>{PREVIEW.again}</Button>}
    >
      {run.problem !== undefined && (
        <ProblemNote problem={run.problem} pairName={view.pair.name} remedies={{ 'try-again': run.start }} />
      )}
      {isRunning && <LiveRunPart live={live} pair={view.pair} />}
      {!isRunning && !isStarting && last !== undefined && (
        <>
          <EndedRunPart
            run={last}
            text={PREVIEW.nothingWritten}
            detail={outcomeText(last)}
            remedies={remedies}
          />
          {isOk && <Figures run={last} />}
          {isOk && <Largest run={last} />}
        </>
      )}
    </StepPage>
  );
}

function outcomeText({ outcome, totals }: RunRecord): string | undefined {
  if (outcome === 'held' || outcome === 'refused' || outcome === 'failed' || outcome === 'cancelled')
    return {
      held: PREVIEW.held,
      refused: PREVIEW.refused,
      failed: PREVIEW.failed,
      cancelled: PREVIEW.cancelled,
    }[outcome];
  return totals.created + totals.updated + totals.deleted === 0 ? PREVIEW.everythingThere : undefined;
}

function Figures({ run: { totals, volumes } }: { readonly run: RunRecord }): ReactNode {
  return (
    <>
      <Group title={PREVIEW.would}>
        <Row
          title={PREVIEW.copied}
          end={`${countOf(totals.created, 'new entry', 'new entries')}, ${countOf(totals.updated, 'changed one')}, ${formatBytes(totals.fileBytes)}`}
        />
        <Row title={PREVIEW.deleted} end={countOf(totals.deleted, 'entry', 'entries')} />
        <Row title={PREVIEW.size} end={formatBytes(totals.totalBytes)} />
      </Group>
      {volumes.length > 1 && (
        <Group title={PREVIEW.perVolume}>
          {volumes.map(({ volumeId, source, totals: own }) => (
            <Row
              key={volumeId}
              title={<bdi>{printable(source)}</bdi>}
              end={`${countOf(own.created + own.updated, 'entry', 'entries')}, ${formatBytes(own.fileBytes)}`}
            />
          ))}
        </Group>
      )}
    </>
  );
}

/** Of a folder no more is asked at once. */
const MOST_ENTRIES = 1_000;

function Largest({ run }: { readonly run: RunRecord }): ReactNode {
  const [items, setItems] = useState<readonly Item[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const folders = run.volumes.map(async ({ volumeId, source }) => {
      const page = await ask('history.folder', { runId: run.id, volumeId, limit: MOST_ENTRIES });
      return { root: source, entries: page.entries };
    });
    // Without it the totals still say what is to be known.
    void Promise.all(folders).then(
      (all) => {
        if (isCurrent) setItems(largestOf(all));
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [run.id]);
  if (items.length === 0) return null;
  return (
    <Group title={PREVIEW.largest} note={PREVIEW.largestNote}>
      {items.map(({ path, bytes, isFolder }) => (
        <Row
          key={path}
          title={
            <bdi>
              {printable(path)}
              {isFolder && '/'}
            </bdi>
          }
          end={formatBytes(bytes)}
        />
      ))}
    </Group>
  );
}
