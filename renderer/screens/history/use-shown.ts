import { useSyncExternalStore } from 'react';
import type { Shown } from './shown.ts';

export function useShown<T>(shown: Shown<T>): T {
  return useSyncExternalStore(shown.subscribe, shown.get);
}
