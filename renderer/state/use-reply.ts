import { useCallback, useEffect, useRef, useState } from 'react';
import type { RequestName, WindowRequests } from '../../engine/api/app-contract.ts';
import type { InputOf, ReplyOf } from '../../engine/api/contract.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { ask, problemOf } from '../client.ts';

/** `value` stays while it is asked for again, so that nothing flickers. */
export interface Asked<T> {
  readonly state: 'loading' | 'done' | 'failed';
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
  readonly again: () => void;
}

type Input<K extends RequestName> = InputOf<WindowRequests[K]>;

/**
 * Asks when the page is shown, and again when the input or `version` is another one. An answer that comes after a newer question
 * is dropped.
 */
export function useReply<K extends RequestName>(
  name: K,
  input: Input<K>,
  version: unknown = undefined,
): Asked<ReplyOf<WindowRequests[K]>> {
  type Out = ReplyOf<WindowRequests[K]>;
  const [asked, setAsked] = useState<Omit<Asked<Out>, 'again'>>({
    state: 'loading',
    value: undefined,
    problem: undefined,
  });
  const latest = useRef(0);
  const key = JSON.stringify([name, input, version]);
  const again = useCallback(() => {
    const number = ++latest.current;
    const set = (next: (before: Omit<Asked<Out>, 'again'>) => Omit<Asked<Out>, 'again'>): void => {
      if (number === latest.current) setAsked(next);
    };
    set((before) => ({ ...before, state: 'loading' }));
    (ask as (name: K, input: Input<K>) => Promise<Out>)(name, input).then(
      (value) => set(() => ({ state: 'done', value, problem: undefined })),
      (error: unknown) => set((before) => ({ ...before, state: 'failed', problem: problemOf(error) })),
    );
    // The key says all that the question is made of.
  }, [key]);
  useEffect(again, [again]);
  return { ...asked, again };
}

/** A request on a person's wish: whether it is under way, and why it failed. */
export function useAction<K extends RequestName>(
  name: K,
  onDone?: (value: ReplyOf<WindowRequests[K]>) => void,
): {
  readonly run: (input: Input<K>) => void;
  readonly isRunning: boolean;
  readonly problem: Problem | undefined;
  readonly forget: () => void;
} {
  const [state, setState] = useState<{ isRunning: boolean; problem: Problem | undefined }>({
    isRunning: false,
    problem: undefined,
  });
  const run = (input: Input<K>): void => {
    setState({ isRunning: true, problem: undefined });
    (ask as (name: K, input: Input<K>) => Promise<ReplyOf<WindowRequests[K]>>)(name, input).then(
      (value) => {
        setState({ isRunning: false, problem: undefined });
        onDone?.(value);
      },
      (error: unknown) => setState({ isRunning: false, problem: problemOf(error) }),
    );
  };
  return { run, ...state, forget: () => setState({ isRunning: false, problem: undefined }) };
}
