import type { Engine } from '../../api/engine.ts';
import type { RunEvent } from '../../api/events.ts';
import type { LiveRun, Snapshot } from '../../api/snapshot.ts';
import type { PairId, RunId } from '../../model/ids.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import type { RunRecord } from '../../model/run.ts';
import { systemClock } from '../../platform/clock.ts';
import { finishedRecord } from './finished-record.ts';
import { hear } from './hear.ts';
import type { HostConnection } from './host-connection.ts';
import type { HostRecord } from './host-record.ts';

/** What is told of the runs of a host, in order. */
export type Followed =
  /** A host was found, with what is under way there; again with each that takes its place. */
  | {
      readonly type: 'attached';
      readonly host: HostRecord;
      readonly runs: readonly { readonly pair: Pair; readonly run: LiveRun }[];
    }
  | { readonly type: 'event'; readonly event: RunEvent }
  /** Of a run whose last event did not come: it ended when the line was cut, or while it was being laid. */
  | { readonly type: 'ended'; readonly record: RunRecord }
  | { readonly type: 'gone' };

export interface FollowOptions {
  /** Looks for the host of the moment. */
  readonly connect: () => Promise<HostConnection | undefined>;
  /** `undefined`: the runs of all pairs. */
  readonly pairId: PairId | undefined;
  /** Ends the following; no run is called off. */
  readonly signal: AbortSignal;
}

const LOOK_AFTER_MS = 300;

/** The runs of whoever keeps the pairs, and then of whoever takes its place. Rejects with `host.none` when there is nobody at first. */
export async function* followRuns(
  engine: Pick<Engine, 'history'>,
  options: FollowOptions,
): AsyncGenerator<Followed> {
  /** Those that were told of, and not that they are over. */
  const open = new Set<RunId>();
  let connection = await options.connect();
  if (connection === undefined) throw EngineError.of('host.none', {});
  while (connection !== undefined) {
    yield* followHost(engine, connection, open, options);
    connection = await nextHost(options);
  }
}

async function nextHost({ connect, signal }: FollowOptions): Promise<HostConnection | undefined> {
  while (!signal.aborted) {
    const connection = await connect();
    if (connection !== undefined) return connection;
    await systemClock.sleep(LOOK_AFTER_MS, signal).catch(() => undefined);
  }
  return undefined;
}

/** Everything after the snapshot, nothing of what is in it, until the line is cut. */
async function* followHost(
  engine: Pick<Engine, 'history'>,
  connection: HostConnection,
  open: Set<RunId>,
  { pairId, signal }: FollowOptions,
): AsyncGenerator<Followed> {
  const heard = hear(connection);
  const hangUp = (): void => connection.close();
  signal.addEventListener('abort', hangUp);
  if (signal.aborted) hangUp();
  try {
    const snapshot = await connection.ask('snapshot.get', undefined).catch(ifGone);
    if (snapshot === undefined) return;
    const runs = runsIn(snapshot, pairId);
    for (const { run } of runs) open.add(run.runId);
    yield { type: 'attached', host: connection.record, runs };
    // A run stands in the snapshot for a moment after its last event. The answer comes after that event.
    for (const runId of open)
      void connection.ask('run.wait', { runId }).then(
        () => heard.add(runId),
        () => undefined,
      );
    for await (const one of heard.all) {
      if (typeof one === 'string') yield* endOf(engine, one, open);
      else if (one.type === 'run.event' && one.sequence > snapshot.sequence)
        yield* pass(one.event, open, pairId);
    }
    if (signal.aborted) return;
    for (const runId of open) yield* endOf(engine, runId, open);
    yield { type: 'gone' };
  } finally {
    signal.removeEventListener('abort', hangUp);
    heard.stop();
    connection.close();
  }
}

function runsIn({ pairs }: Snapshot, pairId: PairId | undefined): { pair: Pair; run: LiveRun }[] {
  return pairs.flatMap(({ pair, live }) =>
    live === undefined || (pairId !== undefined && pair.id !== pairId) ? [] : [{ pair, run: live }],
  );
}

function* pass(event: RunEvent, open: Set<RunId>, pairId: PairId | undefined): Generator<Followed> {
  if (event.type === 'run.started' && (pairId === undefined || event.pairId === pairId))
    open.add(event.runId);
  if (!open.has(event.runId)) return;
  if (event.type === 'run.finished') open.delete(event.runId);
  yield { type: 'event', event };
}

async function* endOf(
  engine: Pick<Engine, 'history'>,
  runId: RunId,
  open: Set<RunId>,
): AsyncGenerator<Followed> {
  if (!open.has(runId)) return;
  const record = await finishedRecord(engine, runId);
  // It goes on without this line, and the next one tells more.
  if (record === undefined) return;
  open.delete(runId);
  yield { type: 'ended', record };
}

function ifGone(error: unknown): undefined {
  if (error instanceof EngineError && error.problem.code === 'host.gone') return undefined;
  throw error;
}
