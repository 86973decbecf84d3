import type { CheckReport, Engine, PairStatus, ShownHostKey } from '../../engine/api/engine.ts';
import type { DiscoverOptions } from '../../engine/api/discover.ts';
import type { DrillRecord } from '../../engine/model/drill.ts';
import type { ReadinessReport, RunbookReport, SurveyReport } from '../../engine/api/failover.ts';
import type { LeftOutReport } from '../../engine/api/left-out.ts';
import type { RunEvent, RunEventBody } from '../../engine/api/events.ts';
import type { Promotions } from '../../engine/api/promotion.ts';
import type {
  KeyStatus,
  ScriptOptions,
  SetupOptions,
  SetupReport,
  SetupScript,
} from '../../engine/api/setup.ts';
import { changedPair } from '../../engine/run/changed-pair.ts';
import type { FolderPage } from '../../engine/model/browse.ts';
import type { Discovery } from '../../engine/model/found-machine.ts';
import { PairId, RunId } from '../../engine/model/ids.ts';
import type { KeyRecord } from '../../engine/model/key.ts';
import type { LocalVolume } from '../../engine/model/local-volume.ts';
import type { Pair } from '../../engine/model/pair.ts';
import { EngineError } from '../../engine/model/problem.ts';
import type { RecoveryHistory } from '../../engine/model/recovery-history.ts';
import type { Change, RunRecord } from '../../engine/model/run.ts';
import { NO_RESULT, resultOf } from '../../engine/model/run.ts';
import { draftedPair, STAMP } from './drafted-pair.ts';
import { aDrill } from './drill-builders.ts';
import { fakeFailover } from './fake-failover.ts';

/** What the machines would answer. Everything may be replaced by a test. */
export interface FakeWorld {
  pairs: Pair[];
  runs: RunRecord[];
  keys: ShownHostKey[];
  changes: Change[];
  log: string[];
  exported: string[];
  folder: FolderPage;
  leftOut: LeftOutReport;
  volumes: LocalVolume[];
  recovery: RecoveryHistory;
  statuses: PairStatus[];
  report: CheckReport | undefined;
  /** The events of a sync or verify before its end, and its record; an error instead is thrown after the events. */
  events: RunEventBody[];
  result: RunRecord | Error;
  /** Called when a run has sent its events; a test may press Ctrl-C here. */
  duringRun: (signal: AbortSignal | undefined) => void | Promise<void>;
  /** `run.finished` is left out when false, as by an engine that dies. */
  saysFinished: boolean;
  readonly calls: unknown[];
  /** What answers on the network, or why nobody could be asked. */
  discovery: Discovery | Error;
  /** Called while answers are waited for. */
  duringDiscovery: (options: DiscoverOptions) => void;
  appKeys: KeyStatus[];
  /** A set-up or a rotation: asks, tells and ends as the test says. */
  setup: (pair: Pair, options: SetupOptions) => Promise<SetupReport>;
  setupScript: (pair: Pair, options: ScriptOptions) => Promise<SetupScript>;
  revoke: (pair: Pair, options: SetupOptions) => Promise<readonly KeyRecord[]>;
  /** What a survey learns, and what is known before one. */
  survey: SurveyReport | Error;
  known: ReadinessReport | Error;
  runbook: RunbookReport | Error;
  drill: DrillRecord;
  promotion: Promotions;
}

export const RUN_ID = RunId.parse('20261123-030400-k3x9');

export function aRun(fields: Partial<RunRecord> = {}): RunRecord {
  return {
    id: RUN_ID,
    pairId: PairId.parse('pair-abcdefghij'),
    pairName: 'office',
    mode: 'sync',
    state: 'finished',
    startedAt: '2026-11-23T03:04:00.000Z',
    finishedAt: '2026-11-23T03:04:41.000Z',
    outcome: 'succeeded',
    phases: {},
    volumes: [],
    ...NO_RESULT,
    owner: { pid: 4711, startToken: 'x' },
    ...fields,
  };
}

export function aWorld(fields: Partial<FakeWorld> = {}): FakeWorld {
  return {
    pairs: [],
    runs: [],
    keys: [],
    changes: [],
    log: [],
    exported: [],
    folder: { total: 0, entries: [] },
    volumes: [],
    leftOut: { sources: [] },
    recovery: { from: '', to: '', ages: [], runs: [] },
    statuses: [],
    report: undefined,
    events: [],
    result: aRun(),
    duringRun: () => undefined,
    saysFinished: true,
    calls: [],
    discovery: { machines: [], isCut: false },
    duringDiscovery: () => undefined,
    appKeys: [],
    setup: () => Promise.reject(new Error('the test gave no set-up')),
    setupScript: () => Promise.reject(new Error('the test gave no script')),
    revoke: () => Promise.reject(new Error('the test gave no revocation')),
    survey: new Error('the test gave no survey'),
    known: new Error('the test gave no readiness'),
    runbook: new Error('the test gave no runbook'),
    drill: aDrill(),
    promotion: NO_PROMOTION,
    ...fields,
  };
}

const noAnswer = (): Promise<never> => Promise.reject(new Error('the test gave no promotion'));
export const NO_PROMOTION: Promotions = {
  status: () => Promise.resolve(undefined),
  plan: noAnswer,
  promote: noAnswer,
  undo: noAnswer,
  failBack: noAnswer,
  finishFailBack: noAnswer,
};

