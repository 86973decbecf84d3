import type { PairView } from '../../../engine/api/snapshot.ts';
import { PlanId, type RunId } from '../../../engine/model/ids.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { NO_TOTALS, type Change, type RunRecord } from '../../../engine/model/run.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { foldersOf } from './changes-by-folder.ts';
import {
  emptyHanded,
  nightRun,
  officeChanges,
  officePair,
  runIdAt,
  SYSTEM,
  USERS,
  viewOf,
} from './office.ts';
import { aWorld, WORLD_NOW, type WorldParts } from './world.ts';

/* The office's history: 260 nights, some of which did not go well. */

const HOUR_MS = 3_600_000;

/** Names that a screen could stumble over, at the root of a volume. */
export const HOSTILE_NAMES = [
  'line\nbreak.txt',
  'escape \u001b[31mred.txt',
  '\u202etxt.exe',
  'שלום עולם.pdf',
  'تقرير ٢٠٢٦.pdf',
  'bytes \\#377\\#376.dat',
  '<img src=x onerror=alert(1)>.html',
  '👩‍👩‍👧‍👦 family.heic',
  `${'a very long name '.repeat(14)}.txt`,
  ' leading and trailing ',
];

export const historyPair: Pair = officePair();

function on(night: number, fields: Partial<RunRecord>): RunRecord {
  return nightRun(historyPair, night, { recoveryPoint: undefined, ...fields });
}

const heldRun = on(0, {
  ...emptyHanded(historyPair, { outcome: 'held' }),
  totals: { ...nightRun(historyPair, 0).totals, deleted: 48_210 },
  planId: PlanId.parse('plan-0123456789ab'),
  holds: [
    {
      volumeId: USERS,
      reason: 'deletes',
      count: 48_210,
      limit: 5_000,
      sample: ['anna/Pictures/2024/IMG 0001.heic', 'anna/Pictures/2024/שלום.heic'],
    },
  ],
});

const partialRun = on(2, {
  due: { dueAt: nightRun(historyPair, 2).startedAt },
  outcome: 'partial',
  volumes: nightRun(historyPair, 2).volumes.map((volume, at) =>
    at === 1 ? { ...volume, state: 'partial' } : volume,
  ),
  problems: [
    {
      code: 'rsync.partial',
      retry: 'transient',
      details: {
        side: 'primary',
        exitCode: 23,
        count: 214,
        files: [
          '/Volumes/Users/anna/Library/Mail/V10/MailData/Envelope Index',
          '/Volumes/Users/ben/line\nbreak.txt',
        ],
        output: 'rsync: [sender] send_files failed to open "anna/Library/Mail": Operation not permitted (1)',
      },
    },
    {
      code: 'rsync.partial',
      retry: 'transient',
      details: { side: 'primary', exitCode: 23, files: ['/Volumes/Space/admin/secret.key'] },
    },
    {
      code: 'endpoint.unreachable',
      retry: 'transient',
      details: { side: 'standby', endpoint: 'ssh://root@spare.local', text: 'no route to host' },
    },
  ],
  losses: [
    { what: 'acls', why: 'rsync-standby' },
    { what: 'creation-times', why: 'rsync-primary' },
  ],
});

const failedRun = on(3, {
  ...emptyHanded(historyPair, { outcome: 'failed' }),
  problems: [
    {
      code: 'rsync.failed',
      retry: 'person',
      details: {
        side: 'standby',
        exitCode: 12,
        output: 'rsync error: error in rsync protocol data stream (code 12)',
      },
    },
  ],
});

const refusedRun = on(4, {
  ...emptyHanded(historyPair, { outcome: 'refused', phases: { probing: 900 } }),
  refusals: [{ reason: 'destination.missing', volumeId: SYSTEM, details: { path: '/Volumes/System' } }],
});

/** Due in the evening, when the machine was asleep. */
const lateRun = nightRun(historyPair, 1, {
  due: {
    dueAt: new Date(Date.parse(nightRun(historyPair, 1).startedAt) - 4.2 * HOUR_MS).toISOString(),
    late: { kind: 'absent', absence: 'asleep' },
  },
});

function after(night: number, hours: number, fields: Partial<RunRecord>): RunRecord {
  const run = on(night, fields);
  const startMs = Date.parse(run.startedAt) + hours * HOUR_MS;
  const tookMs = Date.parse(run.finishedAt ?? '') - Date.parse(run.startedAt);
  return {
    ...run,
    id: runIdAt(startMs),
    startedAt: new Date(startMs).toISOString(),
    finishedAt: new Date(startMs + tookMs).toISOString(),
  };
}

const previewRun = after(0, 5, { mode: 'preview' });
const verifyRun = after(1, 6, {
  mode: 'verify',
  outcome: 'partial',
  totals: { ...NO_TOTALS, scanned: 412_380, wireBytes: 41_000_000, totalBytes: 1_400_000_000_000 },
  verify: { scope: { kind: 'sample', files: 2_000 }, compared: 2_000, different: 3 },
  phases: { probing: 800, comparing: 20_000, checking: 16_000 },
});
const cancelledRun = after(5, 9, { outcome: 'cancelled' });

export const historyRuns: readonly RunRecord[] = [
  previewRun,
  heldRun,
  verifyRun,
  lateRun,
  partialRun,
  failedRun,
  cancelledRun,
  refusedRun,
  ...Array.from({ length: 253 }, (_, night) => nightRun(historyPair, night + 5)),
].toSorted((a, b) => (a.id < b.id ? 1 : -1));

export const RUNS: Readonly<
  Record<'held' | 'partial' | 'failed' | 'refused' | 'preview' | 'verify' | 'good', RunId>
> = {
  held: heldRun.id,
  partial: partialRun.id,
  failed: failedRun.id,
  refused: refusedRun.id,
  preview: previewRun.id,
  verify: verifyRun.id,
  good: lateRun.id,
};

export const historyChanges: readonly Change[] = [
  ...officeChanges(400),
  ...HOSTILE_NAMES.map((name, at): Change => ({
    volumeId: USERS,
    kind: at % 2 === 0 ? 'created' : 'attributes',
    type: 'file',
    path: `Hostile/${name}`,
    bytes: 1_200 * (at + 1),
    itemized: '>f+++++++++',
  })),
  {
    volumeId: SYSTEM,
    kind: 'updated',
    type: 'file',
    path: 'private/var/db/receipts/one.plist',
    bytes: 812,
    itemized: '>f.st......',
  },
];

export const historyLog: readonly string[] = Array.from({ length: 1_234 }, (_, at) =>
  at === 7
    ? 'rsync: \u001b[31mred\u001b[0m\tand a tab'
    : `>f+++++++++ anna/Documents/invoice ${String(at + 1)}.pdf${at === 9 ? ` ${'long '.repeat(60)}` : ''}`,
);

export function historyView(fields: Partial<PairView> = {}): PairView {
  return viewOf(historyPair, historyRuns, fields);
}

export function historyOffice(parts: Partial<WorldParts> = {}): FakeAnswers {
  const changes = parts.changes ?? historyChanges;
  return {
    ...aWorld({
      pairs: [historyView()],
      runs: historyRuns,
      log: historyLog,
      now: WORLD_NOW,
      ...parts,
      changes,
    }),
    'history.folder': foldersOf(changes),
    'file.export-history': async ({ format }) => ({
      state: 'saved',
      path: `/Users/anna/Desktop/Office.${format}`,
    }),
  };
}
