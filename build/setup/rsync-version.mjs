import { capture } from './processes.mjs';

/** The oldest that does what Warmspare asks of it. */
export const RSYNC_MINIMUM = [3, 2];
/** What the distributions' security updates bring. */
export const RSYNC_WISHED = [3, 5];

/** The version of the rsync on PATH as numbers; empty when there is none, or when it is no rsync 3. */
export function rsyncVersion() {
  // "rsync  version 3.5.0  protocol version 32"
  // "rsync  version v3.2.7  protocol version 31"
  // "openrsync: protocol version 29, rsync version 2.6.9 compatible"
  const text = capture('rsync', ['--version']).stdout;
  const match = /^rsync\s+version v?(\d+)\.(\d+)/.exec(text);
  return match === null ? [] : [Number(match[1]), Number(match[2])];
}

/**
 * @param {readonly number[]} version
 * @param {readonly number[]} other
 */
export function isAtLeast(version, other) {
  for (const [index, part] of other.entries()) {
    const own = version[index] ?? -1;
    if (own !== part) return own > part;
  }
  return true;
}
