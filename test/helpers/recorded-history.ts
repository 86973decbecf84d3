import { onTestFinished } from 'vitest';
import { openWatchOn } from '../../engine/journal/open-watch.ts';
import type { OpenWatch, SeenChange, VolumeWatch, WatchSink } from '../../engine/journal/volume-watch.ts';
import { systemClock } from '../../engine/platform/clock.ts';

/** Changes as the system's own daemon keeps them on a Mac: it goes on while nobody follows, and can be asked from a mark on. */
export class RecordedHistory {
  /** Another where it was thrown away, or the machine was started anew. */
  name = 'history 1';
  /** By their ids, less one. */
  readonly #changes: { readonly path: string; readonly what: SeenChange }[] = [];
  readonly #sinks = new Set<WatchSink>();
  #daemon: VolumeWatch | undefined;

  readonly openWatch: OpenWatch = async (root, sink, since) => {
    this.#daemon ??= await this.#start(root);
    const daemon = this.#daemon;
    const wentOn = since !== undefined && since.history === this.name;
    await daemon.settle();
    if (wentOn) for (const { path, what } of this.#changes.slice(since.eventId)) sink.changed(path, what);
    this.#sinks.add(sink);
    return {
      wentOn,
      settle: () => daemon.settle(),
      mark: () => ({ history: this.name, eventId: this.#changes.length }),
      close: () => {
        this.#sinks.delete(sink);
        return Promise.resolve();
      },
    };
  };

  #changed(path: string, what: SeenChange): void {
    this.#changes.push({ path, what });
    for (const sink of this.#sinks) sink.changed(path, what);
  }

  async #start(root: string): Promise<VolumeWatch> {
    const daemon = await openWatchOn('linux', systemClock)(root, {
      changed: (path, what) => {
        this.#changed(path, what);
      },
      lost: (why) => {
        throw new Error(`the daemon lost something: ${why}`);
      },
    });
    onTestFinished(() => daemon.close());
    return daemon;
  }
}
