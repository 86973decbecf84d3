import { realpath } from 'node:fs/promises';
import type { PathText } from '../../model/path-text.ts';
import { hasRawBytes } from '../../model/path-text.ts';
import type { Clock } from '../../platform/clock.ts';
import type { VolumeWatch, WatchSink } from '../volume-watch.ts';
import { readFsEvent } from './read-event.ts';

/** The package `fsevents` as it is used here: `watch(path, since, handler)` returns what ends it. */
export interface FsEvents {
  readonly watch: (
    path: string,
    handler: (path: string, flags: number, id: number) => void,
  ) => () => Promise<void>;
}

/** What has happened is told within a second: the stream gathers events for a moment, and nobody can ask it for them. */
const TOLD_WITHIN_MS = 1_500;

/** Follows a tree by FSEvents: attributes too, and what it cannot name any more it says. Not run on a Mac yet. */
export async function watchByFsEvents(
  root: PathText,
  sink: WatchSink,
  { clock, fsEvents }: { readonly clock: Pick<Clock, 'sleep'>; readonly fsEvents: FsEvents },
): Promise<VolumeWatch> {
  if (hasRawBytes(root)) throw new Error('a folder whose name is not text cannot be followed');
  const real = await realpath(root);
  let isOver = false;
  const stop = fsEvents.watch(real, (path, flags) => {
    if (isOver) return;
    const event = readFsEvent(real, path, flags);
    if (event.kind === 'changed') sink.changed(event.path, event.what);
    if (event.kind === 'lost') sink.lost(event.why);
  });
  return {
    settle: () => clock.sleep(TOLD_WITHIN_MS),
    close: async () => {
      isOver = true;
      await stop();
    },
  };
}
