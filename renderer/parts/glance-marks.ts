import type { Overall } from '../../engine/model/readiness.ts';
import type { GlanceState } from '../../engine/text/glance.ts';
import type { MarkState } from './Mark.tsx';

/** What a pair's state looks like, wherever it is shown. */
export const GLANCE_MARKS: Readonly<Record<GlanceState, MarkState>> = {
  'needs-you': 'bad',
  'no-copy': 'idle',
  unknown: 'unknown',
  overdue: 'warn',
  syncing: 'busy',
  ready: 'good',
};

export const OVERALL_MARKS: Readonly<Record<Overall, MarkState>> = {
  ready: 'good',
  stale: 'warn',
  'not-ready': 'bad',
  unknown: 'unknown',
};
