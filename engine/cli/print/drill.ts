import type { DrillReport } from '../../api/drill.ts';
import { hasPassed, type DrillStep, type DrillStepState } from '../../model/drill.ts';
import { printable } from '../../model/path-text.ts';
import { countOf, formatDuration } from '../../text/amounts.ts';
import { DRILL_STATES, drillStepTitle } from '../../text/drill-words.ts';
import { command } from '../text/command.ts';

/** `Database /Users/shop.db: passed (0.4 s)`, and what was seen below it. */
export function printDrillStep(step: DrillStep): string {
  const title = `${drillStepTitle(step)}: ${DRILL_STATES[step.state]} (${secondsOf(step.durationMs)})`;
  const said = (step.output ?? '').trimEnd();
  return said === '' ? title : [title, ...said.split('\n').map((line) => `  ${printable(line)}`)].join('\n');
}

/** What it came to, and what to do next. */
export function printDrillEnd({ pair, drill }: DrillReport): string {
  const { steps } = drill;
  const number = (wanted: DrillStepState): number => steps.filter(({ state }) => state === wanted).length;
  const took = secondsOf(Date.parse(drill.finishedAt) - Date.parse(drill.startedAt));
  const counts = (['passed', 'warned', 'failed', 'skipped'] as const)
    .filter((state) => number(state) > 0)
    .map((state) => `${String(number(state))} ${DRILL_STATES[state]}`);
  const head = `\nThe drill has ${hasPassed(drill) ? 'passed' : 'failed'}: of ${countOf(steps.length, 'thing')} ${counts.join(', ')}, in ${took}.`;
  const next = hasPassed(drill)
    ? `What it says of readiness: ${command('readiness', pair.name)}`
    : `Until another one has passed, the standby counts as not ready: ${command('drill', pair.name)}`;
  const hasCommands = steps.some(({ kind }) => kind === 'command');
  return [head, ...(hasCommands ? [] : [NO_COMMANDS]), next].join('\n');
}

const NO_COMMANDS =
  "No service was tried: the pair has no commands for that (pair change --on-drill 'standby: …').";

/** `0.4 s`, `1 min 30 s` */
function secondsOf(milliseconds: number): string {
  return milliseconds < 10_000 ? `${(milliseconds / 1_000).toFixed(1)} s` : formatDuration(milliseconds);
}
