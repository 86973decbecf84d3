import { parseBandwidth } from '../../index.ts';
import { BandwidthRules, type BandwidthRule } from '../../model/bandwidth.ts';
import { printable } from '../../model/path-text.ts';
import { UsageError } from '../usage-error.ts';

/** How fast runs may be, as typed. */
export interface BandwidthOptions {
  /** All rules from now on. */
  readonly bandwidth?: readonly string[];
  /** False: `--no-bandwidth-limits`. */
  readonly bandwidthLimits?: boolean;
}

/** `undefined`: nothing of it is to be another. */
export function parseBandwidthArguments({
  bandwidth,
  bandwidthLimits,
}: BandwidthOptions): BandwidthRule[] | undefined {
  if (bandwidthLimits === false && bandwidth !== undefined)
    throw new UsageError('--bandwidth and --no-bandwidth-limits cannot be given together');
  if (bandwidthLimits === false) return [];
  if (bandwidth === undefined) return undefined;
  const rules = BandwidthRules.safeParse(bandwidth.map(parseRule));
  if (rules.success) return rules.data;
  throw new UsageError('--bandwidth is given more often than it may be');
}

function parseRule(text: string): BandwidthRule {
  const rule = parseBandwidth(text);
  if (rule !== undefined) return rule;
  throw new UsageError(
    `--bandwidth is "${printable(text)}", and must be a rate, at some times or at all, like 'weekdays 08:00-18:00 2M', '22:00-06:00 unlimited' or 500K`,
  );
}
