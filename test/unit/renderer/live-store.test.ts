import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EventBatch, WindowEvent } from '../../../engine/api/app-contract.ts';
import { LiveStore } from '../../../renderer/state/live-store.ts';
import { eventually } from '../../helpers/eventually.ts';

interface Stage {
  readonly store: LiveStore;
  readonly take: (batch: EventBatch) => void;
  /** How often everything was asked for. */
  readonly asked: () => number;
  /** Answers all that was asked so far; the number is the snapshot's. */
  readonly answer: (sequence: number) => Promise<void>;
  readonly sequence: () => number | undefined;
}

/** A store whose questions wait until the test answers them. */
function stage(): Stage {
  let waiting: (() => void)[] = [];
  let asked = 0;
  let sequence = 0;
  let listener: (batch: EventBatch) => void = () => undefined;
  vi.stubGlobal('window', {
    warmspare: {
      request: (name: string) =>
        new Promise((resolve) => {
          if (name === 'snapshot.get') asked += 1;
          waiting.push(() => {
            const snapshot = { sequence, pairs: [], fault: undefined };
            resolve({ ok: true, value: name === 'snapshot.get' ? snapshot : [] });
          });
        }),
      onEvents: (heard: (batch: EventBatch) => void) => (listener = heard),
    },
  });
  const store = new LiveStore();
  return {
    store,
    take: (batch) => listener(batch),
    asked: () => asked,
    answer: async (number) => {
      sequence = number;
      const before = store.get();
      for (const give of waiting) give();
      waiting = [];
      await eventually(() => store.get() !== before);
      // The end of the asking comes a few turns later.
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    sequence: () => store.get().snapshot?.sequence,
  };
}

const changed = (sequence: number): WindowEvent => ({
  type: 'live',
  event: { type: 'pairs.changed', pairs: [], fault: undefined, sequence },
});
const GO: WindowEvent = { type: 'go', place: { screen: 'keys' } };

describe('the live store of a page', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('takes what comes while it asks after the answer, and nothing twice', async () => {
    const { take, answer, asked, sequence } = stage();
    take({ after: 0, number: 1, events: [changed(6)] });
    expect(sequence()).toBeUndefined();
    await answer(5);
    expect([sequence(), asked()]).toEqual([6, 1]);
    take({ after: 1, number: 2, events: [changed(6), changed(7)] });
    expect([sequence(), asked()]).toEqual([7, 1]);
  });

  it('asks for everything again when a batch is missing, at any moment', async () => {
    const { take, answer, asked, sequence } = stage();
    await answer(5);
    take({ after: 1, number: 2, events: [] });
    expect(asked()).toBe(2);
    // Missing while it asks: the answer may be older than what is missing.
    take({ after: 4, number: 5, events: [] });
    await answer(6);
    expect(asked()).toBe(3);
    await answer(9);
    expect([sequence(), asked()]).toEqual([9, 3]);
    take({ after: 5, number: 6, events: [changed(10)] });
    expect([sequence(), asked()]).toEqual([10, 3]);
  });

  it('keeps where to go until somebody listens who can go there, and says it once', async () => {
    const { store, take } = stage();
    take({ after: 0, number: 1, events: [GO] });
    const heard: WindowEvent[] = [];
    store.onEvent((event) => heard.push(event));
    store.onEvent((event) => heard.push(event));
    expect(heard).toEqual([GO]);
  });
});
