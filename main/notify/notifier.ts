import { BrowserWindow, Notification } from 'electron';
import { systemClock } from '../../engine/index.ts';
import type { Place } from '../../engine/api/settings.ts';
import type { Snapshot } from '../../engine/api/snapshot.ts';
import { knownStates, stateChanges, type StateChange } from './state-changes.ts';

export interface NotifierOptions {
  readonly isWanted: () => boolean;
  readonly open: (place: Place) => void;
}

/** Tells by the system's notifications what changed since the snapshot before. `first`: what is known already. */
export function notifier(first: Snapshot, { isWanted, open }: NotifierOptions): (snapshot: Snapshot) => void {
  let known = knownStates(first);
  /** Until they are closed: a notification that nobody holds loses its click. */
  const shown = new Set<Notification>();
  const show = ({ title, body, place }: StateChange): void => {
    const notification = new Notification({ title, body });
    notification.on('click', () => open(place));
    notification.on('close', () => shown.delete(notification));
    shown.add(notification);
    notification.show();
  };
  return (snapshot) => {
    const changes = stateChanges(known, snapshot, { now: systemClock.now(), timeZone: undefined });
    known = knownStates(snapshot, known);
    // Whoever looks at a window of ours sees it there.
    if (!isWanted() || BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
    changes.forEach(show);
  };
}
