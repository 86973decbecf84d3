import { realpath } from 'node:fs/promises';
import type { Engine } from './api/engine.ts';
import { bytesToPathText } from './model/path-text.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { currentPlatform, defaultHome } from './platform/index.ts';
import { localVolumes } from './platform/local-volumes.ts';
import { isAlive, startToken } from './platform/process-identity.ts';
import { runProcess } from './platform/run-process.ts';
import { timeZone } from './platform/time-zone.ts';
import { sortLines } from './platform/sort-lines.ts';
import { DEFAULT_BACKOFF, type Backoff } from './run/backoff.ts';
import { runCheck } from './run/check.ts';
import { ROOT_ACCOUNT, type KeyAccount } from './keys/key-account.ts';
import { keytarStore } from './keys/keytar-store.ts';
import type { DemoStandby } from './host/demo-standby.ts';
import type { SecretStore } from './keys/secret-store.ts';
import { openPromotions } from './failover/open-promotions.ts';
import { exportChanges, exportRuns } from './run/export-history.ts';
import { leftOut } from './run/left-out/left-out.ts';
import { openFailover } from './failover/open-failover.ts';
import { openPairs } from './run/pairs.ts';
import { listKeys } from './run/setup/list-keys.ts';
import type { SetupContext } from './run/setup/setup-run.ts';
import { DEFAULT_PATIENCE, type Patience } from './run/patience.ts';
import { recoveryHistory } from './run/recovery-history.ts';
import { statusOf } from './run/status.ts';
import { runSync } from './run/sync.ts';
import { runVerify } from './run/verify.ts';
import { scanHostKeys } from './ssh/host-keys.ts';
import { hintOf, personsPins } from './ssh/known-hint.ts';
import { quoteArgument } from './model/quote.ts';
import { randomart } from './ssh/randomart.ts';
import { findCommandLine } from './supervise/find-command-line.ts';
import { ownerOf } from './supervise/folder-owner.ts';
import { openSupervisor, type SupervisedHost } from './supervise/supervisor.ts';
import { atomicWrite } from './store/atomic-write.ts';
import { openConfig } from './store/config-store.ts';
import { openHistory } from './store/history.ts';
import { openKeyRecords } from './store/key-records.ts';
import { openPromotionStore } from './store/promotion-store.ts';

export { EventBatches } from './host/event-batches.ts';
export { memoryKeyring } from './keys/memory-keyring.ts';
export { openDocument, type StoredDocument } from './store/stored-document.ts';
export { formatSchedule } from './plan/schedule/format.ts';
export { nextDueTimes } from './plan/schedule/due-times.ts';
export { formatBandwidth, parseBandwidth } from './plan/schedule/bandwidth.ts';
export { readWindow } from './plan/schedule/read-window.ts';
export { parseSchedule } from './plan/schedule/parse.ts';
export { machinesOf, type ScheduledPair } from './plan/schedule/queue.ts';
export { Scheduler, type SchedulerStanding } from './schedule/scheduler.ts';
export type { SchedulerOptions, SchedulerPorts } from './schedule/ports.ts';
export { openSchedules } from './store/schedule-store.ts';
export { openHostLog } from './store/host-log.ts';
export { followLog as followHostLog } from './store/follow-log.ts';
export type { Host, HostOptions } from './host/open-host.ts';
export { answerRequest, invalid } from './host/answer-request.ts';
export { connectHost, type HostConnection } from './host/socket/host-connection.ts';
export { engineOfHost } from './host/socket/engine-of-host.ts';
export { finishedRecord } from './host/socket/finished-record.ts';
export { followRuns, type Followed } from './host/socket/follow-runs.ts';
export { keepHost, type KeepHostOptions } from './host/socket/keep-host.ts';
export { keepAwake } from './platform/keep-awake.ts';
export { programVersions } from './platform/program-versions.ts';
export { alertDoors, openAlerts, type AlertOptions } from './run/alerts.ts';
export { alertsOfHost } from './host/socket/alerts-of-host.ts';
export { keytarStore } from './keys/keytar-store.ts';
export { watchHome, type HomeWatch } from './host/watch-home.ts';
export type { HomePart } from './host/home-parts.ts';
export { currentPlatform, defaultHome, systemClock };
export type { SupervisedHost };
export type { DemoStandby, Engine, KeyAccount, SecretStore };

/** Loads ssh2, and is only wanted by who asks for a demo. */
export async function startDemoStandby(folder: string): Promise<DemoStandby> {
  return (await import('./host/demo-standby.ts')).startDemoStandby(folder);
}

export interface EnginePorts {
  /** The data folder; made when something is first written. */
  readonly home: string;
  readonly clock?: Clock;
  readonly backoff?: Backoff;
  readonly patience?: Patience;
  /** Where the passphrases of the app's keys are kept; without it, the system's keyring. */
  readonly secrets?: SecretStore;
  /** Whom the app's keys sign in as; without it, root. */
  readonly keyAccount?: KeyAccount;
  /** Where runbooks are left on a standby without a guard; without it, where its system keeps such things. */
  readonly runbookFolder?: string;
}

const SCAN_TIMEOUT_MS = 15_000;

