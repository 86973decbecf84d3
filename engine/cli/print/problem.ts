import type { Hold, PlanRefusal } from '../../model/plan.ts';
import { printable } from '../../model/path-text.ts';
import type { Problem } from '../../model/problem.ts';
import type { PlanId } from '../../model/ids.ts';
import { approval, problemWords, refusalWords } from '../text/explain.ts';
import { holdWords } from '../../text/holds.ts';
import { joinWords, type Words } from '../../text/words.ts';
import { formatCount } from '../../text/amounts.ts';
import { destinationOf, type VolumePaths } from '../../text/volume-name.ts';

const MAX_FILES = 20;
const MAX_OUTPUT_LINES = 12;

export function printProblem(problem: Problem, pairName?: string): string {
  return printProblemWith(problem, problemWords(problem, pairName));
}

/** The words, then the files it is about, then what the tool itself said. */
export function printProblemWith(problem: Problem, words: Words): string {
  // The names of all pairs, which the words have already put in order.
  if (problem.code === 'pair.unknown') return joinWords(words);
  const { files = [], count, output } = problem.details;
  return [joinWords(words), ...printSample(files, count ?? files.length), ...printOutput(output)].join('\n');
}

export function printRefusal(refusal: PlanRefusal, pairName?: string): string {
  return joinWords(refusalWords(refusal, pairName));
}

/** Every hold with some of its paths, then the one command that approves them all. */
export function printHolds(
  holds: readonly Hold[],
  volumes: readonly VolumePaths[],
  pairName: string,
  planId: PlanId | undefined,
): string {
  const each = holds.flatMap((hold) => {
    const { message } = holdWords(hold, destinationOf(volumes, hold.volumeId));
    if (hold.sample.length === 0) return [message];
    return [`${message} Some of them:`, ...printSample(hold.sample, hold.count)];
  });
  return [...each, approval(pairName, planId)].join('\n');
}

/** At most 20 paths, one a line, and how many more there are. */
function printSample(paths: readonly string[], total: number): string[] {
  const shown = paths.slice(0, MAX_FILES).map((path) => `  ${printable(path)}`);
  const more = total - shown.length;
  return more > 0 && shown.length > 0 ? [...shown, `  and ${formatCount(more)} more`] : shown;
}

function printOutput(output: string | undefined): string[] {
  const lines = (output ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.slice(-MAX_OUTPUT_LINES).map((line) => `  | ${printable(line)}`);
}
