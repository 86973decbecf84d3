import type { AlertDetails, AlertKind } from '../../model/alert.ts';
import type { ProblemCode } from '../../model/problem.ts';
import { causeOf, type RunCause } from '../../model/run-cause.ts';
import type { RunRecord } from '../../model/run.ts';
import type { WatchedPair } from './watched-pair.ts';

/** Those that say how the last run ended: of a pair one at a time stands. */
export const RUN_KINDS = ['host-key-changed', 'failed', 'held', 'partial', 'unreachable'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

export function isRunKind(kind: AlertKind): kind is RunKind {
  return (RUN_KINDS as readonly AlertKind[]).includes(kind);
}

const UNREACHABLE: ReadonlySet<ProblemCode> = new Set([
  'endpoint.unreachable',
  'endpoint.refused',
  'endpoint.timeout',
  'endpoint.unknown-name',
  'network.none',
] satisfies ProblemCode[]);

export interface RunVerdict {
  readonly run: RunRecord;
  /** `undefined`: it ended well. `not-told`: it says nothing, since a person called it off. */
  readonly kind: RunKind | 'not-told' | undefined;
}

/** What the last run means. A verify that did not get to its end is answered by any sync that was begun later. */
export function runVerdict({
  lastRun,
  lastVerify,
}: Pick<WatchedPair, 'lastRun' | 'lastVerify'>): RunVerdict | undefined {
  if (lastRun !== undefined && lastRun.outcome !== 'succeeded') return verdictOf(lastRun);
  if (
    lastVerify?.state === 'finished' &&
    !(lastRun !== undefined && lastRun.startedAt > lastVerify.startedAt)
  ) {
    const verify = verdictOf(lastVerify);
    if (verify.kind !== 'not-told' && verify.kind !== undefined) return verify;
  }
  return lastRun === undefined ? undefined : verdictOf(lastRun);
}

function verdictOf(run: RunRecord): RunVerdict {
  return { run, kind: kindOf(run) };
}

function kindOf(run: RunRecord): RunVerdict['kind'] {
  const { outcome = 'failed', problems } = run;
  if (outcome === 'succeeded') return undefined;
  if (outcome === 'cancelled') return 'not-told';
  if (problems.some(({ code }) => code === 'endpoint.host-key-changed')) return 'host-key-changed';
  if (outcome === 'held' || outcome === 'partial') return outcome;
  const cause = causeOf(run);
  return cause?.kind === 'problem' && UNREACHABLE.has(cause.problem.code) ? 'unreachable' : 'failed';
}

export function runDetails(run: RunRecord): AlertDetails {
  const cause = hostKeyCause(run) ?? causeOf(run);
  const path = cause?.kind === 'hold' ? destinationOf(run, cause.hold.volumeId) : undefined;
  return {
    mode: run.mode,
    outcome: run.outcome ?? 'failed',
    ...(cause === undefined ? {} : { cause: shortened(cause) }),
    ...(run.planId === undefined ? {} : { planId: run.planId }),
    ...(path === undefined ? {} : { path }),
  };
}

function hostKeyCause({ problems }: RunRecord): RunCause | undefined {
  const problem = problems.find(({ code }) => code === 'endpoint.host-key-changed');
  return problem === undefined ? undefined : { kind: 'problem', problem };
}

function destinationOf(run: RunRecord, volumeId: string): string | undefined {
  return run.volumes.find((volume) => volume.volumeId === volumeId)?.destination;
}

/** Without lists of names: they stay on this machine, and are not waited with on a disk that may be full. */
function shortened(cause: RunCause): RunCause {
  if (cause.kind === 'hold') return { kind: 'hold', hold: { ...cause.hold, sample: [] } };
  if (cause.kind === 'refusal') return cause;
  const { output: _output, files: _files, ...details } = cause.problem.details;
  return { kind: 'problem', problem: { ...cause.problem, details } };
}
