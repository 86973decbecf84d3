import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventBatch, WindowEvent } from '../../../engine/api/app-contract.ts';
import { DEFAULT_SETTINGS } from '../../../engine/api/settings.ts';
import { EventOutlet } from '../../../main/ipc/event-outlet.ts';

const CHANGED: WindowEvent = { type: 'settings.changed', settings: DEFAULT_SETTINGS };
const SHOWN: WindowEvent = { type: 'popover.shown' };
const GO: WindowEvent = { type: 'go', place: { screen: 'keys' } };

const RUN = '20261126-091600-aaaa';
const PAIR = 'pair-0123456789';

describe('what one page is told', () => {
  let sent: EventBatch[];
  let outlet: EventOutlet;
  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    outlet = new EventOutlet((batch) => sent.push(batch));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is nothing while it is not shown, and then that it missed something', () => {
    outlet.add(CHANGED);
    vi.runAllTimers();
    expect(sent).toEqual([]);
    outlet.show(SHOWN);
    expect(sent).toEqual([{ after: 1, number: 2, events: [SHOWN] }]);
    outlet.hide();
    outlet.show(SHOWN);
    // Nothing was missed in between.
    expect(sent[1]).toEqual({ after: 2, number: 3, events: [SHOWN] });
  });

  it('is no line of what the tools say, of which there are thousands', () => {
    outlet.show();
    const output = { type: 'run.output', runId: RUN, text: 'x' } as never;
    outlet.add({
      type: 'live',
      event: { type: 'run.event', sequence: 1, pairId: PAIR, event: output } as never,
    });
    vi.runAllTimers();
    expect(sent).toEqual([]);
  });

  it('is at most sixteen batches a second', () => {
    outlet.show();
    for (let ms = 0; ms < 1_000; ms += 1) {
      outlet.add(CHANGED);
      vi.advanceTimersByTime(1);
    }
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.length).toBeLessThanOrEqual(17);
  });

  it('is where to go, also when that was said before it was shown', () => {
    outlet.add(GO);
    outlet.show();
    expect(sent).toEqual([{ after: 0, number: 1, events: [GO] }]);
    outlet.show();
    expect(sent).toHaveLength(1);
  });

  it('begins with 0 for another document', () => {
    outlet.show();
    outlet.add(CHANGED);
    outlet.begin();
    vi.runAllTimers();
    expect(sent).toEqual([]);
    outlet.add(GO);
    vi.runAllTimers();
    expect(sent).toEqual([{ after: 0, number: 1, events: [GO] }]);
  });
});
