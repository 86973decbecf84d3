import type { RunRecord } from '../../../../engine/model/run.ts';
import { countOf, formatCount } from '../../../../engine/text/amounts.ts';

type Ended = Pick<RunRecord, 'mode' | 'outcome' | 'recoveryPoint' | 'verify' | 'volumes'>;

/** How a run ended, in a sentence. */
export function outcomeSentence(run: Ended): string {
  const { mode, outcome, verify } = run;
  switch (outcome) {
    case undefined:
      return 'It has not ended yet.';
    case 'held':
      return 'It stopped before it changed anything, and waits for a person.';
    case 'refused':
      return 'It was not started: something stood against it.';
    case 'cancelled':
      return 'It was cancelled.';
    case 'failed':
      return mode === 'verify' ? 'The comparison could not be finished.' : 'It failed before it was done.';
    case 'partial':
      if (verify !== undefined && verify.different > 0)
        return `${countOf(verify.different, 'file')} of ${formatCount(verify.compared)} compared ${verify.different === 1 ? 'is' : 'are'} not as on the primary.`;
      return mode === 'sync'
        ? `Not everything could be copied${volumesLeft(run)}.`
        : 'Not everything could be looked at.';
    case 'succeeded':
      return {
        sync: 'Everything was copied.',
        preview: 'Everything was compared.',
        verify: 'No file is different.',
      }[mode];
  }
}

function volumesLeft({ volumes }: Ended): string {
  const done = volumes.filter(({ state }) => state === 'done').length;
  return volumes.length < 2 || done === 0
    ? ''
    : `; ${formatCount(done)} of ${countOf(volumes.length, 'volume')} are complete`;
}

/** What it means for the spare. `point`: how the recovery point is said. */
export function meaningForSpare(run: Ended, point: (iso: string) => string): string {
  const { mode, outcome, recoveryPoint, verify } = run;
  if (outcome === undefined)
    return mode === 'sync'
      ? 'The spare stands as after the last complete sync, or newer.'
      : 'The spare is not changed by it.';
  if (mode === 'preview') return 'The spare was not changed: this only shows what a sync would do.';
  if (mode === 'verify') return meaningOfVerify(outcome, verify);
  if (recoveryPoint !== undefined) return `The spare is as the primary was on ${point(recoveryPoint)}.`;
  switch (outcome) {
    case 'held':
    case 'refused':
      return 'The spare was not changed; its recovery point stays where it was.';
    case 'succeeded':
      return 'The spare’s recovery point was not moved by it.';
    case 'partial':
    case 'failed':
    case 'cancelled':
      return 'What had been copied by then is on the spare, and the next sync goes on from there. The recovery point stays where it was.';
  }
}

function meaningOfVerify(outcome: NonNullable<Ended['outcome']>, verify: Ended['verify']): string {
  if (verify !== undefined && verify.different > 0)
    return 'If the primary died now, the spare would serve those files as they are there. A sync that compares contents mends them.';
  if (outcome !== 'succeeded' || verify === undefined)
    return 'It says nothing about the files that were not compared. The spare was not changed.';
  return verify.scope.kind === 'full'
    ? 'The spare holds the same contents as the primary did then.'
    : 'What was sampled is the same on the spare as on the primary.';
}
