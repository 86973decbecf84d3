import { DeadMan } from '../../../engine/model/alert-settings.ts';
import type { PairId } from '../../../engine/model/ids.ts';
import type { Keyed } from '../../state/keyed-list.ts';

export const ALL_PAIRS = 'all';

/** One address that an outside service listens at, as a person has it in hand. */
export interface CheckDraft extends Keyed {
  readonly url: string;
  /** The pair whose syncs it is told of, or `all`. */
  readonly of: PairId | typeof ALL_PAIRS;
}

/** `twice`: of the same pair as one above it. */
export type CheckFault = 'empty' | 'address' | 'twice';

export interface ReadChecks {
  readonly deadMan: readonly DeadMan[] | undefined;
  readonly faults: ReadonlyMap<string, CheckFault>;
}

export function checkDraftsOf(deadMan: readonly DeadMan[]): readonly CheckDraft[] {
  return deadMan.map(({ url, pairId }, at) => ({
    key: `stored-${String(at)}`,
    url,
    of: pairId ?? ALL_PAIRS,
  }));
}

export function readChecks(drafts: readonly CheckDraft[]): ReadChecks {
  const faults = new Map<string, CheckFault>();
  const deadMan = drafts.flatMap(({ key, url, of }, at) => {
    const read = DeadMan.safeParse({ url: url.trim(), ...(of !== ALL_PAIRS && { pairId: of }) });
    if (read.success && drafts.findIndex((one) => one.of === of) === at) return [read.data];
    faults.set(key, read.success ? 'twice' : url.trim() === '' ? 'empty' : 'address');
    return [];
  });
  return { deadMan: faults.size === 0 ? deadMan : undefined, faults };
}