/** This process, as locks and history name it. */
export function thisProcess(): { readonly pid: number; readonly startToken: string } {
  return { pid: process.pid, startToken: startToken(process.pid) ?? 'unknown' };
}

/** The command line's `serve`, as the system keeps it from its start on. */
export function systemSupervisor(): {
  readonly install: (home: string) => Promise<SupervisedHost>;
  readonly uninstall: () => Promise<SupervisedHost>;
  readonly status: () => Promise<SupervisedHost>;
} {
  const service = openSupervisor({
    platform: currentPlatform(),
    run: runProcess,
    write: (path, text) => atomicWrite(path, text, 0o644),
    root: '/',
    isRoot: process.getuid?.() === 0,
  });
  return {
    ...service,
    install: async (home) =>
      service.install({
        argv: [process.execPath, await realpath(process.argv[1] ?? '')],
        home,
        user: await ownerOf(home, runProcess),
      }),
  };
}

/** The command line on this machine as words for a shell, to be followed by a command; `undefined`: there is none. */
export async function commandLineHere(beside: string): Promise<string | undefined> {
  const argv = await findCommandLine({ path: process.env['PATH'], beside });
  return argv === undefined ? undefined : argv.map(quoteText).join(' ');
}

/** One word for a shell. */
export function quoteText(text: string): string {
  return quoteArgument(bytesToPathText(new TextEncoder().encode(text)));
}

/** The engine over its adapters: what every host (the command line, the app) starts with. */
export function createEngine(ports: EnginePorts): Engine {
  const clock = ports.clock ?? systemClock;
  const owner = thisProcess();
  const lockPorts = { isAlive, clock };
  const engine: SetupContext = {
    home: ports.home,
    clock,
    config: openConfig(ports.home, { owner, ...lockPorts }),
    history: openHistory(ports.home, { ...lockPorts, sortLines }),
    backoff: ports.backoff ?? DEFAULT_BACKOFF,
    patience: ports.patience ?? DEFAULT_PATIENCE,
    owner,
    promotions: openPromotionStore(ports.home),
    keys: openKeyRecords(ports.home),
    secrets: ports.secrets ?? keytarStore(),
    keyAccount: ports.keyAccount ?? ROOT_ACCOUNT,
  };
  const pairs = openPairs(engine);
  return {
    pairs,
    discover: async (options = {}) => (await import('./ssh/discover.ts')).discover(options, { clock }),
    localVolumes: () => localVolumes(),
    showHostKeys: async (address) => {
      const [keys, pins] = await Promise.all([
        scanHostKeys(address, { timeoutMs: SCAN_TIMEOUT_MS }),
        personsPins(address, runProcess),
      ]);
      return keys.map(({ type, pin, base64 }) => ({
        type,
        pin,
        randomart: randomart(Buffer.from(base64, 'base64')),
        yours: hintOf(pin, pins),
      }));
    },
    check: async (name, options = {}) => runCheck(engine, await pairs.get(name), options),
    leftOut: async (what, options = {}) =>
      leftOut(engine, typeof what === 'string' ? await pairs.get(what) : what, pairs.get, options),
    sync: async (name, options) => runSync(engine, await pairs.get(name), options),
    verify: async (name, options) => runVerify(engine, await pairs.get(name), options),
    // Loads ssh2, which the rest does without.
    setup: async (name, options) =>
      (await import('./run/setup/set-up.ts')).setUp(engine, await pairs.get(name), options),
    setupScript: async (name, options) =>
      (await import('./run/manual/set-up-manually.ts')).setUpManually(engine, await pairs.get(name), options),
    keys: {
      list: () => listKeys(engine),
      rotate: async (name, options) =>
        (await import('./run/setup/set-up.ts')).setUp(engine, await pairs.get(name), options, {
          fresh: true,
        }),
      revoke: async (name, options) =>
        (await import('./run/setup/revoke-key.ts')).revokeKeys(engine, await pairs.get(name), options),
    },
    failover: openFailover(engine, {
      get: pairs.get,
      change: pairs.change,
      timeZone: () => timeZone(),
      runbookFolder: ports.runbookFolder,
    }),
    status: async (name) =>
      statusOf(engine, name === undefined ? await pairs.list() : [await pairs.get(name)]),
    promotion: openPromotions(engine, pairs.get),
    history: {
      list: async ({ pair, ...filter } = {}) => {
        const pairId = pair === undefined ? {} : { pairId: (await pairs.get(pair)).id };
        return engine.history.list({ ...filter, ...pairId });
      },
      get: (id) => engine.history.get(id),
      changes: (id, page) =>
        engine.history.changes(id, page ?? { offset: 0, limit: Number.POSITIVE_INFINITY }),
      log: (id) => engine.history.log(id),
      folder: (id, query = {}) => engine.history.folder(id, query),
      search: (id, query) => engine.history.search(id, query),
      measure: async (pair, { windowMs } = {}) => recoveryHistory(engine, await pairs.get(pair), windowMs),
      export: async function* (what, format) {
        if ('run' in what) yield* exportChanges(engine.history, what.run, format);
        else yield* exportRuns(engine.history, (await pairs.get(what.pair)).id, format);
      },
    },
  };
}
