import { useState } from 'react';
import type { PairId } from '../../../engine/model/ids.ts';
import type { Draft } from '../schedule/draft.ts';
import type { Entered } from './entered.ts';
import type { Step } from './steps.ts';

/** How a pair's set-up is begun, also when it is tried again. */
export interface BeginOptions {
  readonly hostKey?: string;
  readonly unattended?: boolean;
  readonly asRootHere?: boolean;
}

/** What a pair's page showed and what was entered there. No secret is in it. */
export interface Kept {
  readonly step?: Step | undefined;
  readonly entered?: Entered | undefined;
  /** When runs are to begin, typed or kept already. */
  readonly when?: Draft;
  readonly begin?: BeginOptions;
  /** Who signed in, or tried to. */
  readonly user?: string;
}

/** For as long as the window is open: whoever goes to another page finds everything again. */
const kept = new Map<PairId, Kept>();

export function keep(pairId: PairId, change: Kept): void {
  kept.set(pairId, { ...kept.get(pairId), ...change });
}

/** As `useState`, across visits; `first` is for the first one. */
export function useKept(
  pairId: PairId,
  first: (before: Kept) => Kept,
): readonly [Kept, (change: Kept) => void] {
  const [state, setState] = useState<Kept>(() => {
    const before = kept.get(pairId) ?? {};
    return { ...before, ...first(before) };
  });
  const change = (part: Kept): void => {
    keep(pairId, part);
    setState((before) => ({ ...before, ...part }));
  };
  return [state, change];
}