/** An engine without machines: answers what the world says, and notes what it was asked. */
export function fakeEngine(world: FakeWorld): Engine {
  const get = (name: string): Promise<Pair> => {
    const pair = world.pairs.find((each) => each.name === name);
    return pair === undefined
      ? Promise.reject(EngineError.of('pair.unknown', { text: name }))
      : Promise.resolve(pair);
  };
  const store = (pair: Pair): Pair => {
    if (world.pairs.some((each) => each.name === pair.name))
      throw EngineError.of('pair.exists', { text: pair.name });
    world.pairs.push(pair);
    return pair;
  };
  return {
    failover: fakeFailover(world, get),
    promotion: world.promotion,
    pairs: {
      list: () => Promise.resolve(world.pairs),
      get,
      add: async (draft) => {
        world.calls.push(['pairs.add', draft]);
        return Promise.resolve(store(draftedPair(draft)));
      },
      change: async (name, change) => {
        const pair = await get(name);
        world.calls.push(['pairs.change', name, change]);
        const changed = changedPair(pair, change, STAMP.createdAt);
        world.pairs = world.pairs.map((each) => (each === pair ? changed : each));
        return changed;
      },
      remove: async (name) => {
        const pair = await get(name);
        world.pairs = world.pairs.filter((each) => each !== pair);
        return pair;
      },
      export: async (name) => {
        const { id: _id, createdAt: _createdAt, ...pair } = await get(name);
        return { warmspare: 4, pair };
      },
      import: async (content, name) => {
        world.calls.push(['pairs.import', content, name]);
        const { pair } = content as { pair: Pair };
        return Promise.resolve(store({ ...pair, ...STAMP, ...(name === undefined ? {} : { name }) }));
      },
    },
    discover: async (options = {}) => {
      world.calls.push(['discover', { timeoutMs: options.timeoutMs }]);
      await Promise.resolve();
      world.duringDiscovery(options);
      if (world.discovery instanceof Error) throw world.discovery;
      return world.discovery;
    },
    localVolumes: () => Promise.resolve(world.volumes),
    showHostKeys: (address) => {
      world.calls.push(['showHostKeys', address]);
      return Promise.resolve(world.keys);
    },
    check: async (name, options) => {
      await get(name);
      world.calls.push(['check', name, { acceptVolumes: options?.acceptVolumes }]);
      if (world.report === undefined) throw new Error('the test gave no report');
      return world.report;
    },
    leftOut: (what) => {
      world.calls.push(['leftOut', what]);
      return Promise.resolve(world.leftOut);
    },
    sync: (name, { onEvent, signal, ...options }) => {
      world.calls.push(['sync', name, options]);
      return run(world, get(name), onEvent, signal);
    },
    verify: (name, { onEvent, signal, ...options }) => {
      world.calls.push(['verify', name, options]);
      return run(world, get(name), onEvent, signal);
    },
    setup: async (name, options) => world.setup(await get(name), options),
    setupScript: async (name, options) => world.setupScript(await get(name), options),
    keys: {
      list: () => Promise.resolve(world.appKeys),
      rotate: async (name, options) => {
        world.calls.push(['keys.rotate', name]);
        return world.setup(await get(name), options);
      },
      revoke: async (name, options) => world.revoke(await get(name), options),
    },
    status: async (name) => {
      if (name === undefined) return world.statuses;
      const pair = await get(name);
      return world.statuses.filter((status) => status.pair.name === pair.name);
    },
    history: {
      list: ({ pair, ...filter } = {}) => {
        const { limit } = filter;
        world.calls.push(['history.list', { pair, ...filter }]);
        const runs = world.runs.filter((each) => pair === undefined || each.pairName === pair);
        return Promise.resolve(runs.slice(0, limit));
      },
      get: (id) => {
        const found = world.runs.find((each) => id === 'last' || each.id.startsWith(id));
        return found === undefined
          ? Promise.reject(EngineError.of('history.unknown-run', { found: id }))
          : Promise.resolve(found);
      },
      changes: (_id, page) =>
        each(world.changes.slice(page?.offset ?? 0, (page?.offset ?? 0) + (page?.limit ?? Infinity))),
      log: () => each(world.log),
      folder: (_id, query) => {
        world.calls.push(['history.folder', query]);
        return Promise.resolve(world.folder);
      },
      measure: (pair, options) => {
        world.calls.push(['history.measure', pair, options]);
        return Promise.resolve(world.recovery);
      },
      export: (what, format) => {
        world.calls.push(['history.export', what, format]);
        return each(world.exported);
      },
      search: (_id, query) => {
        world.calls.push(['history.search', query]);
        const changes = world.changes.filter(({ path }) => path.includes(query.text));
        return Promise.resolve({ total: changes.length, changes: changes.slice(0, query.limit) });
      },
    },
  };
}

async function run(
  world: FakeWorld,
  pair: Promise<Pair>,
  onEvent: ((event: RunEvent) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<RunRecord> {
  await pair;
  let seq = 0;
  const emit = (body: RunEventBody): void => {
    seq += 1;
    onEvent?.({ ...body, seq, at: '2026-11-23T03:04:00.000Z', runId: RUN_ID });
  };
  for (const event of world.events) emit(event);
  await world.duringRun(signal);
  if (world.result instanceof Error) throw world.result;
  const record: RunRecord =
    signal?.aborted === true ? { ...world.result, outcome: 'cancelled' } : world.result;
  const { outcome = 'failed' } = record;
  if (world.saysFinished) emit({ type: 'run.finished', outcome, ...resultOf(record) });
  return record;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
