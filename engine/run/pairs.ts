import type { PairDraft, Pairs } from '../api/engine.ts';
import type { Endpoint } from '../model/endpoint.ts';
import { ExportedPair, Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import { checkPatterns } from '../plan/filters.ts';
import type { EngineContext } from './context.ts';
import { newPairId, newVolumeId } from './ids.ts';

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
      if (config.pairs.some(({ name }) => sameName(name, pair.name)))
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
    add: (draft) => store(valid({ ...fromDraft(draft), ...stamp() })),
    remove: async (name) => {
      const pair = await find(name);
      await engine.config.update((config) => ({
        ...config,
        pairs: config.pairs.filter(({ id }) => id !== pair.id),
      }));
      return pair;
    },
    export: async (name) => exported(await find(name)),
    import: (content, name) => {
      const file = ExportedPair.safeParse(content);
      if (!file.success) throw invalid('an exported pair', file.error);
      const pair = portable(file.data.pair);
      const volumes = pair.volumes.map((volume) => ({ ...volume, id: newVolumeId() }));
      return store(valid({ ...pair, volumes, ...stamp(), ...(name === undefined ? {} : { name }) }));
    },
  };
}

/** Names that differ in case only would be one on a Mac's disk and in a person's memory. */
function sameName(a: string, b: string): boolean {
  return a.toLocaleLowerCase('en') === b.toLocaleLowerCase('en');
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
      role: role ?? (isSystem(source) ? 'system' : 'data'),
      deletion: draft.deletion,
    })),
    filters: { preset: draft.preset, excludes: [...draft.excludes] },
  };
}

function isSystem(source: string): boolean {
  return /^\/+$/.test(source) || /^\/System\/Volumes\/Data\/*$/.test(source);
}

function valid(candidate: unknown): Pair {
  const pair = Pair.safeParse(candidate);
  if (!pair.success) throw invalid('the pair', pair.error);
  const [fault] = checkPatterns(pair.data.filters.excludes);
  if (fault !== undefined)
    throw EngineError.of('pair.invalid', {
      text: `the pattern ${JSON.stringify(fault.details.pattern ?? '')} cannot be used: ${fault.details.found ?? ''}`,
    });
  return pair.data;
}

/** As zod tells what is wrong with a document. */
interface Fault {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

function invalid(what: string, error: Fault): EngineError {
  const first = error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
    .join('; ');
  return EngineError.of('pair.invalid', { text: `${what} is not valid: ${first}` }, 'person', error);
}

function exported(pair: Pair): ExportedPair {
  const { id: _id, createdAt: _createdAt, acceptedAt: _acceptedAt, ...rest } = pair;
  return { warmspare: 1, pair: portable(rest) };
}

/**
 * Without the volumes' identities, the identity files and the app's own keys, which belong to these machines. On the way in as well:
 * a part of somebody's configuration may have been made into a file by hand.
 */
function portable(pair: ExportedPair['pair']): ExportedPair['pair'] {
  return {
    ...pair,
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
