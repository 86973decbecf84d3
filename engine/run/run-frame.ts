import { formatEndpoint } from '../model/endpoint.ts';
import type { RunEvent } from '../api/events.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError, type Problem, type ProblemCode } from '../model/problem.ts';
import type { DueRun } from '../model/schedule-state.ts';
import { NO_RESULT, type Outcome, type RunMode, type RunRecord } from '../model/run.ts';
import { endOrphans } from '../platform/orphans.ts';
import { isAlive } from '../platform/process-identity.ts';
import { acquireRunLock, type RunLock } from '../store/run-lock.ts';
import { openWorkDir, sweepWorkDirs } from '../store/work-dir.ts';
import type { EngineContext } from './context.ts';
import { EventHub } from './event-hub.ts';
import { newRunId } from './ids.ts';
import { RunRecorder } from './recorder.ts';
import type { RunContext } from './run-context.ts';
import { Cancelled } from './transfer.ts';

export interface FrameOptions {
  readonly mode: RunMode;
  readonly due?: DueRun;
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
}

/** Everything around a run that is not the run: its lock, its place in history, its events, and its end whatever comes. */
export async function withRun(
  engine: EngineContext,
  asked: Pair,
  options: FrameOptions,
  body: (run: RunContext) => Promise<Outcome>,
): Promise<RunRecord> {
  const { lock, pair } = await holdPair(engine, asked);
  try {
    const signal = options.signal ?? new AbortController().signal;
    const record = firstRecord(engine, pair, options);
    const writer = engine.history.begin(record);
    const hub = new EventHub(record.id, engine.clock, options.onEvent);
    const recorder = new RunRecorder(writer, hub, engine.clock, record, pair.volumes);
    recorder.emit({ type: 'run.started', pairId: pair.id, pairName: pair.name, mode: options.mode });
    return await inWorkDir(engine, pair, record, recorder, { lock, signal }, body);
  } finally {
    await lock.release();
    // Old history goes when there is new; that it cannot go harms no run.
    await engine.history.rotate().catch(() => undefined);
  }
}

/** The right to change what a pair's standby holds. Throws `pair.busy`. */
export async function lockPair(engine: EngineContext, pair: Pair): Promise<RunLock> {
  const lock = await acquireRunLock(engine.home, pair.id, engine.owner, {
    isAlive,
    clock: engine.clock,
    // rsync goes on writing beside its successor otherwise.
    endOrphan: (child) => endOrphans(child, ['rsync', 'ssh'], (ms) => engine.clock.sleep(ms)),
  });
  if (lock.ok) return lock.value;
  const { pid, since } = lock.error;
  throw EngineError.of('pair.busy', { count: pid, text: pair.name, found: since }, 'transient');
}

/** As `lockPair`, with the pair as it is stored now: it may have been changed since the caller read it. */
export async function holdPair(
  engine: EngineContext,
  pair: Pair,
): Promise<{ readonly lock: RunLock; readonly pair: Pair }> {
  const lock = await lockPair(engine, pair);
  try {
    const { pairs } = await engine.config.read();
    const now = pairs.find(({ id }) => id === pair.id);
    if (now === undefined) throw EngineError.of('pair.unknown', { text: pair.name });
    return { lock, pair: now };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function inWorkDir(
  engine: EngineContext,
  pair: Pair,
  record: RunRecord,
  recorder: RunRecorder,
  held: Pick<RunContext, 'lock' | 'signal'>,
  body: (run: RunContext) => Promise<Outcome>,
): Promise<RunRecord> {
  try {
    await sweepWorkDirs(engine.home, { isAlive, clock: engine.clock });
    const work = await openWorkDir(engine.home, record.id, engine.owner);
    try {
      return await recorder.finish(await body({ engine, pair, recorder, work, ...held }));
    } finally {
      await work.remove();
    }
  } catch (error) {
    if (recorder.record.state === 'finished') throw error;
    const { outcome, problem } = endOf(error, held.signal, pair);
    if (problem !== undefined) recorder.problem(problem);
    const finished = await recorder.finish(outcome);
    if (problem?.code === 'bug') throw error;
    return finished;
  }
}

/** The machine at the other end is not the one that was pinned, or it serves. */
const NOTHING_TOUCHED: readonly ProblemCode[] = ['endpoint.host-key-changed', 'standby.promoted'];

/** What an error that came all the way up makes of the run. */
export function endOf(
  error: unknown,
  signal: AbortSignal,
  pair: Pair,
): { readonly outcome: Outcome; readonly problem: Problem | undefined } {
  if (signal.aborted || error instanceof Cancelled) return { outcome: 'cancelled', problem: undefined };
  if (!(error instanceof EngineError)) {
    const text = error instanceof Error ? error.message : String(error);
    return { outcome: 'failed', problem: { code: 'bug', retry: 'person', details: { text } } };
  }
  const refused = NOTHING_TOUCHED.includes(error.problem.code);
  const { endpoint } = error.problem.details;
  const side = endpoint === formatEndpoint(pair.standby) ? 'standby' : 'primary';
  const details = endpoint === undefined ? error.problem.details : { side, ...error.problem.details };
  return { outcome: refused ? 'refused' : 'failed', problem: { ...error.problem, details } as Problem };
}

function firstRecord(engine: EngineContext, pair: Pair, { mode, due }: FrameOptions): RunRecord {
  const now = engine.clock.now();
  return {
    id: newRunId(now),
    pairId: pair.id,
    pairName: pair.name,
    mode,
    state: 'running',
    startedAt: new Date(now).toISOString(),
    finishedAt: undefined,
    outcome: undefined,
    phases: {},
    volumes: [],
    ...NO_RESULT,
    ...(due !== undefined && { due }),
    owner: engine.owner,
  };
}
