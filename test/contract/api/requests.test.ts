import { describe, expect, it } from 'vitest';
import { windowRequests } from '../../../engine/api/app-contract.ts';
import { requests } from '../../../engine/api/contract.ts';
import { REQUEST_NAMES } from '../../../engine/api/request-names.ts';
import { hostHandlers } from '../../../engine/host/handlers.ts';
import { LiveDrills } from '../../../engine/host/live-drills.ts';
import { LiveEngine } from '../../../engine/host/live-engine.ts';
import { LiveSetups } from '../../../engine/host/live-setups.ts';
import { fakeAlerts } from '../../fakes/fake-alerts.ts';
import { aWorld, fakeEngine } from '../../fakes/fake-engine.ts';
import { aPair } from '../../unit/cli/cli-harness.ts';

const PAIR = aPair();

function handlers(): ReturnType<typeof hostHandlers> {
  const status = {
    pair: PAIR,
    recoveryPoint: undefined,
    lastRun: undefined,
    lastVerify: undefined,
    running: undefined,
  };
  const engine = fakeEngine(aWorld({ pairs: [PAIR], statuses: [status] }));
  const setups = new LiveSetups(
    engine,
    () => undefined,
    () => Promise.resolve(),
  );
  const dueRuns = { pause: () => Promise.resolve(), resume: () => Promise.resolve() };
  const fake = fakeAlerts();
  const alerts = { alerts: fake, change: fake.change };
  const live = new LiveEngine(engine);
  return hostHandlers({
    engine,
    live,
    setups,
    drills: new LiveDrills(engine, () => undefined),
    dueRuns,
    alerts,
    ready: { lookAgain: () => undefined },
    tell: () => undefined,
  });
}

const HUGE = 'x'.repeat(1_000_000);
const GARBAGE: readonly unknown[] = [
  null,
  0,
  -1,
  Number.NaN,
  true,
  '',
  HUGE,
  [],
  [HUGE],
  {},
  { pairId: HUGE },
  { pairId: { $ne: null } },
  { runId: '../../etc' },
  { token: 'A B' },
  { [HUGE]: 1 },
  JSON.parse('{"__proto__":{"pairId":"pair-0123456789"}}'),
  new Uint8Array(9),
];

describe('the contract of the requests', () => {
  it('has a handler for each', () => {
    expect(Object.keys(handlers()).sort()).toEqual(Object.keys(requests).sort());
  });

  it('lists every name for the preload script', () => {
    expect([...REQUEST_NAMES].sort()).toEqual(Object.keys(windowRequests).sort());
  });

  it('takes no garbage as the input of any', () => {
    const taken = Object.entries(windowRequests).flatMap(([name, { input }]) =>
      GARBAGE.filter((value) => input.safeParse(value).success).map((value) => [name, value]),
    );
    // Each of its fields may be left out.
    expect(taken).toEqual([['settings.change', {}]]);
  });

  it('knows a pair by its id, and says so when there is none', async () => {
    const all = handlers();
    expect(await all['pair.export']({ pairId: PAIR.id })).toMatchObject({ pair: { name: PAIR.name } });
    const unknown = { ...PAIR, id: 'pair-zzzzzzzzzz' as typeof PAIR.id };
    for (const name of [
      'pair.remove',
      'pair.check',
      'run.start',
      'history.measure',
      'setup.begin',
    ] as const) {
      const ask = all[name] as (input: object) => Promise<unknown>;
      await expect(ask({ pairId: unknown.id, mode: 'sync', kind: 'set-up', days: 30 })).rejects.toMatchObject(
        {
          problem: { code: 'pair.unknown' },
        },
      );
    }
  });
});
