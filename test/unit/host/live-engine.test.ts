import { describe, expect, it } from 'vitest';
import type { LiveEvent, PairView } from '../../../engine/api/snapshot.ts';
import { LiveEngine } from '../../../engine/host/live-engine.ts';
import type { RunEventBody } from '../../../engine/api/events.ts';
import { PairId } from '../../../engine/model/ids.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { aWorld, fakeEngine, type FakeWorld } from '../../fakes/fake-engine.ts';
import type { RunMode } from '../../../engine/model/run.ts';
import { aPair } from '../cli/cli-harness.ts';

const PAIR = aPair();
const started = (mode: RunMode): RunEventBody => ({
  type: 'run.started',
  pairId: PAIR.id,
  pairName: PAIR.name,
  mode,
});
const COPYING: RunEventBody = { type: 'run.phase', phase: 'copying' };

function aView(fields: Partial<PairView> = {}): PairView {
  const nothing = { recoveryPoint: undefined, lastRun: undefined, lastVerify: undefined, running: undefined };
  return {
    pair: PAIR,
    ...nothing,
    live: undefined,
    standing: undefined,
    readiness: undefined,
    drill: undefined,
    ...fields,
  };
}

async function begin(fields: Partial<FakeWorld> = {}): Promise<{
  live: LiveEngine;
  world: FakeWorld;
  events: LiveEvent[];
}> {
  const { live: _live, standing: _standing, ...status } = aView();
  const world = aWorld({ pairs: [PAIR], statuses: [status], ...fields });
  const live = new LiveEngine(fakeEngine(world));
  await live.refresh();
  const events: LiveEvent[] = [];
  live.subscribe((event) => events.push(event));
  return { live, world, events };
}

/** Until the run is over and the history was read again. */
function over(live: LiveEngine): Promise<void> {
  return new Promise((resolve) => {
    const stop = live.subscribe(({ type }) => {
      if (type !== 'pairs.changed') return;
      stop();
      resolve();
    });
  });
}

describe('the live engine', () => {
  it('shows what history knows, and numbers every change from there', async () => {
    const { live, events } = await begin({ events: [started('sync'), COPYING] });
    expect(live.snapshot()).toEqual({ sequence: 1, pairs: [aView()], fault: undefined });
    const ended = over(live);
    await live.start({ pairId: PAIR.id, mode: 'sync' }).id;
    await ended;
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 2));
    expect(live.snapshot().sequence).toBe(events.at(-1)?.sequence);
  });

  it('shows a run from its first event to its last', async () => {
    const seen: unknown[] = [];
    const { live } = await begin({ events: [started('preview'), COPYING] });
    live.subscribe((event) => {
      if (event.type === 'pair.changed') seen.push([event.pair.live?.mode, event.pair.live?.phase]);
    });
    const ended = over(live);
    await live.start({ pairId: PAIR.id, mode: 'preview' }).id;
    await ended;
    expect(seen).toEqual([
      ['preview', undefined],
      ['preview', 'copying'],
    ]);
    expect([live.snapshot().pairs[0]?.live, live.isRunning]).toEqual([undefined, false]);
  });

  it('hands over what a run is to do', async () => {
    const { live, world } = await begin();
    const ended = over(live);
    await live.start({ pairId: PAIR.id, mode: 'sync', contents: true }).id;
    await ended;
    await live.start({ pairId: PAIR.id, mode: 'verify' }).id;
    expect(world.calls).toEqual([
      ['sync', 'office', { mode: 'sync', contents: true }],
      ['verify', 'office', { scope: { kind: 'sample', files: 1000 } }],
    ]);
  });

  it('says at once that a run is being called off, and lets it end', async () => {
    let cancel = (): void => undefined;
    const { live, events } = await begin({
      events: [started('sync'), COPYING],
      duringRun: (signal) => {
        cancel();
        expect(signal?.aborted).toBe(true);
      },
    });
    cancel = () => {
      live.cancel(PAIR.id);
    };
    const ended = over(live);
    await live.start({ pairId: PAIR.id, mode: 'sync' }).id;
    await ended;
    const views = events.flatMap((event) => (event.type === 'pair.changed' ? [event.pair.live] : []));
    expect(views.at(-1)).toMatchObject({ isCancelling: true });
    live.cancel(PAIR.id);
  });

  it('says why a run did not begin', async () => {
    const { live } = await begin({ result: EngineError.of('pair.busy') as never });
    const refused = async (pairId: PairId): Promise<unknown> => {
      try {
        return await live.start({ pairId, mode: 'sync' }).id;
      } catch (error) {
        return (error as EngineError).problem.code;
      }
    };
    expect([await refused(PAIR.id), await refused(PairId.parse('pair-zzzzzzzzzz'))]).toEqual([
      'pair.busy',
      'pair.unknown',
    ]);
  });

  it('keeps what it knew when the configuration cannot be read, and says so', async () => {
    const { live, world } = await begin();
    const engine = fakeEngine(world);
    const broken = new LiveEngine({
      ...engine,
      status: () => Promise.reject(EngineError.of('config.unreadable', { path: '/c' })),
    });
    await broken.refresh();
    expect(broken.snapshot()).toMatchObject({ pairs: [], fault: { code: 'config.unreadable' } });
    expect(live.snapshot().fault).toBeUndefined();
  });

  it('calls everything off when it closes, and waits', async () => {
    let stopped = false;
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const { live } = await begin({
      events: [started('sync')],
      duringRun: async (signal) => {
        signal?.addEventListener('abort', release);
        await gate;
        stopped = true;
      },
    });
    await live.start({ pairId: PAIR.id, mode: 'sync' }).id;
    await live.close();
    expect(stopped).toBe(true);
  });
});
