/** Everything that can go wrong and is not a bug. `area.fact`; the words live with each printer. */
export const PROBLEM_CODES = [
  'config.unreadable',
  'config.newer',
  'config.unwritable',
  'pair.unknown',
  'pair.exists',
  'pair.busy',
  'pair.invalid',
  'history.unreadable',
  'history.unwritable',
  'history.unknown-run',
  'endpoint.unreachable',
  'endpoint.refused',
  'endpoint.not-ssh',
  'endpoint.timeout',
  'endpoint.auth-failed',
  'endpoint.garbled',
  'endpoint.host-key-changed',
  'endpoint.host-key-unknown',
  'endpoint.identity-unreadable',
  'endpoint.ssh-missing',
  'endpoint.unknown-name',
  'endpoint.too-old',
  'network.none',
  'network.no-multicast',
  'sign-in.wrong-password',
  'sign-in.root-refused',
  'sign-in.no-password-method',
  'sign-in.second-factor',
  'sign-in.password-expired',
  'sign-in.locked',
  'sign-in.not-allowed',
  'sign-in.too-many-attempts',
  'sign-in.no-shell',
  'sudo.missing',
  'sudo.no-right',
  'sudo.wrong-password',
  'sudo.password-needed',
  'sudo.second-factor',
  'sudo.needs-terminal',
  'sudo.failed',
  'keyring.unavailable',
  'keyring.locked',
  'keyring.denied',
  'setup.not-possible',
  'setup.unguardable',
  'setup.sshd-in-the-way',
  'setup.sshd-unchanged',
  'setup.install-refused',
  'setup.not-proved',
  'setup.outdated',
  'setup.cancelled',
  'key.none',
  'key.unusable',
  'rsync.missing',
  'rsync.usage',
  'rsync.protocol',
  'rsync.disk-full',
  'rsync.io',
  'rsync.partial',
  'rsync.vanished',
  'rsync.max-delete',
  'rsync.timeout',
  'rsync.connection-lost',
  'rsync.killed',
  'rsync.failed',
  'command.failed',
  'command.timed-out',
  'volume.gone-during-run',
  'volume.unclaimable',
  'standby.promoted',
  'promote.primary-alive',
  'promote.primary-unknown',
  'promote.wrong-name',
  'promote.not-marked',
  'promote.under-way',
  'promote.changes-lost',
  'promote.nothing-to-undo',
  'failback.not-promoted',
  'failback.no-way-back',
  'failback.not-stopped',
  'failback.not-whole',
  'run.interrupted',
  'run.cancelled',
  'mail.unreachable',
  'mail.timeout',
  'mail.no-tls',
  'mail.certificate',
  'mail.auth-failed',
  'mail.recipient-refused',
  'mail.deferred',
  'mail.refused',
  'webhook.unreachable',
  'webhook.timeout',
  'webhook.certificate',
  'webhook.redirected',
  'webhook.refused',
  'webhook.failed',
  'alert.no-secret',
  'alert.no-channel',
  'runbook.undelivered',
  'failover.no-clone',
  'request.invalid',
  'host.gone',
  'host.silent',
  'host.none',
  'service.unsupported',
  'service.not-root',
  'service.refused',
  'file.unreadable',
  'file.unwritable',
  'bug',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A problem as data: what the events, the history and `--json` carry. */
export interface Problem {
  readonly code: ProblemCode;
  /** `transient`: trying again may help. `person`: somebody has to do something first. */
  readonly retry: 'transient' | 'person';
  readonly details: ProblemDetails;
}

/** Plain values for the words. Never a secret. Paths are path text. */
export interface ProblemDetails {
  readonly side?: 'primary' | 'standby';
  readonly endpoint?: string;
  readonly path?: string;
  readonly volumeId?: string;
  readonly exitCode?: number;
  /** Last words of the tool, cut to 4,000 characters. */
  readonly output?: string;
  readonly count?: number;
  readonly files?: readonly string[];
  readonly expected?: string;
  readonly found?: string;
  readonly text?: string;
}

/** A problem on its way up. Anything else that is thrown is a bug. */
export class EngineError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, cause?: unknown) {
    super(problem.code, cause === undefined ? undefined : { cause });
    this.name = 'EngineError';
    this.problem = problem;
  }
  static of(
    code: ProblemCode,
    details: ProblemDetails = {},
    retry: Problem['retry'] = 'person',
    cause?: unknown,
  ): EngineError {
    return new EngineError({ code, retry, details }, cause);
  }
}
