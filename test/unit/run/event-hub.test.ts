import { describe, expect, it } from 'vitest';
import type { RunEvent, RunProgress } from '../../../engine/api/events.ts';
import { RunId } from '../../../engine/model/ids.ts';
import { EventHub } from '../../../engine/run/event-hub.ts';
import { VOL_A } from '../../fakes/builders.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

const RUN = RunId.parse('20261123-120000-abcd');

function progress(filesDone: number): RunProgress {
  return {
    type: 'run.progress',
    phase: 'copying',
    volumeId: VOL_A,
    filesDone,
    filesTotal: undefined,
    bytesDone: 0,
    fraction: undefined,
    bytesPerSecond: undefined,
    secondsLeft: undefined,
  };
}

function aHub() {
  const events: RunEvent[] = [];
  const clock = new FakeClock();
  const hub = new EventHub(RUN, clock, (event) => events.push(event));
  const told = () => events.map((event) => (event.type === 'run.progress' ? event.filesDone : event.type));
  return { hub, clock, events, told };
}

describe('the event hub', () => {
  it('numbers events in order', () => {
    const { hub, events } = aHub();
    hub.emit({ type: 'run.phase', phase: 'probing' });
    hub.emit({ type: 'run.phase', phase: 'comparing', volumeId: VOL_A });
    expect(events).toEqual([
      { type: 'run.phase', phase: 'probing', seq: 1, at: '2026-11-23T12:00:00.000Z', runId: RUN },
      {
        type: 'run.phase',
        phase: 'comparing',
        volumeId: VOL_A,
        seq: 2,
        at: '2026-11-23T12:00:00.000Z',
        runId: RUN,
      },
    ]);
  });

  it('thins progress to four a second and keeps the newest', () => {
    const { hub, clock, told } = aHub();
    for (let i = 0; i < 1000; i++) {
      hub.emit(progress(i));
      clock.advance(1);
    }
    expect(told()).toEqual([0, 250, 500, 750]);
  });

  it('sends the newest progress before whatever comes after it', () => {
    const { hub, told } = aHub();
    hub.emit(progress(1));
    hub.emit(progress(2));
    hub.emit(progress(3));
    hub.emit({ type: 'run.phase', phase: 'deleting' });
    expect(told()).toEqual([1, 3, 'run.phase']);
  });
});
