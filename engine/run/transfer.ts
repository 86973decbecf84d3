import type { Problem } from '../model/problem.ts';
import { EngineError } from '../model/problem.ts';
import type { VolumeStep } from '../plan/plan-sync.ts';
import type { Pass } from '../rsync/arguments.ts';
import { exitMeaning, wentMeanwhile, type Gone } from '../rsync/exit.ts';
import type { ChangeRecord, OutputRecord, TransferStats } from '../rsync/output.ts';
import { runRsync, type RsyncExit } from '../rsync/spawn.ts';
import { startToken } from '../platform/process-identity.ts';
import { delayBefore } from './backoff.ts';
import { invocationFor } from './invocation.ts';
import { ProgressMeter, type Expectation } from './progress-meter.ts';
import { limitNow } from './limit.ts';
import type { PlannedRun } from './run-context.ts';

/** One pass of rsync over one volume, with what to do with its output. */
export interface Transfer {
  readonly pass: Pass;
  /** Also itemise what is the same on both sides. */
  readonly withUnchanged?: boolean;
  readonly expected?: Expectation;
  /** Before each try; what an earlier try left is void. */
  readonly begin?: () => Promise<void>;
  readonly onChange?: (record: ChangeRecord) => void;
  readonly onSame?: (record: OutputRecord & { type: 'same' }) => void;
  /** A rule that left something out, as rsync names it; asks rsync to tell. */
  readonly onFiltered?: (rule: string) => void;
  readonly ready?: () => Promise<void>;
  /** After each try, whatever came of it. */
  readonly end?: () => Promise<void>;
  /** Before a try that comes after a failed one. Throws when it makes no sense any more. */
  readonly recheck?: () => Promise<void>;
}

export interface PassResult {
  readonly state: 'succeeded' | 'partial';
  readonly stats: TransferStats;
  /** Nothing on the source went unread: what is missing there is really missing. */
  readonly readAll: boolean;
  /** What went while it was looked at, where nothing else is wrong. */
  readonly gone: Gone | undefined;
  readonly problem: Problem | undefined;
  /** Earlier tries ended in the middle. */
  readonly retried: boolean;
}

/** Raised where a run was asked to end. */
export class Cancelled extends Error {}

/** Runs one pass, again after a transient failure. Throws `EngineError` when it failed for good, `Cancelled` when asked to. */
export async function transfer(run: PlannedRun, step: VolumeStep, what: Transfer): Promise<PassResult> {
  const { backoff, clock } = run.engine;
  for (let attempt = 1; ; attempt++) {
    const exit = await runOnce(run, step, what);
    if (run.signal.aborted || exit.cancelled) throw new Cancelled();
    const options = { missingIsFine: what.pass.kind === 'remove' };
    const meaning = exitMeaning(exit, options);
    if (meaning.outcome !== 'failed') {
      // What vanished may have been moved to where rsync had been already: then it is nowhere in what was read.
      const readAll = meaning.outcome === 'succeeded';
      return {
        state: meaning.outcome,
        stats: exit.stats,
        readAll,
        gone: wentMeanwhile(exit, options),
        problem: meaning.problem,
        retried: attempt > 1,
      };
    }
    const problem = located(meaning.problem, step);
    if (problem.retry === 'person' || attempt >= backoff.attempts) throw new EngineError(problem);
    const delayMs = delayBefore(attempt + 1, backoff);
    run.recorder.emit({
      type: 'run.retrying',
      attempt: attempt + 1,
      attempts: backoff.attempts,
      delayMs,
      problem,
    });
    await clock.sleep(delayMs, run.signal).catch(() => {
      throw new Cancelled();
    });
    await what.recheck?.();
  }
}

function located(problem: Problem | undefined, step: VolumeStep): Problem {
  const found = problem ?? { code: 'rsync.failed' as const, retry: 'person' as const, details: {} };
  return { ...found, details: { volumeId: step.volume.id, ...found.details } };
}

async function runOnce(run: PlannedRun, step: VolumeStep, what: Transfer): Promise<RsyncExit> {
  const { plan, ends, work } = run;
  const invocation = await invocationFor({
    plan,
    step,
    pass: what.pass,
    ends,
    work,
    withUnchanged: what.withUnchanged ?? false,
    tellFilters: what.onFiltered !== undefined,
    kibPerSecond: await limitNow(run),
  });
  await what.begin?.();
  const meter = new ProgressMeter(step.volume.id, what.pass.kind, what.expected);
  run.recorder.output(`$ ${invocation.file} ${invocation.args.join(' ')}\n`);
  try {
    return await runRsync({
      file: invocation.file,
      args: invocation.args,
      workFolder: work.path,
      ...(invocation.stdin === undefined ? {} : { stdin: { hold: true, file: invocation.stdin.path } }),
      signal: run.signal,
      onStarted: (pid) => {
        const token = startToken(pid);
        if (token !== undefined) void run.lock.recordChild({ pid, startToken: token }).catch(() => undefined);
      },
      onRecord: (record) => {
        if (record.type === 'change') what.onChange?.(record);
        else if (record.type === 'same') what.onSame?.(record);
        else if (record.type === 'progress') run.recorder.emit(meter.read(record));
        else if (record.type === 'filtered') what.onFiltered?.(record.rule);
        else if (record.type === 'text') run.recorder.output(`${record.text}\n`);
      },
      onMessage: (text) => run.recorder.output(`${text}\n`),
      ready: async () => {
        await run.recorder.ready();
        await what.ready?.();
      },
    });
  } finally {
    await what.end?.();
  }
}
