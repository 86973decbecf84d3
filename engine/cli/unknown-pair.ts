import type { Engine } from '../api/engine.ts';
import { printable } from '../model/path-text.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import { problemWords } from './text/explain.ts';
import { words, type Words } from '../text/words.ts';

/** The words for a problem; for an unknown pair with the names that there are, nearest first. */
export async function explainProblem(
  engine: Engine | undefined,
  problem: Problem,
  pairName: string | undefined,
): Promise<Words> {
  const wanted = pairName ?? problem.details.text;
  if (problem.code !== 'pair.unknown' || engine === undefined || wanted === undefined)
    return problemWords(problem, pairName);
  const names = problem.details.files ?? (await pairNames(engine));
  const { message } = problemWords(problem, wanted);
  if (names.length === 0) return words(message, 'There are no pairs yet; add one with: warmspare pair add');
  const nearest = nearestFirst(names, wanted).map(printable);
  const guess = editDistance(nearest[0] ?? '', wanted) <= 2 ? `Did you mean ${nearest[0] ?? ''}? ` : '';
  return words(message, `${guess}There is: ${nearest.join(', ')}`);
}

async function pairNames(engine: Engine): Promise<string[]> {
  try {
    return (await engine.pairs.list()).map((pair) => pair.name);
  } catch (error) {
    // The names are a courtesy; that they cannot be read is another problem than the one to be told.
    if (error instanceof EngineError) return [];
    throw error;
  }
}

export function nearestFirst(names: readonly string[], wanted: string): string[] {
  const distances = new Map(
    names.map((name) => [name, editDistance(name.toLowerCase(), wanted.toLowerCase())]),
  );
  return [...names].sort(
    (a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0) || (a < b ? -1 : a > b ? 1 : 0),
  );
}

/** How many letters to put in, take out or replace to get from one to the other. */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let at = 1; at <= to.length; at++) {
      const replaced = (previous[at - 1] ?? 0) + (from[row - 1] === to[at - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
