import type { PathText } from '../../model/path-text.ts';
import { byBothSurveys, bySurvey, notTold, verdict, type ReadinessFacts, type Verdict } from './facts.ts';

export function judgeRsync(facts: ReadinessFacts): Verdict {
  return byBothSurveys(facts, (primary, standby, at) => {
    if (primary.rsync === undefined) return notTold('primary', at);
    if (standby.rsync === undefined) return notTold('standby', at);
    const what = [...new Set((facts.lastSync?.losses ?? []).map((loss) => loss.what))].sort();
    if (what.length > 0) return verdict('warn', { kind: 'rsync-loses', what }, at);
    const [ours, theirs] = [primary.rsync.version, standby.rsync.version];
    return verdict('pass', { kind: 'rsync-fits', primary: ours, standby: theirs }, at);
  });
}

/** Only macOS keeps files from root, too. */
export function judgeFullDiskAccess(facts: ReadinessFacts): Verdict {
  return bySurvey(facts, 'primary', ({ machine, fullDiskAccess, at }) => {
    if (machine.os !== 'darwin' || fullDiskAccess === true)
      return verdict('pass', { kind: 'everything-readable' }, at);
    if (fullDiskAccess === undefined) return notTold('primary', at);
    return verdict('warn', { kind: 'no-full-disk-access' }, at);
  });
}

/** A standby that waits at a locked disk after a restart serves nobody. */
export function judgeEncryption(facts: ReadinessFacts): Verdict {
  return bySurvey(facts, 'standby', ({ machine, at }) => {
    const disks = machine.disks.filter(({ isEncrypted }) => isEncrypted === true).map(({ path }) => path);
    const system = machine.isSystemEncrypted === true ? (['system'] as const) : [];
    const what: readonly ('system' | PathText)[] = [...system, ...disks];
    if (what.length > 0) return verdict('warn', { kind: 'waits-for-password', what }, at);
    if (machine.isSystemEncrypted === undefined) return notTold('standby', at);
    return verdict('pass', { kind: 'starts-by-itself' }, at);
  });
}

/** A spare that sleeps or stays off after a power cut misses its syncs, and its moment. */
export function judgePower(facts: ReadinessFacts): Verdict {
  return bySurvey(facts, 'standby', ({ machine, at }) => {
    const { restartsAfterPowerLoss: restarts, sleeps } = machine;
    const what = [
      ...(restarts === false ? (['restart'] as const) : []),
      ...(sleeps === true ? (['sleep'] as const) : []),
    ];
    if (what.length > 0) return verdict('warn', { kind: 'power-lacks', what }, at);
    if (restarts === undefined || sleeps === undefined) return notTold('standby', at);
    return verdict('pass', { kind: 'power-fine' }, at);
  });
}

/** Kerberos, and with it a directory's sign-in, lets nobody in whose clock is five minutes off; rsync goes by times as well. */
const CLOCK_LIMIT_MS = 60_000;

export function judgeClock(facts: ReadinessFacts): Verdict {
  return byBothSurveys(facts, (primary, standby, at) => {
    const skewMs = standby.clockSkewMs - primary.clockSkewMs;
    const isFine = Math.abs(skewMs) <= CLOCK_LIMIT_MS;
    return verdict(isFine ? 'pass' : 'warn', { kind: isFine ? 'clock-fine' : 'clock-off', skewMs }, at);
  });
}
