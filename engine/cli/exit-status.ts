import type { Outcome, RunRecord } from '../model/run.ts';
import type { Problem, ProblemCode } from '../model/problem.ts';

/** The statuses that scripts rely on. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  partial: 3,
  refusedOrHeld: 4,
  notReady: 5,
  locked: 6,
  cancelled: 130,
} as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

const OUTCOME_STATUS: Readonly<Record<Outcome, ExitStatus>> = {
  succeeded: EXIT.done,
  partial: EXIT.partial,
  failed: EXIT.failed,
  cancelled: EXIT.cancelled,
  held: EXIT.refusedOrHeld,
  refused: EXIT.refusedOrHeld,
};

const PROBLEM_STATUS: Readonly<Record<ProblemCode, ExitStatus>> = {
  'config.unreadable': EXIT.failed,
  'config.newer': EXIT.failed,
  'config.unwritable': EXIT.failed,
  'pair.unknown': EXIT.usage,
  'pair.exists': EXIT.usage,
  'pair.busy': EXIT.locked,
  'pair.invalid': EXIT.usage,
  'history.unreadable': EXIT.failed,
  'history.unwritable': EXIT.failed,
  'history.unknown-run': EXIT.usage,
  'endpoint.unreachable': EXIT.failed,
  'endpoint.refused': EXIT.failed,
  'endpoint.not-ssh': EXIT.failed,
  'endpoint.timeout': EXIT.failed,
  'endpoint.auth-failed': EXIT.failed,
  'endpoint.garbled': EXIT.failed,
  'endpoint.host-key-changed': EXIT.failed,
  'endpoint.host-key-unknown': EXIT.failed,
  'endpoint.identity-unreadable': EXIT.failed,
  'endpoint.ssh-missing': EXIT.failed,
  'endpoint.unknown-name': EXIT.failed,
  'endpoint.too-old': EXIT.failed,
  'network.none': EXIT.failed,
  'network.no-multicast': EXIT.failed,
  'sign-in.wrong-password': EXIT.failed,
  'sign-in.root-refused': EXIT.failed,
  'sign-in.no-password-method': EXIT.failed,
  'sign-in.second-factor': EXIT.failed,
  'sign-in.password-expired': EXIT.failed,
  'sign-in.locked': EXIT.failed,
  'sign-in.not-allowed': EXIT.failed,
  'sign-in.too-many-attempts': EXIT.failed,
  'sign-in.no-shell': EXIT.failed,
  'sudo.missing': EXIT.failed,
  'sudo.no-right': EXIT.failed,
  'sudo.wrong-password': EXIT.failed,
  'sudo.password-needed': EXIT.failed,
  'sudo.second-factor': EXIT.failed,
  'sudo.needs-terminal': EXIT.failed,
  'sudo.failed': EXIT.failed,
  'keyring.unavailable': EXIT.failed,
  'keyring.locked': EXIT.failed,
  'keyring.denied': EXIT.failed,
  'setup.not-possible': EXIT.usage,
  'setup.unguardable': EXIT.failed,
  'setup.sshd-in-the-way': EXIT.failed,
  'setup.sshd-unchanged': EXIT.failed,
  'setup.install-refused': EXIT.failed,
  'setup.not-proved': EXIT.failed,
  'setup.outdated': EXIT.failed,
  'setup.cancelled': EXIT.cancelled,
  'key.none': EXIT.usage,
  'key.unusable': EXIT.failed,
  'rsync.missing': EXIT.failed,
  'rsync.usage': EXIT.failed,
  'rsync.protocol': EXIT.failed,
  'rsync.disk-full': EXIT.failed,
  'rsync.io': EXIT.failed,
  'rsync.partial': EXIT.partial,
  'rsync.vanished': EXIT.partial,
  'rsync.max-delete': EXIT.partial,
  'rsync.timeout': EXIT.failed,
  'rsync.connection-lost': EXIT.failed,
  'rsync.killed': EXIT.failed,
  'rsync.failed': EXIT.failed,
  'command.failed': EXIT.failed,
  'command.timed-out': EXIT.failed,
  'volume.gone-during-run': EXIT.failed,
  'volume.unclaimable': EXIT.failed,
  'run.interrupted': EXIT.failed,
  'run.cancelled': EXIT.cancelled,
  'mail.unreachable': EXIT.failed,
  'mail.timeout': EXIT.failed,
  'mail.no-tls': EXIT.failed,
  'mail.certificate': EXIT.failed,
  'mail.auth-failed': EXIT.failed,
  'mail.recipient-refused': EXIT.failed,
  'mail.deferred': EXIT.failed,
  'mail.refused': EXIT.failed,
  'webhook.unreachable': EXIT.failed,
  'webhook.timeout': EXIT.failed,
  'webhook.certificate': EXIT.failed,
  'webhook.redirected': EXIT.failed,
  'webhook.refused': EXIT.failed,
  'webhook.failed': EXIT.failed,
  'alert.no-secret': EXIT.failed,
  'alert.no-channel': EXIT.usage,
  'request.invalid': EXIT.usage,
  'host.gone': EXIT.failed,
  'host.silent': EXIT.locked,
  'host.none': EXIT.failed,
  'service.unsupported': EXIT.failed,
  'service.not-root': EXIT.failed,
  'service.refused': EXIT.failed,
  'file.unreadable': EXIT.failed,
  'file.unwritable': EXIT.failed,
  bug: EXIT.failed,
};

export function statusOfOutcome(outcome: Outcome): ExitStatus {
  return OUTCOME_STATUS[outcome];
}

export function statusOfProblem(problem: Problem): ExitStatus {
  return PROBLEM_STATUS[problem.code];
}

/** A verify that found differences is never "done", whatever its outcome says. */
export function statusOfRun(record: Pick<RunRecord, 'outcome' | 'problems' | 'verify'>): ExitStatus {
  if (record.outcome === undefined) return EXIT.failed;
  if (record.outcome === 'failed' && record.problems.some((problem) => problem.code === 'pair.busy'))
    return EXIT.locked;
  if (record.outcome === 'succeeded' && (record.verify?.different ?? 0) > 0) return EXIT.partial;
  return statusOfOutcome(record.outcome);
}
