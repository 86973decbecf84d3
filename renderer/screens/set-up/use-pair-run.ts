import { useEffect, useState } from 'react';
import type { LiveRun, PairView } from '../../../engine/api/snapshot.ts';
import type { RunId } from '../../../engine/model/ids.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { useAction, useReply } from '../../state/use-reply.ts';

export interface PairRun {
  /** Under way now. */
  readonly live: LiveRun | undefined;
  /** The newest that has ended; `undefined`: none, or not yet known. */
  readonly last: RunRecord | undefined;
  readonly isKnown: boolean;
  readonly isStarting: boolean;
  readonly problem: Problem | undefined;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Runs of one mode of a pair: the one under way, and how the last one ended. */
export function usePairRun({ pair, live, lastRun }: PairView, mode: 'preview' | 'sync'): PairRun {
  const mine = live?.mode === mode ? live : undefined;
  const [started, setStarted] = useState<RunId>();
  const starting = useAction('run.start', setStarted);
  const cancelling = useAction('run.cancel');
  // Asked anew when a run begins or ends.
  const version = `${mine?.runId ?? ''} ${lastRun?.id ?? ''} ${started ?? ''}`;
  const list = useReply('history.list', { pairId: pair.id, modes: [mode], limit: 1 }, version);
  const newest = list.value?.[0];
  const last = newest?.state === 'finished' ? newest : undefined;
  // A run may end before the page has seen it.
  const isPending = started !== undefined && mine === undefined && newest?.id !== started;
  useEffect(() => {
    if (isPending && list.state === 'done') list.again();
  }, [live]);
  return {
    live: mine,
    last: isPending ? undefined : last,
    isKnown: list.state !== 'loading' || list.value !== undefined,
    isStarting: starting.isRunning || isPending,
    problem: starting.problem ?? cancelling.problem ?? list.problem,
    start: () => starting.run({ pairId: pair.id, mode }),
    cancel: () => cancelling.run({ pairId: pair.id }),
  };
}
