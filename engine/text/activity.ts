import type { LiveRun, PairView } from '../api/snapshot.ts';
import type { RunId } from '../model/ids.ts';
import type { RunMode } from '../model/run.ts';
import { displayName } from './display-name.ts';
import { percentOf, phaseText } from './progress.ts';
import { shortNameOf } from './volume-name.ts';

/** A run that is under way. */
export interface Activity {
  readonly runId: RunId;
  readonly mode: RunMode;
  /** `Copying Users` */
  readonly text: string;
  /** Of the volume and phase under way; `undefined` until there is a total. */
  readonly percent: number | undefined;
  readonly isCancelling: boolean;
  /** False: another process runs it, which alone can call it off. */
  readonly isOurs: boolean;
}

const ELSEWHERE: Readonly<Record<RunMode, string>> = {
  sync: 'Syncing in another process',
  preview: 'Previewing in another process',
  verify: 'Verifying in another process',
};

/** From here on a run is worth a word. */
const LONG_SECONDS = 5;

/** It brings over what has just changed, as happens all day: nothing to look up for, unless it takes its time. */
export function isPassing({ followsChanges, progress, isCancelling, retrying }: LiveRun): boolean {
  const isShort = (progress?.secondsLeft ?? 0) < LONG_SECONDS;
  return followsChanges && isShort && !isCancelling && retrying === undefined;
}

export function activityOf({ live, running, pair }: PairView): Activity | undefined {
  if (live !== undefined && !isPassing(live)) {
    const { runId, mode, isCancelling, volumeId } = live;
    const isAtWork = !isCancelling && live.retrying === undefined;
    const volume = volumeId === undefined ? '' : displayName(shortNameOf(pair.volumes, volumeId));
    return {
      runId,
      mode,
      text: phaseText(live, volume),
      percent: isAtWork ? percentOf(live.progress) : undefined,
      isCancelling,
      isOurs: true,
    };
  }
  if (live !== undefined || running === undefined) return undefined;
  const { id, mode } = running;
  return {
    runId: id,
    mode,
    text: ELSEWHERE[mode],
    percent: undefined,
    isCancelling: false,
    isOurs: false,
  };
}
