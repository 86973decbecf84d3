import { uptime } from 'node:os';
import type { PairView } from '../api/snapshot.ts';
import type { PairId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import type { Clock } from '../platform/clock.ts';
import { networkNames } from '../platform/network-names.ts';
import { isOnMains } from '../platform/power-source.ts';
import { timeZone } from '../platform/time-zone.ts';
import { greets } from '../ssh/reach.ts';
import { openSchedules } from '../store/schedule-store.ts';
import type { DueRunPorts } from './due-runs.ts';

/** A run begins within 15 s of a wake: asking may not take long. */
const REACH_MS = 4_000;

/** What the schedules of this machine ask of it. Nothing is asked that no pair's conditions want to know. */
export function dueRunPorts(
  home: string,
  clock: Clock,
  pairs: () => readonly PairView[],
): Omit<DueRunPorts, 'live' | 'onProblem'> {
  const pairOf = (id: PairId): Pair | undefined => pairs().find(({ pair }) => pair.id === id)?.pair;
  return {
    clock,
    store: openSchedules(home),
    bootedAt: clock.now() - uptime() * 1_000,
    timeZone: () => timeZone(),
    power: async (id) => {
      const conditions = pairOf(id)?.conditions;
      const [mains, networks] = await Promise.all([
        conditions?.onMains === true ? isOnMains() : undefined,
        (conditions?.networks.length ?? 0) > 0 ? networkNames() : undefined,
      ]);
      return { isOnMains: mains, networks };
    },
    isStandbyReachable: async (id) => {
      const pair = pairOf(id);
      return pair === undefined ? undefined : isReachable(pair);
    },
  };
}

/** The ends that this machine connects to by itself. Where the primary drives, it reaches the standby. */
async function isReachable({ primary, standby, driver }: Pair): Promise<boolean | undefined> {
  const ends = [primary, ...(driver === 'local' ? [standby] : [])].filter(({ kind }) => kind === 'ssh');
  if (ends.length === 0) return undefined;
  const answers = await Promise.all(
    ends.map(async (end) => end.kind === 'local' || (await greets(end, { timeoutMs: REACH_MS }))),
  );
  return answers.every((each) => each);
}
