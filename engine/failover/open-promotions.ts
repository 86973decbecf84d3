import type { Promotions } from '../api/promotion.ts';
import type { Pair } from '../model/pair.ts';
import { currentPlatform } from '../platform/index.ts';
import { runProcess } from '../platform/run-process.ts';
import type { EngineContext } from '../run/context.ts';
import { holdPair } from '../run/run-frame.ts';
import { finishFailBack } from './fail-back.ts';
import { lookAtPrimary } from './look-at-primary.ts';
import type { PromotionPorts, RecordDoor } from './ports.ts';
import { planPromotion, promote } from './promote.ts';
import { withStandby } from './standby-door.ts';
import { undoPromotion } from './undo.ts';
import { openWayBack } from './way-back.ts';

/** Promotion and fail-back of the configured pairs. */
export function openPromotions(engine: EngineContext, get: (name: string) => Promise<Pair>): Promotions {
  const recordOf = ({ id }: Pair): RecordDoor => ({
    read: () => engine.promotions.read(id),
    update: (change) => engine.promotions.update(id, change),
  });
  const withPorts = <T>(
    pair: Pair,
    { address, signal }: { readonly address?: string; readonly signal?: AbortSignal },
    work: (ports: PromotionPorts) => Promise<T>,
  ): Promise<T> =>
    withStandby(
      engine,
      pair,
      (standby) =>
        work({ clock: engine.clock, record: recordOf(pair), standby, look: () => look(pair, address) }),
      signal,
    );
  /** No run of the pair is under way meanwhile, and nobody else promotes it. */
  const held = async <T>(name: string, work: (pair: Pair) => Promise<T>): Promise<T> => {
    const { lock, pair } = await holdPair(engine, await get(name));
    try {
      return await work(pair);
    } finally {
      await lock.release();
    }
  };
  return {
    status: async (name) => engine.promotions.read((await get(name)).id),
    plan: async (name, options = {}) => {
      const pair = await get(name);
      return withPorts(pair, options, (ports) => planPromotion(ports, pair));
    },
    promote: (name, options = {}) =>
      held(name, (pair) => withPorts(pair, options, (ports) => promote(ports, pair, options))),
    undo: (name, options = {}) =>
      held(name, (pair) => withPorts(pair, options, (ports) => undoPromotion(ports, pair, options))),
    failBack: (name, { signal } = {}) => held(name, (pair) => openWayBack(engine, pair, signal)),
    finishFailBack: async (name, options = {}) => {
      // Its copies take the locks, of the pair and of its way back.
      const pair = await get(name);
      return finishFailBack(engine, pair, recordOf(pair), options);
    },
  };
}

function look({ primary }: Pair, address: string | undefined): ReturnType<PromotionPorts['look']> {
  if (primary.kind === 'local') throw new Error('this machine is no primary to look at');
  return lookAtPrimary(primary, address, { run: runProcess, platform: currentPlatform() });
}
