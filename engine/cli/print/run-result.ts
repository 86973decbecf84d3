import { printable } from '../../model/path-text.ts';
import type { Outcome, RunRecord } from '../../model/run.ts';
import { formatBytes, formatDuration } from '../../text/amounts.ts';
import type { Style } from './context.ts';
import { changesText, verifyFigures } from '../../text/run-words.ts';
import { printReasons } from './run-detail.ts';
import { millisecondsBetween } from '../../text/times.ts';

const TITLES: Readonly<Record<RunRecord['mode'], Readonly<Record<Outcome, string>>>> = {
  sync: {
    succeeded: 'Done',
    partial: 'Done in part',
    failed: 'Failed',
    cancelled: 'Cancelled',
    held: 'Held',
    refused: 'Refused',
  },
  preview: {
    succeeded: 'Preview',
    partial: 'Preview, in part',
    failed: 'Failed',
    cancelled: 'Cancelled',
    held: 'Preview; the run would be held',
    refused: 'Preview; the run would be refused',
  },
  verify: {
    succeeded: 'Verified',
    partial: 'Verified in part',
    failed: 'Failed',
    cancelled: 'Cancelled',
    held: 'Held',
    refused: 'Refused',
  },
};

/** The one line that a pipe gets: `Done: office, 12 created, 3 updated, 1 deleted, 212 MB sent in 41 s.` */
export function printRunLine(run: RunRecord, style: Style): string {
  const title = TITLES[run.mode][run.outcome ?? 'failed'];
  return `${emphasis(run.outcome, style)(title)}: ${[printable(run.pairName), ...figures(run)].join(', ')}.`;
}

function figures(run: RunRecord): string[] {
  if (run.outcome === 'refused' || (run.outcome === 'held' && run.mode === 'sync'))
    return ['nothing was changed'];
  const took = millisecondsBetween(run.startedAt, run.finishedAt);
  const time = took === undefined ? '' : ` in ${formatDuration(took)}`;
  if (run.mode === 'verify') {
    return run.verify === undefined ? [`nothing compared${time}`] : [`${verifyFigures(run.verify)}${time}`];
  }
  if (run.mode === 'preview')
    return [`${changesText(run)}, ${formatBytes(run.totals.fileBytes)} in changed files`];
  return [changesText(run), `${formatBytes(run.totals.wireBytes)} sent${time}`];
}

function emphasis(outcome: Outcome | undefined, style: Style): (text: string) => string {
  if (outcome === 'succeeded') return style.good;
  return outcome === 'failed' || outcome === 'refused' || outcome === undefined ? style.bad : style.warn;
}

/** The reasons behind the line, for stderr; empty when there is nothing to say. */
export function printRunReasons(run: RunRecord): string {
  const reasons = printReasons(run);
  return reasons.length === 0 ? '' : `${reasons.join('\n')}\n`;
}
