import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { RunScope } from '../model/changed-paths.ts';
import { PairId, PlanId, RunId, VolumeId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import type { RunRecord } from '../model/run.ts';
import { DueRun } from '../model/schedule-state.ts';
import { atomicWrite } from './atomic-write.ts';
import type { LockPorts } from './lock-file.ts';

const Count = z.number().min(0);
const Totals = z.object({
  scanned: Count,
  created: Count,
  updated: Count,
  deleted: Count,
  fileBytes: Count,
  wireBytes: Count,
  totalBytes: Count,
});
const VolumeResult = z.object({
  volumeId: VolumeId,
  source: z.string(),
  destination: z.string(),
  state: z.enum(['done', 'partial', 'failed', 'not-started']),
  totals: Totals,
  finishedAt: z.string().optional(),
  space: z.object({ freeBytes: Count, totalBytes: Count }).optional().catch(undefined),
});

/** The frame is checked; codes and reasons are not, so that a word that a newer version added does not hide a run. */
const StoredRecord = z.object({
  id: RunId,
  pairId: PairId,
  pairName: z.string(),
  mode: z.enum(['preview', 'sync', 'verify']),
  state: z.enum(['running', 'finished']),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  outcome: z.enum(['succeeded', 'partial', 'failed', 'cancelled', 'held', 'refused']).optional(),
  phases: z.record(z.string(), Count),
  totals: Totals,
  volumes: z.array(VolumeResult),
  problems: z.array(z.looseObject({ code: z.string(), retry: z.string(), details: z.looseObject({}) })),
  refusals: z.array(z.looseObject({ reason: z.string(), details: z.looseObject({}) })),
  holds: z.array(
    z.looseObject({
      volumeId: VolumeId,
      reason: z.string(),
      count: Count,
      limit: Count,
      sample: z.array(z.string()),
    }),
  ),
  losses: z.array(z.looseObject({ what: z.string(), why: z.string() })),
  planId: PlanId.optional(),
  recoveryPoint: z.string().optional(),
  verify: z
    .object({ scope: z.looseObject({ kind: z.string() }), compared: Count, different: Count })
    .optional(),
  due: DueRun.optional().catch(undefined),
  scope: RunScope.optional().catch(undefined),
  owner: z.object({ pid: z.number(), startToken: z.string() }),
});

export const RECORD_NAME = 'run.json';
export const CHANGES_NAME = 'changes.ndjson';
export const LOG_NAME = 'log.txt';

export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  await atomicWrite(join(folder, RECORD_NAME), `${JSON.stringify(record)}\n`);
}

/** `undefined` for a record that is missing, garbled or another run's. */
export async function readRecord(folder: string): Promise<RunRecord | undefined> {
  try {
    const stored = StoredRecord.parse(JSON.parse(await readFile(join(folder, RECORD_NAME), 'utf8')));
    return stored.id === basename(folder) ? withAllKeys(stored) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * As `readRecord`; a run that says it is going but whose process is gone was killed, and is told as failed. When it
 * ended is not known.
 */
export async function readSettled(
  folder: string,
  isAlive: LockPorts['isAlive'],
): Promise<RunRecord | undefined> {
  const record = await readRecord(folder);
  if (record?.state !== 'running' || isAlive(record.owner.pid, record.owner.startToken)) return record;
  // Once more: it may have finished and gone between the reading and the asking. A dead process writes no more.
  const last = await readRecord(folder);
  if (last?.state !== 'running') return last;
  const interrupted: Problem = { code: 'run.interrupted', retry: 'transient', details: {} };
  return { ...last, state: 'finished', outcome: 'failed', problems: [...last.problems, interrupted] };
}

/** JSON has no `undefined`: what was written with a key is read with it. */
function withAllKeys(stored: z.infer<typeof StoredRecord>): RunRecord {
  const record = {
    finishedAt: undefined,
    outcome: undefined,
    planId: undefined,
    recoveryPoint: undefined,
    verify: undefined,
    ...stored,
    volumes: stored.volumes.map((volume) => ({ finishedAt: undefined, ...volume })),
  };
  return record as RunRecord;
}
