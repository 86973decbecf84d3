import type { PairDraft, Pairs } from '../api/engine.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { PairChange } from '../api/pair-change.ts';
import { NO_FAILOVER_SETTINGS } from '../model/failover.ts';
import { COPIES_ONLY, ExportedPair, UNSCHEDULED, type Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import { openDrills } from '../store/drill-store.ts';
import { openIssuedRunbook } from '../store/runbook-store.ts';
import { openSurveys } from '../store/survey-store.ts';
import { changedPair, isFineInARun, ofEveryTime } from './changed-pair.ts';
import type { EngineContext } from './context.ts';
import { newPairId, newVolumeId } from './ids.ts';
import { lockPair } from './run-frame.ts';
import { invalid, isSameName, roleOf, requireDatabasesCopied, valid } from './valid-pair.ts';

/** The pairs of the configuration. */
export function openPairs(engine: EngineContext): Pairs {
  const find = async (name: string): Promise<Pair> => {
    const { pairs } = await engine.config.read();
    const found = pairs.find((pair) => pair.name === name) ?? pairs.find((pair) => pair.id === name);
    if (found !== undefined) return found;
    throw EngineError.of('pair.unknown', { text: name, files: pairs.map((pair) => pair.name) });
  };
  const store = async (pair: Pair): Promise<Pair> => {
    await engine.config.update((config) => {
      if (config.pairs.some(({ name }) => isSameName(name, pair.name)))
        throw EngineError.of('pair.exists', { text: pair.name });
      return { ...config, pairs: [...config.pairs, pair] };
    });
    return pair;
  };
  const stamp = (): Pick<Pair, 'id' | 'createdAt'> => ({
    id: newPairId(),
    createdAt: new Date(engine.clock.now()).toISOString(),
  });
  return {
    list: async () => (await engine.config.read()).pairs,
    get: find,
    add: async (draft) => store(requireDatabasesCopied(valid({ ...fromDraft(draft), ...stamp() }))),
    change: async (name, change) => changePair(engine, await find(name), change),
    remove: async (name) => {
      const pair = await find(name);
      await engine.config.update((config) => ({
        ...config,
        pairs: config.pairs.filter(({ id }) => id !== pair.id),
      }));
      // The pair is gone; what is left of it here is of no use, and no fault of the person's.
      await Promise.allSettled([
        openSurveys(engine.home).remove(pair.id),
        openIssuedRunbook(engine.home, pair.id).remove(),
        openDrills(engine.home).remove(pair.id),
      ]);
      return pair;
    },
    export: async (name) => exported(await find(name)),
    import: async (content, name) => {
      const file = ExportedPair.safeParse(content);
      if (!file.success) throw invalid('an exported pair', file.error);
      const pair = portable(file.data.pair);
      const volumes = pair.volumes.map((volume) => ({ ...volume, id: newVolumeId() }));
      return store(valid({ ...pair, volumes, ...stamp(), ...(name === undefined ? {} : { name }) }));
    },
  };
}

/** Nobody reads a pair half changed: not in the file, and not in a run, which holds the lock. */
async function changePair(engine: EngineContext, pair: Pair, change: PairChange): Promise<Pair> {
  const now = new Date(engine.clock.now()).toISOString();
  const isFine = isFineInARun(pair, changedPair(pair, change, now));
  const lock = isFine ? undefined : await lockPair(engine, pair);
  try {
    const { pairs } = await engine.config.update((config) => {
      const stored = config.pairs.find(({ id }) => id === pair.id);
      if (stored === undefined) throw EngineError.of('pair.unknown', { text: pair.name });
      const after = changedPair(stored, isFine ? ofEveryTime(change) : change, now);
      if (config.pairs.some(({ id, name }) => id !== after.id && isSameName(name, after.name)))
        throw EngineError.of('pair.exists', { text: after.name });
      return { ...config, pairs: config.pairs.map((each) => (each.id === after.id ? after : each)) };
    });
    return pairs.find(({ id }) => id === pair.id) ?? pair;
  } finally {
    await lock?.release();
  }
}

function fromDraft(draft: PairDraft): Omit<Pair, 'id' | 'createdAt'> {
  const bothRemote = draft.primary.kind === 'ssh' && draft.standby.kind === 'ssh';
  return {
    name: draft.name,
    primary: draft.primary,
    standby: draft.standby,
    driver: draft.driver ?? (bothRemote ? 'primary' : 'local'),
    volumes: draft.volumes.map(({ source, destination, role }) => ({
      id: newVolumeId(),
      source,
      destination,
      role: role ?? roleOf(source),
      deletion: draft.deletion,
    })),
    filters: { preset: draft.preset, excludes: [...draft.excludes] },
    ...UNSCHEDULED,
    ...(draft.schedule !== undefined && { schedule: draft.schedule }),
    ...(draft.conditions !== undefined && { conditions: draft.conditions }),
    ...COPIES_ONLY,
    failover: NO_FAILOVER_SETTINGS,
    ...(draft.commands !== undefined && { commands: [...draft.commands] }),
    ...(draft.bandwidth !== undefined && { bandwidth: [...draft.bandwidth] }),
    ...(draft.wake !== undefined && { wake: draft.wake }),
    ...(draft.failover !== undefined && { failover: draft.failover }),
  };
}

function exported(pair: Pair): ExportedPair {
  const { id: _id, createdAt: _createdAt, acceptedAt: _acceptedAt, ...rest } = pair;
  return { warmspare: 4, pair: portable(rest) };
}

/**
 * Without the volumes' identities, the identity files, the app's own keys and what was proved of a boot, which belong to these machines. On the way in as well:
 * a part of somebody's configuration may have been made into a file by hand.
 */
function portable(pair: ExportedPair['pair']): ExportedPair['pair'] {
  const { bootProof: _bootProof, ...failover } = pair.failover;
  return {
    ...pair,
    failover,
    primary: withoutKey(pair.primary),
    standby: withoutKey(pair.standby),
    volumes: pair.volumes.map(({ identity: _identity, ...volume }) => volume),
  };
}

function withoutKey(endpoint: Endpoint): Endpoint {
  if (endpoint.kind === 'local') return endpoint;
  const { identityFile: _identityFile, keyId: _keyId, ...rest } = endpoint;
  return rest;
}
