import { describe, expect, it } from 'vitest';
import type { DrillOptions, DrillReport, DrillView } from '../../../engine/api/drill.ts';
import { LiveDrills } from '../../../engine/host/live-drills.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { aDrill } from '../../fakes/drill-builders.ts';
import { aWorld, fakeEngine } from '../../fakes/fake-engine.ts';
import { aPair } from '../cli/cli-harness.ts';

const PAIR = aPair();
const REPORT: DrillReport = { pair: PAIR, drill: aDrill() };
const [STEP] = REPORT.drill.steps;

/** Drills of an engine that does what the test says, and every view that was shown of them. */
function stage(work: (options: DrillOptions) => Promise<DrillReport>) {
  const views: (DrillView | undefined)[] = [];
  const engine = fakeEngine(aWorld({ pairs: [PAIR] }));
  const drills: LiveDrills = new LiveDrills(
    { failover: { ...engine.failover, drill: (_name, options = {}) => work(options) } },
    (pairId) => views.push(drills.viewOf(pairId)),
  );
  return { drills, views, run: () => drills.run(PAIR.id, PAIR.name) };
}

/** Goes on until it is called off. */
const endless = ({ signal }: DrillOptions): Promise<never> =>
  new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(EngineError.of('run.cancelled'))),
  );

describe('a drill of a host', () => {
  it('shows what is tried and what was, and nothing at its end', async () => {
    const { views, run } = stage(async ({ onEvent }) => {
      onEvent?.({ type: 'drill.trying', step: { kind: 'places' } });
      if (STEP !== undefined) onEvent?.({ type: 'drill.step', step: STEP });
      return REPORT;
    });
    expect(await run()).toBe(REPORT);
    expect(views).toEqual([
      { state: 'running', trying: undefined, steps: [], problem: undefined },
      { state: 'running', trying: { kind: 'places' }, steps: [], problem: undefined },
      { state: 'running', trying: undefined, steps: [STEP], problem: undefined },
      undefined,
    ]);
  });

  it('is one of a pair at a time', async () => {
    const { drills, run } = stage(endless);
    const first = run();
    await expect(run()).rejects.toMatchObject({ problem: { code: 'pair.busy' } });
    drills.stop(PAIR.id);
    await expect(first).rejects.toMatchObject({ problem: { code: 'run.cancelled' } });
    const next = run();
    drills.stop(PAIR.id);
    await expect(next).rejects.toThrow();
  });

  it('is called off by whoever wants that, which is no fault', async () => {
    const { drills, views, run } = stage(endless);
    const running = run();
    drills.stop(PAIR.id);
    drills.stop(PAIR.id);
    await expect(running).rejects.toThrow();
    drills.stop(PAIR.id);
    expect(views.map((view) => view?.state)).toEqual(['running', 'stopping', undefined]);
  });

  it('says why it did not come to its end, until the next one', async () => {
    let isUp = false;
    const { drills, run } = stage(async () => {
      if (!isUp) throw EngineError.of('endpoint.unreachable', { endpoint: 'ssh://root@spare' });
      return REPORT;
    });
    await expect(run()).rejects.toThrow();
    expect(drills.viewOf(PAIR.id)).toMatchObject({
      state: 'failed',
      problem: { code: 'endpoint.unreachable' },
    });
    isUp = true;
    await run();
    expect(drills.viewOf(PAIR.id)).toBeUndefined();
  });

  it('ends with the host', async () => {
    const { drills, run } = stage(endless);
    const ended = run().catch((error: unknown) => error);
    await drills.close();
    expect(await ended).toMatchObject({ problem: { code: 'run.cancelled' } });
    expect(drills.viewOf(PAIR.id)).toBeUndefined();
  });
});
