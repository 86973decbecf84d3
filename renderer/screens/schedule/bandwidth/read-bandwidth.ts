import type { BandwidthRule } from '../../../../engine/model/bandwidth.ts';
import { err, ok, type Result } from '../../../../engine/model/result.ts';
import { parseBandwidth } from '../../../../engine/plan/schedule/bandwidth.ts';
import { readQuiet, type QuietFaults } from '../read-quiet.ts';
import type { RuleDraft } from './draft.ts';

/** The rules of a draft, and what keeps them from being saved. */
export interface ReadBandwidth {
  /** `undefined`: there is a fault in them. */
  readonly rules: readonly BandwidthRule[] | undefined;
  /** By key; an entry for each that has a fault. */
  readonly faults: ReadonlyMap<string, RuleFaults>;
}

export interface RuleFaults {
  readonly limit: 'empty' | 'unknown' | undefined;
  readonly times: QuietFaults | undefined;
}

export function readBandwidth(drafts: readonly RuleDraft[]): ReadBandwidth {
  const faults = new Map<string, RuleFaults>();
  const rules = drafts.flatMap((draft) => {
    const read = readRule(draft);
    if (read.ok) return [read.value];
    faults.set(draft.key, read.error);
    return [];
  });
  return { rules: faults.size === 0 ? rules : undefined, faults };
}

function readRule(draft: RuleDraft): Result<BandwidthRule, RuleFaults> {
  const limit = readLimit(draft.limit);
  const times = draft.isAlways ? ok(undefined) : readQuiet(draft);
  if (!limit.ok || !times.ok)
    return err({
      limit: limit.ok ? undefined : limit.error,
      times: times.ok ? undefined : times.error,
    });
  return ok({ ...limit.value, ...(times.value !== undefined && { window: times.value }) });
}

/** The amount alone: times have fields of their own. */
function readLimit(text: string): Result<BandwidthRule, 'empty' | 'unknown'> {
  const rule = parseBandwidth(text);
  if (rule !== undefined && rule.window === undefined) return ok(rule);
  return err(text.trim() === '' ? 'empty' : 'unknown');
}

/** Those that never count, by key: a rule above them holds at all times. */
export function hiddenRules(drafts: readonly RuleDraft[]): ReadonlySet<string> {
  const first = drafts.findIndex(({ isAlways }) => isAlways);
  return new Set(first === -1 ? [] : drafts.slice(first + 1).map(({ key }) => key));
}
