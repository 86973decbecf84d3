import type { RunCause } from '../model/run-cause.ts';
import type { RunRecord } from '../model/run.ts';
import { countOf } from './amounts.ts';
import { explainCause } from './app/explain.ts';
import { destinationOf, volumesOf } from './volume-name.ts';
import type { Words } from './words.ts';

/** The reason in words, and that there are others. */
export function causeWords(cause: RunCause, run: RunRecord): Words {
  const { message, ...rest } = explainCause(cause, {
    pairName: run.pairName,
    destinationOf: ({ volumeId }) => destinationOf(volumesOf(run), volumeId),
    planId: run.planId,
  });
  const others = countOfReasons(run) - 1;
  return others > 0
    ? {
        message: `${message} There ${others === 1 ? 'is' : 'are'} ${countOf(others, 'more reason')}.`,
        ...rest,
      }
    : { message, ...rest };
}

function countOfReasons({ outcome, refusals, holds, problems }: RunRecord): number {
  if (outcome === 'refused' && refusals.length > 0) return refusals.length;
  if (outcome === 'held' && holds.length > 0) return holds.length;
  return outcome === 'cancelled' ? 1 : problems.length;
}
