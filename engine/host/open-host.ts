import type { Engine } from '../api/engine.ts';
import type { Handlers, HostEvent, requests } from '../api/contract.ts';
import type { Snapshot } from '../api/snapshot.ts';
import { openWatchOn } from '../journal/open-watch.ts';
import type { OpenWatch } from '../journal/volume-watch.ts';
import type { PairId } from '../model/ids.ts';
import type { ScheduleStanding } from '../model/schedule-standing.ts';
import type { ScheduleAnswer } from '../model/schedule-state.ts';
import { systemClock, type Clock } from '../platform/clock.ts';
import { ownCpuMs } from '../platform/own-cpu.ts';
import { fsEventsHistory } from '../platform/fs-events-history.ts';
import { currentPlatform } from '../platform/index.ts';
import { timeZone } from '../platform/time-zone.ts';
import { openWakeSchedule, type WakeScheduleOptions } from '../platform/wake-schedule.ts';
import { runbookFiles } from '../failover/runbook-files.ts';
import { alertDoors, type AlertOptions } from '../run/alerts.ts';
import { openJournalPlaces } from '../store/journal-store.ts';
import { dueRunPorts } from './due-run-ports.ts';
import { DueRuns, type DueRunPorts } from './due-runs.ts';
import { hostHandlers } from './handlers.ts';
import { FollowPairs } from './follow-pairs.ts';
import { JournalPlaces } from './journal-places.ts';
import { LiveAlerts } from './live-alerts.ts';
import { LiveDrills } from './live-drills.ts';
import { LiveEngine } from './live-engine.ts';
import { LiveSetups } from './live-setups.ts';
import { ReadyPairs } from './ready-pairs.ts';
import { Wakes } from './wakes.ts';
import { watchHome } from './watch-home.ts';

/** A process that keeps the engine for others, windows and clients of a socket, begins the runs that are due, and sends alerts. */
export interface Host {
  readonly handlers: Handlers<typeof requests>;
  readonly live: {
    readonly snapshot: () => Snapshot;
    /** Reads everything again. */
    readonly refresh: () => Promise<void>;
    /** A run is under way. */
    readonly isRunning: boolean;
  };
  /** This machine has woken up. */
  readonly woke: () => void;
  /** Everything that happens, from now on. Returns what ends it. */
  readonly subscribe: (listener: (event: HostEvent) => void) => () => void;
  /** Something is under way that would end with this process. */
  readonly isBusy: () => boolean;
  /** Calls off what is under way and waits for its end. */
  readonly close: () => Promise<void>;
}

export interface HostOptions {
  readonly clock?: Clock;
  /** What of the world the schedules see otherwise. */
  readonly schedules?: Partial<Omit<DueRunPorts, 'live' | 'onProblem'>>;
  /** How the changes of a folder are followed; by default as this system does it. */
  readonly openWatch?: OpenWatch;
  /** How this machine is told when to wake up; by default as this system does it. */
  readonly wakes?: WakeScheduleOptions & { readonly askAgainMs?: number };
  /** What alerts are sent with. */
  readonly alerts: AlertOptions;
  /** What schedules and alerts cannot read, write, ask or send; they go on without it. */
  readonly onProblem?: (error: unknown) => void;
  /** What became of due times. */
  readonly onAnswer?: (pairId: PairId, answer: ScheduleAnswer) => void;
  /** Everything that happens, from the first run on that begins by itself. */
  readonly onEvent?: (event: HostEvent) => void;
}

/** Reads what is there first. `home` is watched: what other processes change is seen, too. */
export async function openHost(engine: Engine, home: string, options: HostOptions): Promise<Host> {
  const { clock = systemClock, onProblem = () => undefined, onEvent } = options;
  const listeners = new Set<(event: HostEvent) => void>(onEvent === undefined ? [] : [onEvent]);
  const tell = (event: HostEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const live: LiveEngine = new LiveEngine(engine, {
    standingOf,
    changesOf: (pairId) => followed.changesOf(pairId),
    readinessOf: (pairId) => ready.glanceOf(pairId),
    drillOf: (pairId) => drills.viewOf(pairId),
  });
  const ready: ReadyPairs = new ReadyPairs({
    engine,
    live,
    clock,
    timeZone: () => timeZone(),
    onChange: () => live.standingsChanged(),
    onProblem,
  });
  const drills = new LiveDrills(engine, (pairId) => live.drillChanged(pairId));
  const dueRuns: DueRuns = new DueRuns({
    ...dueRunPorts(home, clock, () => live.snapshot().pairs),
    ...options.schedules,
    live,
    onProblem,
    ...(options.onAnswer !== undefined && { onAnswer: options.onAnswer }),
  });
  const isPair = (id: PairId): boolean => live.snapshot().pairs.some(({ pair }) => pair.id === id);
  const places = new JournalPlaces(openJournalPlaces(home), isPair, onProblem);
  const followed: FollowPairs = new FollowPairs(live, {
    clock,
    openWatch: options.openWatch ?? openWatchOn(currentPlatform(), clock, fsEventsHistory),
    waitsFor: (pairId) => dueRuns.waitsFor(pairId),
    onChange: () => live.standingsChanged(),
    onProblem,
    cpuMs: ownCpuMs,
    placesOf: (pairId) => places.of(pairId),
  });
  function standingOf(pairId: PairId): ScheduleStanding | undefined {
    const standing = dueRuns.standing(pairId);
    return standing && { ...standing, follow: followed.standing(pairId), wake: wakes.standing(pairId) };
  }
  const { askAgainMs, ...wakeOptions } = options.wakes ?? {};
  const wakes: Wakes = new Wakes({
    clock,
    live,
    schedule: openWakeSchedule(home, wakeOptions),
    standing: (pairId) => dueRuns.standing(pairId),
    onChange: () => live.standingsChanged(),
    ...(askAgainMs !== undefined && { askAgainMs }),
  });
  const alerts = new LiveAlerts({
    home,
    live,
    doors: alertDoors({ clock, runbook: (pairId) => runbookFiles(home, pairId), ...options.alerts }),
    onProblem,
    onChange: () => tell({ type: 'alerts.changed' }),
    lostOf: (pairId) => ready.lostOf(pairId),
    runbookOf: (pairId) => ready.runbookOf(pairId),
  });
  live.subscribe((event) => tell({ type: 'live', event }));
  const setups = new LiveSetups(
    engine,
    (view) => tell({ type: 'setup.changed', view }),
    () => live.refresh(),
  );
  const watch = watchHome(home, (parts) => {
    if (parts.has('alerts')) alerts.settingsChanged();
    if (parts.size > 1 || !parts.has('alerts')) void live.refresh();
  });
  await watch.ready;
  await live.refresh();
  ready.start();
  await alerts.start();
  await dueRuns.start();
  followed.start();
  wakes.start();
  return {
    handlers: hostHandlers({ engine, live, setups, drills, dueRuns, alerts, ready, tell }),
    live,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    woke: () => {
      dueRuns.woke();
      followed.lookAgain();
      wakes.woke();
      alerts.woke();
      ready.lookAgain();
      void live.refresh();
    },
    isBusy: () => live.isRunning || setups.isRunning,
    close: async () => {
      watch.close();
      // A run of what is followed ends by being called off, as every other.
      await Promise.all([
        followed.close(),
        ready.close(),
        alerts.close(),
        dueRuns.close(),
        wakes.close(),
        live.close(),
        setups.close(),
        drills.close(),
      ]);
      await places.close();
    },
  };
}
