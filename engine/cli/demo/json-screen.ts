import type { Output } from '../output.ts';
import type { Screen } from './screen.ts';

/** One object a line: one a step, and `demo.finished` last. */
export function jsonScreen(out: Output): Screen {
  let claims: string[] = [];
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    open: nothing,
    introduce: nothing,
    begin: () => {
      claims = [];
      return nothing();
    },
    command: nothing,
    claim: (text) => {
      claims.push(text);
      return nothing();
    },
    say: nothing,
    print: nothing,
    progress: () => undefined,
    end: ({ id, title }, number, { facts, tookMs }) =>
      out.json({ type: 'demo.step', step: id, number, title, state: 'shown', tookMs, claims, facts }),
    fail: ({ id, title }, number, message) =>
      out.json({ type: 'demo.step', step: id, number, title, state: 'failed', claims, message }),
    close: ({ state, tookMs, steps, left, leftBecause }) =>
      out.json({
        type: 'demo.finished',
        state,
        tookMs,
        steps,
        folder: left ?? null,
        ...(leftBecause === undefined ? {} : { message: leftBecause }),
      }),
  };
}
