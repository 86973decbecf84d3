import { realpath } from 'node:fs/promises';
import type { PathText } from '../../model/path-text.ts';
import { hasRawBytes } from '../../model/path-text.ts';
import type { HistoryMark } from '../../model/journal-place.ts';
import type { Clock } from '../../platform/clock.ts';
import type { VolumeWatch, WatchSink } from '../volume-watch.ts';
import { readFsEvent } from './read-event.ts';

/** The package `fsevents` as it is used here: from an id on, or from now on. `watch` returns what ends it. */
export interface FsEvents {
  readonly watch: (
    path: string,
    ...from: [since: number, handler: FsEventHandler] | [handler: FsEventHandler]
  ) => () => Promise<void>;
}
export type FsEventHandler = (path: string, flags: number, id: number) => void;

export interface FsEventsPorts {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly fsEvents: FsEvents;
  /** Which history of changes a folder has now; `undefined`: none that can be relied on. */
  readonly historyOf: (root: string) => Promise<string | undefined>;
}

/** What has happened is told within a second: the stream gathers events for a moment, and nobody can ask it for them. */
const TOLD_WITHIN_MS = 1_500;
/**
 * A history is written in pieces, and an event of a lower number may come after one of a higher (FSEvents.h,
 * kFSEventStreamCreateFlagFullHistory, which the package does not ask for). How much later has not been measured on a Mac.
 */
const MARKS_SETTLE_MS = 600_000;
/** A history that takes longer is worth no more than going through everything. */
const HISTORY_WITHIN_MS = 60_000;

/** Follows a tree by FSEvents: attributes too, and what it cannot name any more it says. Not run on a Mac yet. */
export async function watchByFsEvents(
  root: PathText,
  sink: WatchSink,
  ports: FsEventsPorts,
  since?: HistoryMark,
  signal?: AbortSignal,
): Promise<VolumeWatch> {
  if (hasRawBytes(root)) throw new Error('a folder whose name is not text cannot be followed');
  const real = await realpath(root);
  const history = await ports.historyOf(real);
  const from = since !== undefined && since.history === history ? since.eventId : undefined;
  let endHistory: () => void = () => undefined;
  const historyDone = new Promise<true>((resolve) => {
    endHistory = () => {
      resolve(true);
    };
  });
  let isOver = false;
  let last = from;
  const handle: FsEventHandler = (path, flags, id) => {
    if (isOver) return;
    const event = readFsEvent(real, path, flags);
    if (event.kind === 'changed') sink.changed(event.path, event.what);
    if (event.kind === 'lost') sink.lost(event.why);
    if (event.kind === 'history-done') endHistory();
    else last = Math.max(last ?? 0, id);
  };
  const stop =
    from === undefined ? ports.fsEvents.watch(real, handle) : ports.fsEvents.watch(real, from, handle);
  const wentOn = from !== undefined && (await within(historyDone, ports.clock, signal));
  return {
    wentOn,
    marksSettleMs: MARKS_SETTLE_MS,
    settle: () => ports.clock.sleep(TOLD_WITHIN_MS),
    mark: () =>
      history === undefined || last === undefined || !Number.isSafeInteger(last)
        ? undefined
        : { history, eventId: last },
    close: async () => {
      isOver = true;
      await stop();
    },
  };
}

async function within(
  done: Promise<true>,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const late = new AbortController();
  const ends = signal === undefined ? late.signal : AbortSignal.any([late.signal, signal]);
  const tooLate = clock.sleep(HISTORY_WITHIN_MS, ends).then(
    () => false,
    () => false,
  );
  const isDone = await Promise.race([done, tooLate]);
  late.abort();
  return isDone;
}
