import { describe, expect, it } from 'vitest';
import { Quitting } from '../../../main/quit/quitting.ts';

/** A promise that the test settles. */
function open<T>(): { promise: Promise<T>; settle: (value: T) => void } {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (settle = resolve));
  return { promise, settle };
}

function stage(isBusy: boolean): {
  quitting: Quitting;
  log: string[];
  answer: (isWanted: boolean) => void;
  stopped: () => void;
} {
  const log: string[] = [];
  let asked = open<boolean>();
  const stopping = open<void>();
  const quitting = new Quitting({
    isBusy: () => isBusy,
    ask: () => {
      log.push('ask');
      asked = open<boolean>();
      return asked.promise;
    },
    stop: () => {
      log.push('stop');
      return stopping.promise;
    },
    leave: () => log.push('leave'),
  });
  return { quitting, log, answer: (isWanted) => asked.settle(isWanted), stopped: () => stopping.settle() };
}

describe('quitting', () => {
  it('waits for a clean end, and asks nobody when nothing is under way', async () => {
    const { quitting, log, stopped } = stage(false);
    const quit = quitting.quit();
    await Promise.resolve();
    expect([log, quitting.isLeaving]).toEqual([['stop'], false]);
    stopped();
    await quit;
    expect([log, quitting.isLeaving]).toEqual([['stop', 'leave'], true]);
  });

  it('asks about a run under way, and goes on as before when it is to be kept', async () => {
    const { quitting, log, answer, stopped } = stage(true);
    const first = quitting.quit();
    answer(false);
    await first;
    expect([log, quitting.isLeaving]).toEqual([['ask'], false]);
    const second = quitting.quit();
    answer(true);
    stopped();
    await second;
    expect(log).toEqual(['ask', 'ask', 'stop', 'leave']);
  });

  it('does not change when somebody quits again meanwhile', async () => {
    const { quitting, log, answer, stopped } = stage(true);
    const quits = [quitting.quit(), quitting.quit()];
    answer(true);
    await Promise.resolve();
    await Promise.resolve();
    quits.push(quitting.quit(), quitting.stop());
    stopped();
    await Promise.all(quits);
    expect(log).toEqual(['ask', 'stop', 'leave']);
  });

  it('does not wait for an answer when the system ends it', async () => {
    const { quitting, log, answer, stopped } = stage(true);
    const asked = quitting.quit();
    const ended = quitting.stop();
    stopped();
    await ended;
    answer(false);
    await asked;
    expect(log).toEqual(['ask', 'stop', 'leave']);
  });
});
