import type { PairView, Snapshot } from '../../../engine/api/snapshot.ts';
import { DEFAULT_SETTINGS, type AppInfo, type ServiceView } from '../../../engine/api/settings.ts';
import { NO_ALERT_SETTINGS } from '../../../engine/model/alert-settings.ts';
import { EMPTY_OUTBOX } from '../../../engine/model/alert-outbox.ts';
import type { AlertsView } from '../../../engine/api/alerts.ts';
import type { KindCounts } from '../../../engine/model/browse.ts';
import { RunId } from '../../../engine/model/ids.ts';
import type { Change, RunRecord } from '../../../engine/model/run.ts';
import { EngineError, type Problem } from '../../../engine/model/problem.ts';
import { measureRecovery } from '../../../engine/plan/recovery.ts';
import type { FakeAnswers } from '../fake-main.ts';

/** What a test's world is made of; what is not told is empty. */
export interface WorldParts {
  readonly pairs?: readonly PairView[];
  /** Newest first. */
  readonly runs?: readonly RunRecord[];
  readonly fault?: Problem;
  /** Of whatever run is asked about. */
  readonly changes?: readonly Change[];
  readonly log?: readonly string[];
  readonly info?: Partial<AppInfo>;
  /** Milliseconds since 1970, by default the moment at which pages are looked at. */
  readonly now?: number;
}

export const WORLD_NOW = Date.parse('2026-11-26T09:16:00.000Z');

const INFO: AppInfo = {
  version: '0.1.0',
  platform: 'darwin',
  home: '/Users/anna/Library/Application Support/Warmspare',
  isRoot: false,
  electron: '45.0.0',
  canStartAtLogin: true,
  demoStandby: undefined,
};

/** Nobody is told of anything, and nothing is wrong. */
export const NO_ALERTS_VIEW: AlertsView = {
  settings: NO_ALERT_SETTINGS,
  secrets: { mailPassword: { state: 'not-wanted' }, webhookSecret: { state: 'not-wanted' } },
  outbox: { waiting: 0, trouble: EMPTY_OUTBOX.trouble, storage: undefined },
  standing: [],
  deadMan: undefined,
};

/** The system keeps nothing, and could. */
export const SERVICE: ServiceView = {
  system: 'launchd',
  isInstalled: false,
  isRunning: false,
  home: undefined,
  tool: "'/opt/homebrew/bin/node' '/opt/homebrew/lib/node_modules/warmspare/dist/cli/warmspare.js'",
  install:
    "sudo '/opt/homebrew/bin/node' '/opt/homebrew/lib/node_modules/warmspare/dist/cli/warmspare.js' service install --home '/Users/anna/Library/Application Support/Warmspare'",
  uninstall:
    "sudo '/opt/homebrew/bin/node' '/opt/homebrew/lib/node_modules/warmspare/dist/cli/warmspare.js' service uninstall --home '/Users/anna/Library/Application Support/Warmspare'",
  unseal: [],
};

/** Answers everything that is asked at a glance; a test replaces what it is about. */
export function aWorld(parts: WorldParts): FakeAnswers {
  const { pairs = [], runs = [], fault, changes = [], log = [], now = WORLD_NOW } = parts;
  const snapshot: Snapshot = { sequence: 1, pairs, fault };
  let settings = DEFAULT_SETTINGS;
  const viewOf = (pairId: string): PairView => {
    const view = pairs.find(({ pair }) => pair.id === pairId);
    if (view === undefined) throw EngineError.of('pair.unknown', { text: pairId });
    return view;
  };
  return {
    'snapshot.get': async () => snapshot,
    'setup.list': async () => [],
    'keys.list': async () => [],
    'alerts.get': async () => NO_ALERTS_VIEW,
    'app.info': async () => ({ ...INFO, ...parts.info }),
    'app.service': async () => SERVICE,
    'app.open': async () => undefined,
    'app.quit': async () => undefined,
    'app.copy': async () => undefined,
    'app.reveal': async () => undefined,
    'app.system-settings': async () => undefined,
    'popover.fit': async () => undefined,
    'popover.hide': async () => undefined,
    'window.unsaved': async () => undefined,
    'settings.get': async () => settings,
    'settings.change': async (change) => (settings = { ...settings, ...change }),
    'draft.get': async () => undefined,
    'draft.save': async () => undefined,
    'draft.drop': async () => undefined,
    'file.export-pair': async () => ({ state: 'cancelled' }),
    'file.export-history': async () => ({ state: 'cancelled' }),
    'file.import-pair': async () => undefined,
    'pair.change': async ({ pairId, change }) => ({ ...viewOf(pairId).pair, name: change.name ?? '' }),
    'pair.remove': async ({ pairId }) => viewOf(pairId).pair,
    'run.start': async () => RunId.parse('20261126-091600-aaaa'),
    'run.cancel': async () => undefined,
    'history.list': async ({ pairId, modes, outcomes, before, since, until, limit }) =>
      runs
        .filter((run) => pairId === undefined || run.pairId === pairId)
        .filter((run) => modes === undefined || modes.includes(run.mode))
        .filter((run) => outcomes === undefined || outcomes.includes(run.outcome ?? 'running'))
        .filter((run) => before === undefined || run.id < before)
        .filter((run) => since === undefined || run.startedAt >= since)
        .filter((run) => until === undefined || run.startedAt < until)
        .slice(0, limit),
    'history.get': async ({ runId }) => {
      const run = runs.find(({ id }) => id === runId);
      if (run === undefined) throw EngineError.of('history.unknown-run', { text: runId });
      return run;
    },
    'history.measure': async ({ pairId, days }) =>
      measureRecovery(
        viewOf(pairId).pair,
        runs.filter((run) => run.pairId === pairId),
        now,
        days * 86_400_000,
      ),
    'history.search': async ({ text, kinds, volumeId, offset = 0, limit = 200 }) => {
      const found = changes
        .filter(({ path }) => path.toLowerCase().includes(text.toLowerCase()))
        .filter(({ kind }) => kinds === undefined || kinds.includes(kind))
        .filter((change) => volumeId === undefined || change.volumeId === volumeId);
      return { total: found.length, changes: found.slice(offset, offset + limit) };
    },
    'history.folder': async () => ({
      total: pairs[0]?.pair.volumes.length ?? 0,
      entries: (pairs[0]?.pair.volumes ?? []).map(({ id }) => ({
        name: id,
        volumeId: id,
        path: '',
        isFolder: true,
        change: undefined,
        below: countsOf(changes.filter(({ volumeId }) => volumeId === id)),
        bytesBelow: 0,
      })),
    }),
    'history.log': async ({ fromLine, limit }) => ({
      lines: log.slice(fromLine, fromLine + limit),
      isEnd: fromLine + limit >= log.length,
    }),
  };
}

function countsOf(changes: readonly Change[]): KindCounts {
  const count = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
  return {
    created: count('created'),
    updated: count('updated'),
    attributes: count('attributes'),
    deleted: count('deleted'),
  };
}
