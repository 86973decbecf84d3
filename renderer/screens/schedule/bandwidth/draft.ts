import type { BandwidthRule } from '../../../../engine/model/bandwidth.ts';
import { WEEKDAYS } from '../../../../engine/model/schedule.ts';
import { formatBandwidth } from '../../../../engine/plan/schedule/bandwidth.ts';
import type { Keyed } from '../../../state/keyed-list.ts';
import type { QuietDraft } from '../draft.ts';

/** How much a run may send, as typed. What belongs to some times is kept while it is at all times. */
export interface RuleDraft extends Keyed, Omit<QuietDraft, 'key'> {
  readonly isAlways: boolean;
  /** `2M`, `unlimited` */
  readonly limit: string;
}

export const OFFERED_RULE: Omit<RuleDraft, 'key'> = {
  isAlways: false,
  from: '08:00',
  to: '18:00',
  weekdays: WEEKDAYS.slice(0, 5),
  limit: '',
};

export function bandwidthDraft(rules: readonly BandwidthRule[]): readonly RuleDraft[] {
  return rules.map(({ window, kibPerSecond }, at) => ({
    key: `stored-${String(at)}`,
    ...OFFERED_RULE,
    isAlways: window === undefined,
    ...window,
    limit: formatBandwidth(kibPerSecond === undefined ? {} : { kibPerSecond }),
  }));
}
