import type { Clock } from '../platform/clock.ts';
import type { FsEvents, FsEventsPorts } from './fs-events/watch-fs-events.ts';
import type { OpenWatch } from './volume-watch.ts';

/** The way to follow a folder that a system has. It rejects where there is none; what it needs is loaded when it is first asked. */
export function openWatchOn(
  system: 'darwin' | 'linux' | 'other',
  clock: Pick<Clock, 'sleep'>,
  historyOf: FsEventsPorts['historyOf'] = () => Promise.resolve(undefined),
): OpenWatch {
  return async (root, sink, since, signal) => {
    switch (system) {
      case 'darwin': {
        const { watchByFsEvents } = await import('./fs-events/watch-fs-events.ts');
        // An optional package, which npm leaves out elsewhere, and its types with it.
        const name = 'fsevents';
        const { default: fsEvents } = (await import(name)) as { readonly default: FsEvents };
        return watchByFsEvents(root, sink, { clock, fsEvents, historyOf }, since, signal);
      }
      case 'linux': {
        const { watchByInotify } = await import('./inotify/watch-inotify.ts');
        return watchByInotify(root, sink);
      }
      case 'other':
        throw new Error('changes cannot be followed on this system');
    }
  };
}
