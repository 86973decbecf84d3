import type { PairStatus } from '../../../engine/api/engine.ts';
import type { PairView, ReadinessGlance } from '../../../engine/api/snapshot.ts';
import { KeyId, PairId, RunId, VolumeId } from '../../../engine/model/ids.ts';
import { NO_FAILOVER_SETTINGS } from '../../../engine/model/failover.ts';
import { COPIES_ONLY, UNSCHEDULED, type Pair } from '../../../engine/model/pair.ts';
import { CHECK_IDS, type CheckId, type Finding } from '../../../engine/model/readiness.ts';
import {
  NO_RESULT,
  NO_TOTALS,
  type Change,
  type RunRecord,
  type Totals,
  type VolumeResult,
} from '../../../engine/model/run.ts';
import { aPair, aVolume } from '../../fakes/builders.ts';
import { WORLD_NOW } from './world.ts';

/* An office whose Mac is copied every night at 03:04 UTC. */

export const OFFICE_ID = PairId.parse('pair-office0001');
export const SYSTEM = VolumeId.parse('vol-system');
export const USERS = VolumeId.parse('vol-users0');
export const SPACE = VolumeId.parse('vol-space0');

export function officePair(fields: Partial<Pair> = {}): Pair {
  return aPair({
    id: OFFICE_ID,
    name: 'Office server',
    volumes: [
      aVolume({ id: SYSTEM, source: '/System/Volumes/Data', destination: '/Volumes/System', role: 'system' }),
      aVolume({ id: USERS, source: '/Volumes/Users', destination: '/Volumes/Users' }),
      aVolume({ id: SPACE, source: '/Volumes/Space/admin', destination: '/Volumes/Space/admin' }),
    ],
    // As the guided set-up leaves it.
    standby: {
      kind: 'ssh',
      user: 'root',
      host: 'spare.local',
      port: 22,
      hostKey: `SHA256:${'A'.repeat(43)}`,
      keyId: KeyId.parse('key-office0001'),
    },
    filters: { preset: 'macos-system', excludes: ['*.tmp', '/Volumes/Users/Shared/Scratch'] },
    ...UNSCHEDULED,
    ...COPIES_ONLY,
    failover: NO_FAILOVER_SETTINGS,
    createdAt: '2026-09-01T10:00:00.000Z',
    ...fields,
  });
}

const DAY_MS = 86_400_000;
const LAST_NIGHT = Date.parse('2026-11-26T03:04:00.000Z');
/** What a night brought, in MB, and how long it took, in seconds; newest first, then again. */
const NIGHTS_MB = [212, 180, 96, 1_240, 310, 150, 88, 4_870, 260, 175, 120, 640, 230, 190, 75, 905, 330];
const NIGHTS_S = [41, 38, 29, 94, 52, 36, 27, 212, 47, 39, 31, 66, 44, 40, 26, 78, 53];

export function runIdAt(startMs: number, letters = 'k3x9'): RunId {
  const stamp = new Date(startMs).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return RunId.parse(`${stamp}-${letters}`);
}

export function volumeResults(
  pair: Pair,
  endMs: number,
  fields: Partial<VolumeResult> = {},
): readonly VolumeResult[] {
  return pair.volumes.map(({ id, source, destination }, at) => ({
    volumeId: id,
    source,
    destination,
    state: 'done',
    totals: { ...NO_TOTALS, created: 12, updated: 30, fileBytes: 70_000_000, totalBytes: 212_000_000_000 },
    finishedAt: new Date(endMs - (pair.volumes.length - 1 - at) * 9_000).toISOString(),
    ...fields,
  }));
}

/** The sync of a night: 0 is the last one. */
export function nightRun(pair: Pair, night: number, fields: Partial<RunRecord> = {}): RunRecord {
  const startMs = LAST_NIGHT - night * DAY_MS;
  const endMs = startMs + (NIGHTS_S[night % NIGHTS_S.length] ?? 40) * 1_000;
  const bytes = (NIGHTS_MB[night % NIGHTS_MB.length] ?? 200) * 1_000_000;
  const totals: Totals = {
    scanned: 412_380,
    created: 318,
    updated: 1_502,
    deleted: 60,
    fileBytes: bytes,
    wireBytes: Math.round(bytes * 0.7),
    totalBytes: 1_400_000_000_000,
  };
  return {
    id: runIdAt(startMs),
    pairId: pair.id,
    pairName: pair.name,
    mode: 'sync',
    state: 'finished',
    startedAt: new Date(startMs).toISOString(),
    finishedAt: new Date(endMs).toISOString(),
    outcome: 'succeeded',
    phases: { probing: 900, comparing: 12_000, copying: (endMs - startMs) / 2, deleting: 800 },
    volumes: volumeResults(pair, endMs),
    ...NO_RESULT,
    totals,
    recoveryPoint: new Date(startMs).toISOString(),
    owner: { pid: 4711, startToken: 'x' },
    ...fields,
  };
}

