import { useEffect, useRef, useState } from 'react';
import type { FoundMachine } from '../../../engine/model/found-machine.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { ask, newToken, problemOf } from '../../client.ts';
import { useEvents } from '../../state/use-live.ts';

export interface FoundMachines {
  readonly machines: readonly FoundMachine[];
  readonly isLooking: boolean;
  readonly isCut: boolean;
  readonly problem: Problem | undefined;
  readonly again: () => void;
}

const LOOKING = { isLooking: true, isCut: false, problem: undefined } as const;

/** Looks around as long as the page is shown; machines appear as they answer. */
export function useFoundMachines(): FoundMachines {
  const [state, setState] = useState<Omit<FoundMachines, 'again'>>({ machines: [], ...LOOKING });
  const [round, setRound] = useState(0);
  const token = useRef('');
  useEvents((event) => {
    if (event.type === 'machines.found' && event.token === token.current)
      setState((before) => ({ ...before, machines: event.machines }));
  });
  useEffect(() => {
    const mine = newToken();
    token.current = mine;
    setState((before) => ({ ...before, ...LOOKING }));
    const set = (next: Partial<FoundMachines>): void => {
      if (token.current === mine) setState((before) => ({ ...before, ...next, isLooking: false }));
    };
    ask('machines.find', { token: mine }).then(
      ({ machines, isCut }) => set({ machines, isCut }),
      (error: unknown) => set({ problem: problemOf(error) }),
    );
    return () => {
      token.current = '';
      void ask('work.stop', { token: mine }).catch(() => undefined);
    };
  }, [round]);
  return { ...state, again: () => setRound((before) => before + 1) };
}
