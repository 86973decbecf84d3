import { useMemo, useState, type ReactNode } from 'react';
import type { Pair } from '../../../engine/model/pair.ts';
import type { RecoveryHistory } from '../../../engine/model/recovery-history.ts';
import { formatAge, formatBytes, formatDuration } from '../../../engine/text/amounts.ts';
import { overdueAfterMs } from '../../../engine/plan/schedule/overdue.ts';
import { OUTCOME_WORDS } from '../../../engine/text/run-words.ts';
import { formatTime } from '../../../engine/text/times.ts';
import { Chart } from '../../parts/Chart.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { AskedView } from '../../parts/Loading.tsx';
import { Empty } from '../../parts/Page.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { agePeaks, ageSeries, highestAge, runSeries, syncsOf } from '../../state/recovery-series.ts';
import { useReply } from '../../state/use-reply.ts';
import { ageChart, bytesChart, durationChart } from './charts.ts';
import { OVERVIEW_WORDS } from './words.ts';

const SPANS = ['7', '30', '90'] as const;
type Span = (typeof SPANS)[number];

/** How old the copy was, and what each sync took. */
export function Past({
  pair,
  version,
}: {
  readonly pair: Pair;
  readonly version: string | undefined;
}): ReactNode {
  const [span, setSpan] = useState<Span>('30');
  const asked = useReply('history.measure', { pairId: pair.id, days: Number(span) }, version);
  return (
    <section className="group past" aria-label={OVERVIEW_WORDS.past}>
      <div className="past-head">
        <h2>{OVERVIEW_WORDS.past}</h2>
        <Segmented
          label={OVERVIEW_WORDS.span}
          choices={SPANS.map((id) => ({ id, label: OVERVIEW_WORDS.days(id) }))}
          chosen={span}
          onChoose={setSpan}
        />
      </div>
      <div className="panel past-body">
        <AskedView asked={asked} title={OVERVIEW_WORDS.pastFailed} pair={pair}>
          {(history) => <Charts history={history} overdueMs={overdueAfterMs(pair)} />}
        </AskedView>
      </div>
    </section>
  );
}

function Charts({
  history,
  overdueMs,
}: {
  readonly history: RecoveryHistory;
  readonly overdueMs: number;
}): ReactNode {
  const drawn = useMemo(() => drawingsOf(history, overdueMs), [history, overdueMs]);
  const syncs = syncsOf(history);
  if (history.ages.length === 0 && syncs.length === 0)
    return <Empty title={OVERVIEW_WORDS.noPast}>{OVERVIEW_WORDS.noPastWhy}</Empty>;
  const context = { now: Date.parse(history.to), timeZone: undefined };
  const at = (iso: string): string => formatTime(iso, context);
  const highest = highestAge(history);
  const highestText =
    highest === undefined ? '' : OVERVIEW_WORDS.highest(formatAge(highest.ageMs), at(highest.at));
  return (
    <>
      {highest !== undefined && (
        <>
          <p className="highest">{highestText}</p>
          <Chart
            label={`${OVERVIEW_WORDS.ageChart} ${highestText}`}
            data={drawn.ages}
            options={drawn.ageOptions}
            height={13}
          />
          <p className="hint">{OVERVIEW_WORDS.pastNote}</p>
          <DataTable
            summary={OVERVIEW_WORDS.ageTable}
            columns={OVERVIEW_WORDS.ageColumns}
            rows={agePeaks(history).map((point) => [at(point.at), formatAge(point.ageMs)])}
          />
        </>
      )}
      {syncs.length > 0 && (
        <>
          <h3>{OVERVIEW_WORDS.bytes}</h3>
          <Chart
            label={OVERVIEW_WORDS.bytesChart}
            data={drawn.bytes}
            options={drawn.bytesOptions}
            height={8.5}
          />
          <h3>{OVERVIEW_WORDS.duration}</h3>
          <Chart
            label={OVERVIEW_WORDS.durationChart}
            data={drawn.durations}
            options={drawn.durationOptions}
            height={8.5}
          />
          {syncs.some(({ outcome }) => outcome !== 'succeeded') && (
            <p className="hint">{OVERVIEW_WORDS.hollow}</p>
          )}
          <DataTable
            summary={OVERVIEW_WORDS.runTable}
            columns={OVERVIEW_WORDS.runColumns}
            rows={syncs.map((run) => [
              at(run.startedAt),
              OUTCOME_WORDS[run.outcome],
              formatDuration(run.durationMs),
              formatBytes(run.fileBytes),
            ])}
          />
        </>
      )}
    </>
  );
}

function drawingsOf(history: RecoveryHistory, overdueMs: number) {
  const ages = ageSeries(history);
  const syncs = syncsOf(history);
  const rows = ({
    at,
    good,
    other,
  }: ReturnType<typeof runSeries>): [number[], (number | null)[], (number | null)[]] => [
    [...at],
    [...good],
    [...other],
  ];
  const span = { from: Date.parse(history.from) / 1_000, to: Date.parse(history.to) / 1_000 };
  return {
    ages: [[...ages.at], [...ages.hours]] as [number[], number[]],
    ageOptions: ageChart(span, highestAge(history), overdueMs),
    bytes: rows(runSeries(syncs, ({ fileBytes }) => fileBytes)),
    bytesOptions: bytesChart(span),
    durations: rows(runSeries(syncs, ({ durationMs }) => durationMs)),
    durationOptions: durationChart(span),
  };
}
