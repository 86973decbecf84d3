import { printable } from '../../model/path-text.ts';
import type { Phase, RunRecord, VolumeResult } from '../../model/run.ts';
import { changesText, MODE_WORDS, PHASE_WORDS, verifyFigures, VOLUME_STATES } from '../../text/run-words.ts';
import { formatBytes, formatCount, formatDuration } from '../../text/amounts.ts';
import { formatFields } from './columns.ts';
import type { PrintContext } from './context.ts';
import { lossesInOneLine } from './fidelity.ts';
import { printHolds, printProblem, printRefusal } from './problem.ts';
import { colouredOutcome } from './status.ts';
import { formatTime, millisecondsBetween } from '../../text/times.ts';
import { scopeWords } from '../../text/standing-words.ts';
import { volumesOf } from '../../text/volume-name.ts';

/** Everything that the history knows of one run but the changes and the log. */
export function printRun(run: RunRecord, context: PrintContext): string {
  const title = `${context.style.strong(run.id)}: ${MODE_WORDS[run.mode]} of ${printable(run.pairName)}, ${colouredOutcome(run, context.style)}`;
  const hint =
    run.totals.created + run.totals.updated + run.totals.deleted > 0
      ? [`See every change with: warmspare history --run ${run.id} --changes`]
      : [];
  return [`${title}\n${printFigures(run, context)}`, ...printReasons(run), ...hint].join('\n\n');
}

function printFigures(run: RunRecord, context: PrintContext): string {
  const { totals } = run;
  const took = millisecondsBetween(run.startedAt, run.finishedAt);
  const duration = took === undefined ? '' : `, ${formatDuration(took)}`;
  return formatFields([
    ['Started', `${formatTime(run.startedAt, context)}${duration}`],
    ...phaseRows(run.phases),
    ['Entries', `${formatCount(totals.scanned)} looked at`],
    ...(run.scope === undefined ? [] : [['Looked at', scopeWords(run.scope)] as const]),
    ['Changes', changesText(run)],
    ['Size', `${formatBytes(totals.totalBytes)} in all, ${formatBytes(totals.fileBytes)} in changed files`],
    ['Sent', `${formatBytes(totals.wireBytes)}${speedUp(run)}`],
    ...(run.verify === undefined ? [] : [['Verified', verifyFigures(run.verify)] as const]),
    ...(run.recoveryPoint === undefined
      ? []
      : [['Recovery point', formatTime(run.recoveryPoint, context)] as const]),
    ...run.volumes.map((volume) => ['Volume', volumeText(volume)] as const),
  ]);
}

/** In the order of a run, whatever the order in which they were written down. */
function phaseRows(phases: RunRecord['phases']): (readonly [string, string])[] {
  return (Object.keys(PHASE_WORDS) as Phase[]).flatMap((phase) => {
    const milliseconds = phases[phase];
    return milliseconds === undefined
      ? []
      : [[`  ${PHASE_WORDS[phase]}`, formatDuration(milliseconds)] as const];
  });
}

/** How many times less was sent than a whole copy would take. */
function speedUp({ totals }: RunRecord): string {
  if (totals.wireBytes === 0 || totals.totalBytes <= totals.wireBytes) return '';
  const times = totals.totalBytes / totals.wireBytes;
  return `, ${times < 10 ? times.toFixed(1) : formatCount(times)} times less than everything`;
}

function volumeText(volume: VolumeResult): string {
  return `${printable(volume.source)} -> ${printable(volume.destination)}: ${VOLUME_STATES[volume.state]}`;
}

/** Why the run ended as it did: problems, refusals, holds and what was not kept, a paragraph each. */
export function printReasons(run: RunRecord): string[] {
  const losses = lossesInOneLine(run.losses);
  return [
    ...run.refusals.map((refusal) => printRefusal(refusal, run.pairName)),
    ...(run.holds.length === 0 ? [] : [printHolds(run.holds, volumesOf(run), run.pairName, run.planId)]),
    ...run.problems.map((problem) => printProblem(problem, run.pairName)),
    ...(losses === undefined ? [] : [losses]),
  ];
}
