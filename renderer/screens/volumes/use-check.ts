import { useEffect, useState } from 'react';
import type { CheckReport } from '../../../engine/api/engine.ts';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { now } from '../../clock.ts';
import { isBusy } from '../../state/is-busy.ts';
import { useAction } from '../../state/use-reply.ts';

interface Found {
  readonly report: CheckReport;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Check {
  readonly found: Found | undefined;
  readonly isAsking: boolean;
  readonly problem: Problem | undefined;
  readonly ask: (acceptVolumes?: boolean) => void;
}

/** What both machines said last, while the window lives: shown with its age until they are asked again. */
const lastFound = new Map<string, Found>();

/** Younger than this, a report is not asked for again by opening the page. */
const FRESH_MS = 60_000;

/** Asks once when the page opens, unless a run is under way; then on wish. */
export function useCheck(view: PairView): Check {
  const { id } = view.pair;
  const [found, setFound] = useState(() => lastFound.get(id));
  const action = useAction('pair.check', (report) => {
    const next = { report, at: now() };
    lastFound.set(id, next);
    setFound(next);
  });
  const ask = (acceptVolumes = false): void =>
    action.run({ pairId: id, ...(acceptVolumes && { acceptVolumes }) });
  useEffect(() => {
    const isFresh = found !== undefined && now() - found.at < FRESH_MS;
    if (!isBusy(view) && !isFresh) ask();
    // Once, for the page as it was opened.
  }, []);
  return { found, isAsking: action.isRunning, problem: action.problem, ask };
}
