import { overdueAfterMs } from '../schedule/overdue.ts';
import { isWithin, verdict, type ReadinessFacts, type Verdict } from './facts.ts';

const DAY_MS = 86_400_000;
/** A copy that nobody compared for longer than a month may have gone bad on the disk. */
export const VERIFY_COUNTS_MS = 35 * DAY_MS;

/** Is there a whole copy, and is it no older than the pair's schedule lets it be? */
export function judgeRecoveryPoint({ pair, recoveryPoint, now }: ReadinessFacts): Verdict {
  if (recoveryPoint === undefined) return verdict('fail', { kind: 'no-copy' });
  const limitMs = overdueAfterMs(pair);
  const isFine = isWithin(recoveryPoint, limitMs, now);
  return verdict(isFine ? 'pass' : 'fail', { kind: 'copy-age', recoveryPoint, limitMs }, recoveryPoint);
}

/** A run that did not end well may have left the copy half of one time and half of another. */
export function judgeLastSync({ lastSync }: ReadinessFacts): Verdict {
  if (lastSync === undefined) return verdict('unknown', { kind: 'no-sync' });
  const { id: runId, outcome = 'failed', finishedAt, startedAt } = lastSync;
  const state = outcome === 'succeeded' ? 'pass' : 'fail';
  return verdict(state, { kind: 'sync-ended', outcome, runId }, finishedAt ?? startedAt);
}

/** Volumes of one moment fit together; of two moments they may not. */
export function judgeSameRun({ pair, lastSync, recoveryPoint }: ReadinessFacts): Verdict {
  if (lastSync === undefined) return verdict('unknown', { kind: 'no-sync' });
  const at = lastSync.finishedAt ?? lastSync.startedAt;
  const missing = pair.volumes.filter(
    ({ id, source, destination }) =>
      !lastSync.volumes.some(
        (one) =>
          one.volumeId === id &&
          one.source === source &&
          one.destination === destination &&
          one.state === 'done',
      ),
  );
  if (missing.length > 0) {
    const paths = missing.map(({ destination }) => destination);
    return verdict('fail', { kind: 'volumes-not-covered', paths }, at);
  }
  // The places were accepted anew since: what that run copied is not known to be there.
  if (recoveryPoint === undefined) return verdict('fail', { kind: 'no-copy' }, at);
  return verdict('pass', { kind: 'volumes-covered', count: pair.volumes.length }, at);
}

export function judgeVerify({ lastVerify, now }: ReadinessFacts): Verdict {
  if (lastVerify === undefined) return verdict('warn', { kind: 'never-verified' });
  const { verify, finishedAt, startedAt } = lastVerify;
  const at = finishedAt ?? startedAt;
  if (verify !== undefined && verify.different > 0) {
    const { different, compared } = verify;
    return verdict('fail', { kind: 'verify-differs', different, compared }, at);
  }
  if (lastVerify.outcome !== 'succeeded' || verify === undefined)
    return verdict('warn', { kind: 'verify-unfinished' }, at);
  const limitMs = VERIFY_COUNTS_MS;
  if (!isWithin(at, limitMs, now)) return verdict('warn', { kind: 'verify-old', limitMs }, at);
  const isFull = verify.scope.kind === 'full';
  return verdict('pass', { kind: 'verified', compared: verify.compared, isFull }, at);
}
