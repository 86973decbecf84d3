import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { WindowEvent } from '../../engine/api/app-contract.ts';
import type { PairView, Snapshot } from '../../engine/api/snapshot.ts';
import type { SetupView } from '../../engine/api/setup-view.ts';
import type { PairId } from '../../engine/model/ids.ts';
import { everyMs, now } from '../clock.ts';
import type { Live } from './live.ts';
import type { LiveStore } from './live-store.ts';

export const LiveContext = createContext<LiveStore | undefined>(undefined);

function useStore(): LiveStore {
  const store = useContext(LiveContext);
  if (store === undefined) throw new Error('no live store around this part');
  return store;
}

export function useLive(): Live {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.get);
}

/** `undefined`: not yet known. */
export function useSnapshot(): Snapshot | undefined {
  return useLive().snapshot;
}

export function usePair(id: PairId | undefined): PairView | undefined {
  return useSnapshot()?.pairs.find(({ pair }) => pair.id === id);
}

export function useSetup(id: PairId | undefined): SetupView | undefined {
  return useLive().setups.find(({ pairId }) => pairId === id);
}

export function useEvents(listener: (event: WindowEvent) => void): void {
  const store = useStore();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => store.onEvent((event) => latest.current(event)), [store]);
}

/** The time, anew every so often. */
export function useNow(everyMilliseconds = 1_000): number {
  const [time, setTime] = useState(now);
  useEffect(() => everyMs(everyMilliseconds, () => setTime(now())), [everyMilliseconds]);
  return time;
}
