import type { RunProgress } from '../../api/events.ts';
import { formatBytes, formatCount, formatDuration } from '../../text/amounts.ts';
import { columnsOf, cutTo } from '../print/columns.ts';

const BAR_MIN = 10;
const BAR_MAX = 30;
const GAP = 2;

/** The work under way: `Copying Users` and, once known, how far it is. */
export interface ProgressState {
  readonly label: string;
  readonly progress: RunProgress | undefined;
}

interface Part {
  readonly text: string;
  /** Lower ones are kept longer on a narrow terminal. */
  readonly priority: number;
}

/** One line of at most `width - 1` columns: in the last one, some terminals wrap. */
export function formatProgressLine({ label, progress }: ProgressState, width: number): string {
  const room = Math.max(0, width - 1);
  if (progress === undefined) return cutTo(label, room);
  const kept = keepParts(partsOf(label, progress), room);
  const used = kept.reduce((sum, part) => sum + columnsOf(part.text) + GAP, -GAP);
  const barWidth = Math.min(BAR_MAX, BAR_MIN + room - used);
  const texts = kept.map((part) => (part === BAR ? formatBar(progress.fraction ?? 0, barWidth) : part.text));
  return cutTo(texts.join(' '.repeat(GAP)), room);
}

/** Takes its least width until the others have theirs, then what is left over. */
const BAR: Part = { text: formatBar(0, BAR_MIN), priority: 3 };

/** In the order of the line. */
function partsOf(label: string, progress: RunProgress): Part[] {
  const { fraction, bytesPerSecond, secondsLeft } = progress;
  return [
    { text: label, priority: 0 },
    ...(fraction === undefined ? [] : [BAR, { text: percentText(fraction), priority: 1 }]),
    { text: filesText(progress), priority: 5 },
    ...(progress.bytesDone > 0 ? [{ text: formatBytes(progress.bytesDone), priority: 4 }] : []),
    ...(bytesPerSecond === undefined ? [] : [{ text: `${formatBytes(bytesPerSecond)}/s`, priority: 6 }]),
    ...(secondsLeft === undefined
      ? []
      : [{ text: `${formatDuration(Math.ceil(secondsLeft) * 1000)} left`, priority: 2 }]),
  ];
}

/** 100 % is said at the end only, not when rounding. */
function percentText(fraction: number): string {
  const percent = fraction >= 1 ? 100 : Math.floor(Math.max(0, fraction) * 100);
  return `${String(percent).padStart(3)} %`;
}

function filesText({ filesDone, filesTotal }: RunProgress): string {
  const total = filesTotal === undefined ? '' : `/${formatCount(filesTotal)}`;
  return `${formatCount(filesDone)}${total} files`;
}

function keepParts(parts: readonly Part[], room: number): readonly Part[] {
  const byPriority = [...parts].sort((a, b) => a.priority - b.priority);
  const kept = new Set<Part>();
  let used = -GAP;
  for (const part of byPriority) {
    used += columnsOf(part.text) + GAP;
    if (used > room && kept.size > 0) break;
    kept.add(part);
  }
  return parts.filter((part) => kept.has(part));
}

function formatBar(fraction: number, width: number): string {
  const filled = Math.floor(Math.min(1, Math.max(0, fraction)) * width);
  return `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}]`;
}
