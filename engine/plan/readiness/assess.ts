import type { Strategy } from '../../model/failover.ts';
import {
  CHECK_IDS,
  type CheckId,
  type Overall,
  type Readiness,
  type ReadinessCheck,
} from '../../model/readiness.ts';
import { judgeLastSync, judgeRecoveryPoint, judgeSameRun, judgeVerify } from './copy-checks.ts';
import { judgeDrill } from './drill-check.ts';
import { judgeDiskHealth, judgeDisks, judgeOwnership, judgeSeparateSystem } from './disk-checks.ts';
import type { Judge, ReadinessFacts } from './facts.ts';
import {
  judgeClock,
  judgeEncryption,
  judgeFullDiskAccess,
  judgePower,
  judgeRsync,
} from './machine-checks.ts';
import { judgeAddress } from './network-check.ts';
import { judgeSignIn } from './reach-check.ts';
import { judgeServices, judgeUsers } from './serving-checks.ts';
import { judgeRunbook } from './runbook-check.ts';
import { judgeSpace } from './space-check.ts';
import { judgeSystem } from './system-check.ts';

interface Check {
  readonly judge: Judge;
  /** Without evidence for it a standby is not ready. */
  readonly isRequired: boolean;
  /** Of these strategies alone; without it, of all. */
  readonly of?: readonly Strategy[];
}

const TAKES_OVER: readonly Strategy[] = ['promote', 'serve'];

const CHECKS: Readonly<Record<CheckId, Check>> = {
  'recovery-point': { judge: judgeRecoveryPoint, isRequired: true },
  'last-sync': { judge: judgeLastSync, isRequired: true },
  'same-run': { judge: judgeSameRun, isRequired: true },
  verify: { judge: judgeVerify, isRequired: true },
  'sign-in': { judge: judgeSignIn, isRequired: true },
  disks: { judge: judgeDisks, isRequired: true },
  'disk-health': { judge: judgeDiskHealth, isRequired: false },
  ownership: { judge: judgeOwnership, isRequired: true },
  'separate-system': { judge: judgeSeparateSystem, isRequired: true },
  space: { judge: judgeSpace, isRequired: false },
  system: { judge: judgeSystem, isRequired: true },
  rsync: { judge: judgeRsync, isRequired: false },
  'full-disk-access': { judge: judgeFullDiskAccess, isRequired: false },
  encryption: { judge: judgeEncryption, isRequired: false },
  power: { judge: judgePower, isRequired: false },
  clock: { judge: judgeClock, isRequired: false },
  address: { judge: judgeAddress, isRequired: false },
  // A clone that boots brings its own.
  services: { judge: judgeServices, isRequired: false, of: TAKES_OVER },
  users: { judge: judgeUsers, isRequired: false, of: TAKES_OVER },
  runbook: { judge: judgeRunbook, isRequired: false },
  drill: { judge: judgeDrill, isRequired: false },
};

/** Whether the standby could take over now, check by check. Only what was seen, and lately enough, speaks for it. */
export function assessReadiness(facts: ReadinessFacts): Readiness {
  const { strategy, reason } = facts.strategy;
  const checks = CHECK_IDS.flatMap((id): ReadinessCheck[] => {
    const { judge, isRequired, of } = CHECKS[id];
    if (of !== undefined && !of.includes(strategy)) return [];
    return [{ id, isRequired, ...judge(facts) }];
  });
  const overall = overallOf(checks);
  return { pairId: facts.pair.id, overall, strategy, reason, worst: worstOf(checks, overall)?.id, checks };
}

/** What fails is known to be wrong, required or not. */
function overallOf(checks: readonly ReadinessCheck[]): Overall {
  const failed = checks.filter(({ state }) => state === 'fail');
  if (failed.length > 0) return failed.every(isOldCopy) ? 'stale' : 'not-ready';
  return checks.some(isMissing) ? 'unknown' : 'ready';
}

function isOldCopy({ finding }: ReadinessCheck): boolean {
  return finding.kind === 'copy-age';
}

function isMissing({ state, isRequired }: ReadinessCheck): boolean {
  return state === 'unknown' && isRequired;
}

/** The first, in the order in which they matter, of those that made it what it is. */
function worstOf(checks: readonly ReadinessCheck[], overall: Overall): ReadinessCheck | undefined {
  switch (overall) {
    case 'not-ready':
      return checks.find((check) => check.state === 'fail' && !isOldCopy(check));
    case 'stale':
      return checks.find(({ state }) => state === 'fail');
    case 'unknown':
      return checks.find(isMissing);
    case 'ready':
      return checks.find(({ state }) => state === 'warn');
  }
}
