import { PairId, RunId, VolumeId } from '../../../engine/model/ids.ts';
import { NO_RESULT, type Change, type RunRecord } from '../../../engine/model/run.ts';

export const NOW = Date.parse('2026-11-23T12:00:00.000Z');
export const PAIR = PairId.parse('pair-aaaaaaaaaa');
export const OTHER_PAIR = PairId.parse('pair-bbbbbbbbbb');
export const VOLUME = VolumeId.parse('vol-aaaaaa');
export const OWNER = { pid: process.pid, startToken: 'this' };
/** Only this test's own process is there. */
export const PORTS = {
  isAlive: (_pid: number, token: string) => token === 'this',
  clock: { now: () => NOW },
};

/** `number` 0 is the newest; each one more is a minute older. */
export function runIdAt(number: number, start = NOW): RunId {
  const stamp = new Date(start - number * 60_000)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace('T', '-')
    .slice(0, 15);
  return RunId.parse(`${stamp}-aaaa`);
}

export function aRun(fields: Partial<RunRecord> = {}, number = 0): RunRecord {
  return {
    id: runIdAt(number),
    pairId: PAIR,
    pairName: 'Office',
    mode: 'sync',
    state: 'running',
    startedAt: new Date(NOW - number * 60_000).toISOString(),
    finishedAt: undefined,
    outcome: undefined,
    phases: {},
    volumes: [],
    ...NO_RESULT,
    owner: OWNER,
    ...fields,
  };
}

export function aFinishedRun(fields: Partial<RunRecord> = {}, number = 0): RunRecord {
  const finishedAt = new Date(NOW - number * 60_000 + 5000).toISOString();
  return aRun({ state: 'finished', outcome: 'succeeded', finishedAt, ...fields }, number);
}

export function aChange(number: number): Change {
  return {
    volumeId: VOLUME,
    kind: 'created',
    type: 'file',
    path: `d/file ${String(number)}`,
    bytes: number,
    itemized: '>f+++++++++',
  };
}
