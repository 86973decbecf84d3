import { PairId, RunId } from '../../../engine/model/ids.ts';
import { NO_RESULT, type RunRecord } from '../../../engine/model/run.ts';

/** A finished sync that went well and moved nothing. */
export function aRun(fields: Partial<RunRecord> = {}): RunRecord {
  return {
    id: RunId.parse('20261123-100000-abcd'),
    pairId: PairId.parse('pair-0123456789'),
    pairName: 'demo',
    mode: 'sync',
    state: 'finished',
    startedAt: '2026-11-23T10:00:00.000Z',
    finishedAt: '2026-11-23T10:00:01.000Z',
    outcome: 'succeeded',
    phases: {},
    volumes: [],
    ...NO_RESULT,
    owner: { pid: 1, startToken: 'x' },
    ...fields,
  };
}
