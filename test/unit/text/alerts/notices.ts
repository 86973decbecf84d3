import type { Alert, AlertNotice, RecoveredNotice } from '../../../../engine/model/alert.ts';
import { PairId } from '../../../../engine/model/ids.ts';
import type { TimeContext } from '../../../../engine/text/times.ts';

export const CONTEXT: TimeContext = { now: Date.parse('2026-11-24T05:04:00.000Z'), timeZone: 'UTC' };
export const OFFICE = { id: PairId.parse('pair-0123456789'), name: 'Office' };
export const STUDIO = { id: PairId.parse('pair-abcdefghij'), name: 'Studio' };

export function anAlert(fields: Partial<Alert> = {}): Alert {
  return {
    pair: OFFICE,
    kind: 'failed',
    since: '2026-11-24T03:20:00.000Z',
    count: 1,
    loss: { kind: 'since', at: '2026-11-23T03:04:00.000Z' },
    details: {
      mode: 'sync',
      outcome: 'failed',
      cause: {
        kind: 'problem',
        problem: { code: 'rsync.disk-full', retry: 'person', details: { side: 'standby' } },
      },
    },
    ...fields,
  };
}

export function anAlertNotice(fields: Partial<Alert> = {}, reminder = 0): AlertNotice {
  return { type: 'alert', alert: anAlert(fields), reminder };
}

export const RECOVERED: RecoveredNotice = {
  type: 'recovered',
  pair: OFFICE,
  kinds: ['failed', 'silence'],
  since: '2026-11-23T03:20:00.000Z',
  loss: { kind: 'since', at: '2026-11-24T05:00:00.000Z' },
  remaining: [],
};

export const DIGEST: AlertNotice = {
  type: 'digest',
  lines: [
    { pair: OFFICE, loss: { kind: 'since', at: '2026-11-24T03:04:00.000Z' }, alerts: [] },
    { pair: STUDIO, loss: { kind: 'all' }, alerts: ['failed', 'silence'] },
  ],
};
