import type { ReactNode } from 'react';
import type { LiveRun } from '../../../../engine/api/snapshot.ts';
import { formatBytes, formatDuration } from '../../../../engine/text/amounts.ts';
import { dueWords } from '../../../../engine/text/lateness.ts';
import { percentOf, phaseText, timeLeftText } from '../../../../engine/text/progress.ts';
import { absoluteTime } from '../../../../engine/text/relative-time.ts';
import { millisecondsBetween, type TimeContext } from '../../../../engine/text/times.ts';
import { capitalised } from '../../../../engine/text/words.ts';
import { Bar } from '../../../parts/Bar.tsx';
import { useNow } from '../../../state/use-live.ts';
import { Counts } from '../Counts.tsx';
import { OutcomeMark } from '../OutcomeMark.tsx';
import { mannerOf, MODE_NAMES, outcomeName, whenText, WORDS } from '../words.ts';
import type { RunRow } from './run-rows.ts';

export interface RunLineProps {
  readonly row: RunRow;
  readonly index: number;
  readonly context: TimeContext;
  readonly isActive: boolean;
  readonly start: number;
  readonly measure: (element: HTMLDivElement | null) => void;
  readonly onOpen: () => void;
}

export function RunLine({ row, index, context, isActive, start, measure, onOpen }: RunLineProps): ReactNode {
  const { record, startedAt, mode, live } = row;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="run"
      data-row={index}
      data-index={index}
      ref={measure}
      tabIndex={isActive ? 0 : -1}
      style={{ transform: `translateY(${String(start)}px)` }}
      onClick={onOpen}
    >
      <span role="gridcell" className="when" title={absoluteTime(startedAt, context)}>
        {capitalised(whenText(startedAt, context))}
      </span>
      <span role="gridcell" className="what">
        {MODE_NAMES[mode]}{' '}
        {record?.due?.late !== undefined && (
          <small className="late" title={dueWords(record.due, startedAt, context)}>
            {WORDS.late}
          </small>
        )}
      </span>
      <span role="gridcell" className="outcome">
        <OutcomeMark outcome={record?.outcome} />
        {record?.outcome !== undefined ? outcomeName(record.outcome) : <Progress live={live} />}
      </span>
      <span role="gridcell" className="took">
        {record?.finishedAt === undefined ? (
          <SoFar from={startedAt} />
        ) : (
          formatDuration(millisecondsBetween(startedAt, record.finishedAt) ?? 0)
        )}
      </span>
      <span role="gridcell" className="changes">
        {record !== undefined && <Changes record={record} />}
      </span>
      <span role="gridcell" className="bytes">
        {bytesOf(row)}
      </span>
    </div>
  );
}

/** Of a run under way. */
function SoFar({ from }: { readonly from: string }): ReactNode {
  const now = useNow();
  return formatDuration(now - Date.parse(from));
}

function Changes({ record }: { readonly record: NonNullable<RunRow['record']> }): ReactNode {
  const { created, updated, deleted } = record.totals;
  const manner = mannerOf(record);
  return (
    <>
      {manner === 'planned' && created + updated + deleted > 0 && <small aria-hidden>{WORDS.would} </small>}
      <Counts counts={{ created, updated, deleted }} manner={manner} />
    </>
  );
}

function bytesOf({ record, live, mode }: RunRow): string {
  const bytes = live?.progress?.bytesDone ?? record?.totals.fileBytes ?? 0;
  return mode === 'verify' || bytes === 0 ? '' : formatBytes(bytes);
}

function Progress({ live }: { readonly live: LiveRun | undefined }): ReactNode {
  if (live === undefined) return WORDS.startedElsewhere;
  const left = live.progress && timeLeftText(live.progress);
  const percent = percentOf(live.progress);
  const text = [phaseText(live), percent === undefined ? undefined : `${String(percent)} %`, left];
  return (
    <span className="progress">
      {text.filter((part) => part !== undefined).join(', ')}
      <Bar label={phaseText(live)} fraction={live.progress?.fraction} />
    </span>
  );
}
