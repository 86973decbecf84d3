import { describe, expect, it } from 'vitest';
import type { EventBatch, WindowEvent } from '../../../engine/api/app-contract.ts';
import type { LiveEventBody } from '../../../engine/api/snapshot.ts';
import { EventBatches, MOST_EVENTS } from '../../../engine/host/event-batches.ts';
import { VolumeId } from '../../../engine/model/ids.ts';
import { RUN_ID } from '../../fakes/fake-engine.ts';

/** Batches that are sent when the test says so. */
function stage(): { batches: EventBatches; sent: EventBatch[]; pass: () => void; isWaiting: () => boolean } {
  const sent: EventBatch[] = [];
  let waiting: (() => void) | undefined;
  const batches = new EventBatches({
    send: (batch) => sent.push(batch),
    later: (call) => {
      waiting = call;
      return () => (waiting = undefined);
    },
  });
  return { batches, sent, pass: () => waiting?.(), isWaiting: () => waiting !== undefined };
}

let sequence = 0;
const live = (body: LiveEventBody): WindowEvent => ({
  type: 'live',
  event: { ...body, sequence: ++sequence },
});
const output = (text: string): WindowEvent =>
  live({ type: 'run.event', event: { type: 'run.output', text, seq: 1, at: '', runId: RUN_ID } });
const progress = (filesDone: number): WindowEvent =>
  live({
    type: 'run.event',
    event: {
      type: 'run.progress',
      phase: 'copying',
      volumeId: VolumeId.parse('vol-aaaaaa'),
      filesDone,
      filesTotal: undefined,
      bytesDone: 0,
      fraction: undefined,
      bytesPerSecond: undefined,
      secondsLeft: undefined,
      seq: filesDone,
      at: '',
      runId: RUN_ID,
    },
  });

describe('batches of events', () => {
  it('go together, in order, a moment after the first', () => {
    const { batches, sent, pass, isWaiting } = stage();
    const events = [output('a'), output('b'), output('c')];
    for (const event of events) batches.add(event);
    expect(sent).toEqual([]);
    pass();
    expect(sent).toEqual([{ after: 0, number: 1, events }]);
    expect(isWaiting()).toBe(false);
    batches.add(output('d'));
    pass();
    expect(sent[1]).toMatchObject({ after: 1, number: 2 });
  });

  it('hold the newest progress only, behind all that came before it', () => {
    const { batches, sent, pass } = stage();
    const [first, line, last] = [progress(1), output('between'), progress(2)];
    for (const event of [first, line, last]) batches.add(event);
    pass();
    expect(sent[0]?.events).toEqual([line, last]);
  });

  it('stay small in a flood, keep the newest and say that something is missing', () => {
    const { batches, sent, pass } = stage();
    const flood = Array.from({ length: 100_000 }, (_, at) => output(String(at)));
    for (const event of flood) batches.add(event);
    pass();
    expect(sent).toEqual([{ after: 1, number: 2, events: flood.slice(-MOST_EVENTS) }]);
    batches.add(flood[0] ?? output('once more'));
    pass();
    expect(sent[1]).toEqual({ after: 2, number: 3, events: [flood[0]] });
  });

  it('cost nothing more for progress that nobody waits for', () => {
    const { batches, sent, pass } = stage();
    for (let at = 0; at < 100_000; at += 1) batches.add(progress(at));
    pass();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      after: 0,
      number: 1,
      events: [{ event: { event: { filesDone: 99_999 } } }],
    });
  });

  it('tell of a gap even when there is nothing else to tell', () => {
    const { batches, sent, pass } = stage();
    batches.add(output('a'));
    pass();
    batches.leaveGap();
    pass();
    expect(sent[1]).toEqual({ after: 2, number: 3, events: [] });
  });

  it('begin anew with another page, and forget what waited', () => {
    const { batches, sent, pass, isWaiting } = stage();
    batches.add(output('a'));
    pass();
    batches.add(output('for the page before'));
    batches.leaveGap();
    batches.reset();
    expect(isWaiting()).toBe(false);
    const event = output('b');
    batches.add(event);
    pass();
    expect(sent[1]).toEqual({ after: 0, number: 1, events: [event] });
  });
});
