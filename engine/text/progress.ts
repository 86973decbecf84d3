import type { RunProgress } from '../api/events.ts';
import type { LiveRun } from '../api/snapshot.ts';
import { countOf, formatBytes, formatCount } from './amounts.ts';
import { PHASE_WORDS } from './run-words.ts';

/** A run under way in words: `Comparing 412,000 files`, `Copying`, `Checking`; with a volume `Copying Users`. */
export function phaseText({ phase, progress, retrying, isCancelling }: LiveRun, volume = ''): string {
  if (isCancelling) return 'Cancelling';
  if (retrying !== undefined) return 'Waiting to try again';
  if (phase === undefined) return 'Starting';
  const files = progress?.filesTotal ?? progress?.filesDone ?? 0;
  const isCounted = (phase === 'comparing' || phase === 'checking') && files > 0;
  const doing = isCounted ? `${PHASE_WORDS[phase]} ${countOf(files, 'file')}` : PHASE_WORDS[phase];
  if (volume === '' || phase === 'probing') return doing;
  // Nobody should read "Deleting Users".
  return isCounted || phase === 'deleting' ? `${doing} in ${volume}` : `${doing} ${volume}`;
}

/** Of the volume and phase under way, whole; never 100, which is said by the end of the run alone. */
export function percentOf(progress: RunProgress | undefined): number | undefined {
  const fraction = progress?.fraction;
  if (fraction === undefined || Number.isNaN(fraction)) return undefined;
  return Math.min(99, Math.max(0, Math.floor(fraction * 100)));
}

/** `1,200 of 4,000 files`, `1,200 files` */
export function filesText({ filesDone, filesTotal }: RunProgress): string {
  if (filesTotal === undefined) return countOf(filesDone, 'file');
  return `${formatCount(filesDone)} of ${countOf(filesTotal, 'file')}`;
}

/** `12.4 MB/s` */
export function rateText({ bytesPerSecond }: RunProgress): string | undefined {
  return bytesPerSecond === undefined ? undefined : `${formatBytes(Math.round(bytesPerSecond))}/s`;
}

/** `under a minute left`, `4 min left`, `1 h 20 min left`. Rounded up, and without seconds: what is guessed does not tick. */
export function timeLeftText({ secondsLeft }: RunProgress): string | undefined {
  if (secondsLeft === undefined || !Number.isFinite(secondsLeft)) return undefined;
  const minutes = Math.ceil(secondsLeft / 60);
  if (secondsLeft < 60) return 'under a minute left';
  if (minutes < 60) return `${String(minutes)} min left`;
  const rest = minutes % 60;
  return `${formatCount(Math.floor(minutes / 60))} h${rest === 0 ? '' : ` ${String(rest)} min`} left`;
}
