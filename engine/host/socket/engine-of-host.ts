import type { Engine } from '../../api/engine.ts';
import type { HostEvent, InputOf, requests } from '../../api/contract.ts';
import type { RunEvent } from '../../api/events.ts';
import { EngineError } from '../../model/problem.ts';
import type { RunRecord } from '../../model/run.ts';
import { finishedRecord } from './finished-record.ts';
import type { HostConnection } from './host-connection.ts';

type RunStart = Omit<InputOf<(typeof requests)['run.start']>, 'pairId'>;

interface Following {
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
}

/** The engine of a command, whose runs the host begins: every window and every other command sees them. */
export function engineOfHost(engine: Engine, host: HostConnection): Engine {
  const runThere = async (name: string, start: RunStart, following: Following): Promise<RunRecord> => {
    const { id } = await engine.pairs.get(name);
    return follow(engine, host, { ...start, pairId: id }, following);
  };
  return {
    ...engine,
    sync: (name, { mode, contents, approve, onEvent, signal }) =>
      runThere(
        name,
        { mode, ...(contents !== undefined && { contents }), ...(approve !== undefined && { approve }) },
        { ...(onEvent && { onEvent }), ...(signal && { signal }) },
      ),
    verify: (name, { scope, onEvent, signal }) =>
      runThere(name, { mode: 'verify', scope }, { ...(onEvent && { onEvent }), ...(signal && { signal }) }),
  };
}

/** Begins the run there, tells its events here, and resolves with its record. Aborting cancels it there. */
async function follow(
  engine: Engine,
  host: HostConnection,
  start: InputOf<(typeof requests)['run.start']>,
  { onEvent, signal }: Following,
): Promise<RunRecord> {
  /** Until it is known which run is ours: its first events come before the answer. */
  const early: RunEvent[] = [];
  let ours: string | undefined;
  let over: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (over = resolve));
  const take = (event: RunEvent): void => {
    if (event.runId !== ours) return;
    onEvent?.(event);
    if (event.type === 'run.finished') over();
  };
  const stopListening = host.subscribe((told: HostEvent) => {
    if (told.type !== 'live' || told.event.type !== 'run.event') return;
    if (ours === undefined) early.push(told.event.event);
    else take(told.event.event);
  });
  const cancel = (): void => void host.ask('run.cancel', { pairId: start.pairId }).catch(() => undefined);
  try {
    const id = await host.ask('run.start', start);
    ours = id;
    for (const event of early.splice(0)) take(event);
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
    await Promise.race([ended, host.closed]);
    // Its lock is given back after its last event.
    await host.ask('run.wait', { runId: id }).catch(() => undefined);
    const record = await finishedRecord(engine, id);
    if (record === undefined) throw EngineError.of('host.gone', {});
    return record;
  } finally {
    signal?.removeEventListener('abort', cancel);
    stopListening();
  }
}