/** Of a run that came to nothing on the standby. */
export function emptyHanded(pair: Pair, fields: Partial<RunRecord>): Partial<RunRecord> {
  const volumes = volumeResults(pair, 0, { state: 'not-started', finishedAt: undefined, totals: NO_TOTALS });
  return { recoveryPoint: undefined, totals: NO_TOTALS, phases: { probing: 8_000 }, volumes, ...fields };
}

/** Newest first: a month of nights, with one that was missed, one that failed and one that was called off. */
export function nightsOf(pair: Pair, nights = 34): readonly RunRecord[] {
  return Array.from({ length: nights }, (_, night) => nightRun(pair, night)).flatMap((run, night) => {
    if (night === 7) return [];
    if (night === 16)
      return [
        {
          ...run,
          ...emptyHanded(pair, {
            outcome: 'failed',
            finishedAt: new Date(Date.parse(run.startedAt) + 8_000).toISOString(),
            problems: [
              {
                code: 'endpoint.unreachable',
                retry: 'transient',
                details: { side: 'standby', endpoint: 'ssh://root@spare.local', text: 'no route to host' },
              },
            ],
          }),
        },
      ];
    if (night === 11) return [{ ...run, ...emptyHanded(pair, { outcome: 'cancelled' }) }];
    return [run];
  });
}

/** A pair as a host shows it, from its runs. */
export function viewOf(pair: Pair, runs: readonly RunRecord[], fields: Partial<PairView> = {}): PairView {
  const own = runs.filter(({ pairId }) => pairId === pair.id);
  const status: PairStatus = {
    pair,
    recoveryPoint: own.find(({ recoveryPoint }) => recoveryPoint !== undefined)?.recoveryPoint,
    lastRun: own.find(({ mode, state }) => mode === 'sync' && state === 'finished'),
    lastVerify: own.find(({ mode, state }) => mode === 'verify' && state === 'finished'),
    running: own.find(({ state }) => state === 'running'),
  };
  return {
    ...status,
    live: undefined,
    standing: undefined,
    readiness: readinessOf(status),
    drill: undefined,
    ...fields,
  };
}

/** A moment before the one at which pages are looked at. */
export function ago(milliseconds: number): string {
  return new Date(WORLD_NOW - milliseconds).toISOString();
}

const FOLDERS = ['anna/Documents', 'anna/Pictures/2026', 'ben/Projects/Lighthouse', 'Shared/Scans'];
const NAMES = ['invoice', 'letter', 'IMG', 'floor plan', 'notes', 'budget'];
const ENDINGS = ['pdf', 'docx', 'heic', 'dwg', 'md', 'numbers'];

/** Changes that look like those of an office; every third one is of the given kind. */
export function officeChanges(count: number, kind: Change['kind'] = 'deleted'): readonly Change[] {
  const others: readonly Change['kind'][] = ['created', 'updated'];
  return Array.from({ length: count }, (_, at) => ({
    volumeId: USERS,
    kind: at % 3 === 0 ? kind : (others[at % 2] ?? 'created'),
    type: 'file',
    path: `${FOLDERS[at % FOLDERS.length] ?? ''}/${NAMES[at % NAMES.length] ?? ''} ${String(at + 1)}.${ENDINGS[(at * 5) % ENDINGS.length] ?? ''}`,
    bytes: ((at * 7_919) % 97) * 51_200 + 900,
    itemized: '>f+++++++++',
  }));
}

/** Of a standby that was looked at and lacks nothing but what its runs left. */
function readinessOf({ recoveryPoint, lastRun }: PairStatus): ReadinessGlance {
  const worst = (id: CheckId, finding: Finding): ReadinessGlance => ({
    overall: 'not-ready',
    worst: { id, state: 'fail', isRequired: true, finding, at: lastRun?.startedAt },
    passed: CHECK_IDS.length - 1,
    total: CHECK_IDS.length,
  });
  if (recoveryPoint === undefined || lastRun === undefined)
    return worst('recovery-point', { kind: 'no-copy' });
  const { outcome = 'failed', id: runId } = lastRun;
  if (outcome !== 'succeeded') return worst('last-sync', { kind: 'sync-ended', outcome, runId });
  return { overall: 'ready', worst: undefined, passed: CHECK_IDS.length, total: CHECK_IDS.length };
}
