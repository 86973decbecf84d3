import { createContext, useContext, useEffect, useRef } from 'react';
import type { Place } from '../../engine/api/settings.ts';

/** Asks whether the page may be left, and calls what leaves it when it may. */
export type LeaveQuestion = (leave: () => void) => void;

/** Where the window is, and what takes it elsewhere. */
export interface Navigation {
  readonly place: Place;
  readonly go: (place: Place) => void;
  /** From now on this is asked before the page is left; `undefined`: nothing is. */
  readonly askBeforeLeaving: (question: LeaveQuestion | undefined) => void;
}

export const PlaceContext = createContext<Navigation | undefined>(undefined);

export function usePlace(): Navigation {
  const navigation = useContext(PlaceContext);
  if (navigation === undefined) throw new Error('not inside the window');
  return navigation;
}

/** For a page with something on it that would be lost. */
export function useLeaveQuestion(isWanted: boolean, question: LeaveQuestion): void {
  const { askBeforeLeaving } = usePlace();
  const latest = useRef(question);
  useEffect(() => {
    latest.current = question;
  });
  useEffect(() => {
    if (!isWanted) return undefined;
    askBeforeLeaving((leave) => latest.current(leave));
    return () => askBeforeLeaving(undefined);
  }, [isWanted, askBeforeLeaving]);
}
