import type { Failover } from '../../engine/api/failover.ts';
import type { Pair } from '../../engine/model/pair.ts';
import type { FakeWorld } from './fake-engine.ts';

/** Answers what the world says, and notes what it was asked. */
export function fakeFailover(world: FakeWorld, get: (name: string) => Promise<Pair>): Failover {
  const told =
    <T>(verb: string, answer: () => T | Error) =>
    async (name: string): Promise<T> => {
      await get(name);
      world.calls.push([`failover.${verb}`, name]);
      const given = answer();
      if (given instanceof Error) throw given;
      return given;
    };
  return {
    readiness: told('readiness', () => world.known),
    survey: told('survey', () => world.survey),
    runbook: told('runbook', () => world.runbook),
    deliver: told('deliver', () => world.runbook),
    drill: async (name, { onEvent } = {}) => {
      const pair = await get(name);
      world.calls.push(['failover.drill', name]);
      for (const step of world.drill.steps) onEvent?.({ type: 'drill.step', step });
      return { pair, drill: world.drill };
    },
    keepReady: told('keepReady', () => ({ isSurveyed: false, isDelivered: false, isChanged: false })),
    noteBoot: async (name) => {
      world.calls.push(['failover.noteBoot', name]);
      return get(name);
    },
  };
}
