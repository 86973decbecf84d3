import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Place } from '../../engine/api/settings.ts';
import { ask } from '../client.ts';
import { PlaceContext, type LeaveQuestion } from '../state/place.ts';
import { usePlatformClass } from '../state/use-platform-class.ts';
import { useEvents, useSnapshot } from '../state/use-live.ts';
import { FaultNote } from '../parts/FaultNote.tsx';
import { Sidebar } from './Sidebar.tsx';
import { ScreenOf } from './ScreenOf.tsx';

export function MainWindow(): ReactNode {
  usePlatformClass();
  const snapshot = useSnapshot();
  const [asked, setAsked] = useState<Place>();
  const content = useRef<HTMLElement>(null);
  const place =
    asked === undefined
      ? undefined
      : knownPlace(
          asked,
          snapshot?.pairs.map(({ pair }) => pair.id),
        );
  const first = snapshot?.pairs[0]?.pair.id;
  const shown: Place =
    place ?? (first === undefined ? { screen: 'set-up' } : { screen: 'overview', pairId: first });
  const key = `${shown.screen} ${shown.pairId ?? ''}`;
  const question = useRef<LeaveQuestion>(undefined);
  const askBeforeLeaving = useCallback((next: LeaveQuestion | undefined) => {
    question.current = next;
    // The main process is asked to close the window, and cannot see the page.
    void ask('window.unsaved', { isUnsaved: next !== undefined }).catch(() => undefined);
  }, []);
  const go = (to: Place): void => {
    const isHere = to.screen === shown.screen && to.pairId === shown.pairId;
    if (isHere || question.current === undefined) setAsked(to);
    else question.current(() => setAsked(to));
  };
  useEvents((event) => {
    if (event.type === 'go') go(event.place);
  });
  // A new page begins at its top, and is read from its heading.
  useEffect(() => {
    content.current?.scrollTo({ top: 0 });
    if (asked !== undefined) content.current?.querySelector('h1')?.focus();
  }, [key]);
  if (snapshot === undefined) return <div className="frame" aria-busy="true" />;
  return (
    <PlaceContext value={{ place: shown, go, askBeforeLeaving }}>
      <div className="frame">
        <Sidebar />
        <main className="content" ref={content}>
          <FaultNote snapshot={snapshot} />
          <ScreenOf place={shown} key={key} />
        </main>
      </div>
    </PlaceContext>
  );
}

/** A pair may be gone since somebody asked for its page. */
function knownPlace(place: Place, ids: readonly string[] | undefined): Place | undefined {
  const isGone = place.pairId !== undefined && ids?.includes(place.pairId) === false;
  return isGone ? undefined : place;
}
