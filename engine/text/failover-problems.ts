import type { ProblemCode } from '../model/problem.ts';
import { because, named, type Said } from './said.ts';
import { words, type Words } from './words.ts';

type FailoverCode = Extract<ProblemCode, `runbook.${string}` | `failover.${string}`>;

export const FAILOVER_WORDS: Readonly<Record<FailoverCode, (it: Said) => Words>> = {
  'runbook.undelivered': (it) =>
    words(
      `the runbook could not be left on ${it.machine}, in${named(it)}${because(it)}.`,
      'Put that right there, or keep a printed one beside the standby.',
    ),
  'failover.no-clone': (it) =>
    words(
      'no macOS was found in the clone, or nobody knows which one the standby runs: there is nothing to say of a boot.',
      it.ways.survey(it.pairName),
      'survey',
    ),
};
