import type { Problem } from '../../../../engine/model/problem.ts';
import { explainProblem } from '../../../../engine/text/app/explain.ts';
import type { Words } from '../../../../engine/text/words.ts';

/** Problems of one code, explained once. */
export interface ProblemGroup {
  readonly code: Problem['code'];
  /** Whatever is said of each, each once. */
  readonly messages: readonly string[];
  /** Of the first of them. */
  readonly words: Words;
  /** How often it came up. */
  readonly times: number;
  /** Files concerned, as far as they were counted. */
  readonly fileCount: number;
  /** Those that are known by name, each once. */
  readonly files: readonly string[];
  /** The tool's last words, each once. */
  readonly outputs: readonly string[];
}

/** In the order in which they came up first. */
export function problemGroups(problems: readonly Problem[], pairName: string): ProblemGroup[] {
  const byCode = new Map<string, Problem[]>();
  for (const problem of problems) byCode.set(problem.code, [...(byCode.get(problem.code) ?? []), problem]);
  return [...byCode.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [groupOf(first, same, pairName)];
  });
}

function groupOf(first: Problem, same: readonly Problem[], pairName: string): ProblemGroup {
  const details = same.map((problem) => problem.details);
  const files = unique(details.flatMap((detail) => detail.files ?? []));
  const counted = details.reduce((sum, detail) => sum + (detail.count ?? detail.files?.length ?? 0), 0);
  return {
    code: first.code,
    messages: unique(same.map((problem) => explainProblem(problem, pairName).message)),
    words: explainProblem(first, pairName),
    times: same.length,
    fileCount: files.length === 0 ? 0 : Math.max(counted, files.length),
    files,
    outputs: unique(details.flatMap(({ output }) => (output === undefined || output === '' ? [] : [output]))),
  };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
