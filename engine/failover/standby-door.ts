import { randomBytes } from 'node:crypto';
import type { Pair } from '../model/pair.ts';
import type { StandbyRole } from '../model/promotion.ts';
import type { RunCommandOf } from '../model/run-command.ts';
import { askRole } from '../run/ask-role.ts';
import { runCommand } from '../run/ask-command.ts';
import type { EngineContext } from '../run/context.ts';
import { openAgent, openSide, type End } from '../run/ends.ts';
import { markedDoor } from './marked-places.ts';
import type { StandbyDoor } from './ports.ts';

type Reach = Pick<EngineContext, 'home' | 'patience' | 'keys' | 'secrets' | 'clock'>;

/** Speaks with a pair's standby for as long as `work` takes: by its guard, or by the markers of its places where it has none. */
export function withStandby<T>(
  engine: Reach,
  pair: Pair,
  work: (door: StandbyDoor) => Promise<T>,
  signal: AbortSignal = new AbortController().signal,
): Promise<T> {
  return withStandbyOpen(engine, pair, (end) => work(doorOf(end, pair, engine, signal)), signal);
}

/** Reaches a pair's standby, and nothing of its primary, for as long as `work` takes. Throws `endpoint.*`. */
export async function withStandbyOpen<T>(
  engine: Reach,
  pair: Pair,
  work: (end: End) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  // What lets anybody in at the primary is of no matter, and may be gone with it.
  const alone: Pair = { ...pair, primary: { kind: 'local' }, driver: 'local' };
  const agent = await openAgent(alone, engine);
  let end: End | undefined;
  try {
    await agent?.openKeys();
    end = await openSide(alone, 'standby', engine, agent, signal);
    return await work(end);
  } finally {
    await end?.close();
    await agent?.close();
  }
}

function doorOf(end: End, pair: Pair, { clock }: Pick<Reach, 'clock'>, signal: AbortSignal): StandbyDoor {
  const run: StandbyDoor['run'] = ({ when, text, timeoutSeconds }, generation) => {
    const command: RunCommandOf<'promote' | 'demote'> = { when, on: 'standby', text, timeoutSeconds };
    const nonce = randomBytes(12).toString('hex');
    return runCommand(
      end,
      command,
      { nonce, outcome: 'none', runId: `generation-${String(generation)}` },
      signal,
    );
  };
  return { ...(end.isGuarded ? guardedDoor(end, signal) : markedDoor(end, pair, clock, signal)), run };
}

function guardedDoor(end: End, signal: AbortSignal): Omit<StandbyDoor, 'run'> {
  const ask = (what: Parameters<typeof askRole>[1]): Promise<StandbyRole> => askRole(end, what, signal);
  return {
    role: () => ask(['status']),
    promote: () => ask(['promote']),
    undo: (generation) => ask(['undo', String(generation)]),
  };
}
