import { DEFAULT_SETTINGS } from '../../../engine/api/settings.ts';
import type { LiveRun, PairView } from '../../../engine/api/snapshot.ts';
import { PlanId, RunId } from '../../../engine/model/ids.ts';
import { NO_RESULT, NO_TOTALS, type RunRecord } from '../../../engine/model/run.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { PAIR_ID, pairAnswers, pairView, samplePair, WORK_ID } from './set-up-base.ts';
import { doneView } from './set-up-report.ts';
import { NO_ALERTS_VIEW } from './world.ts';

export const RUN_ID = RunId.parse('20261126-091200-k3x9');

export function liveRun(change: Partial<LiveRun> = {}): LiveRun {
  return {
    runId: RUN_ID,
    mode: 'preview',
    startedAt: '2026-11-26T09:12:00.000Z',
    phase: 'comparing',
    volumeId: WORK_ID,
    progress: {
      type: 'run.progress',
      phase: 'comparing',
      volumeId: WORK_ID,
      filesDone: 212_000,
      filesTotal: 412_000,
      bytesDone: 0,
      fraction: 0.51,
      bytesPerSecond: undefined,
      secondsLeft: 90,
    },
    retrying: undefined,
    isCancelling: false,
    followsChanges: false,
    ...change,
  };
}

export function endedRun(change: Partial<RunRecord> = {}): RunRecord {
  const totals = {
    ...NO_TOTALS,
    scanned: 412_000,
    created: 411_988,
    updated: 12,
    fileBytes: 211_000_000_000,
    totalBytes: 212_000_000_000,
  };
  return {
    ...NO_RESULT,
    id: RUN_ID,
    pairId: PAIR_ID,
    pairName: 'Spare Mac mini',
    mode: 'preview',
    state: 'finished',
    startedAt: '2026-11-26T09:12:00.000Z',
    finishedAt: '2026-11-26T09:14:12.000Z',
    outcome: 'succeeded',
    phases: {},
    totals,
    volumes: [
      {
        volumeId: WORK_ID,
        source: '/Volumes/Work',
        destination: '/Volumes/Work',
        state: 'done',
        totals,
        finishedAt: '2026-11-26T09:14:12.000Z',
      },
    ],
    owner: { pid: 1, startToken: 'a' },
    ...change,
  };
}

const FOLDER: NonNullable<FakeAnswers['history.folder']> = async () => ({
  total: 3,
  entries: [
    ['Films', 160_000_000_000],
    ['Scans', 31_000_000_000],
    ['Projects', 20_000_000_000],
  ].map(([name, bytesBelow]) => ({
    name: String(name),
    volumeId: WORK_ID,
    path: String(name),
    isFolder: true,
    change: undefined,
    below: { created: 10, updated: 0, attributes: 0, deleted: 0 },
    bytesBelow: Number(bytesBelow),
  })),
});

export function keyedPairView(change: Partial<PairView> = {}): PairView {
  return pairView({ pair: samplePair({ keyId: 'key-a1b2c3d4e5' }), ...change });
}

/** A pair whose set-up has ended, with runs of one kind. */
export function runAnswers(view: PairView, runs: readonly RunRecord[]): FakeAnswers {
  return pairAnswers(view, doneView(), {
    'run.start': async () => RUN_ID,
    'run.cancel': async () => undefined,
    'history.list': async ({ modes }) => runs.filter(({ mode }) => modes?.includes(mode) !== false),
    'history.folder': FOLDER,
    'pair.change': async () => view.pair,
    'alerts.get': async () => NO_ALERTS_VIEW,
    'settings.get': async () => DEFAULT_SETTINGS,
    'window.unsaved': async () => undefined,
  });
}

export function previewRunningWorld(): FakeAnswers {
  return runAnswers(keyedPairView({ live: liveRun() }), []);
}

export function previewDoneWorld(): FakeAnswers {
  return runAnswers(keyedPairView(), [endedRun()]);
}

/** There is something at the place that the first run would replace. */
export function previewHeldWorld(): FakeAnswers {
  const hold = {
    volumeId: WORK_ID,
    reason: 'first-run-would-overwrite',
    count: 1_204,
    limit: 0,
    sample: ['Projects/old.key', 'Scans/2019.pdf'],
  } as const;
  return runAnswers(keyedPairView(), [
    endedRun({ outcome: 'held', planId: PlanId.parse('plan-0123456789ab'), holds: [hold] }),
  ]);
}

export function cloneRunningWorld(): FakeAnswers {
  const progress = {
    type: 'run.progress',
    phase: 'copying',
    volumeId: WORK_ID,
    filesDone: 81_204,
    filesTotal: 412_000,
    bytesDone: 41_000_000_000,
    fraction: 0.19,
    bytesPerSecond: 98_000_000,
    secondsLeft: 1_740,
  } as const;
  return runAnswers(keyedPairView({ live: liveRun({ mode: 'sync', phase: 'copying', progress }) }), []);
}

export function cloneDoneWorld(): FakeAnswers {
  return runAnswers(keyedPairView(), [endedRun(), endedRun({ mode: 'sync' })]);
}
