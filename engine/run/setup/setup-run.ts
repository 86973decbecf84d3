import type { SetupDone, SetupEvent, SetupOptions, SetupStep } from '../../api/setup.ts';
import { formatEndpoint, type SshEndpoint } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import type { EngineContext } from '../context.ts';

export type SetupContext = EngineContext;

/** What every step of one set-up works with. */
export interface SetupRun {
  readonly engine: SetupContext;
  readonly pair: Pair;
  /** The standby as root reaches it, whoever the pair signs in as so far. */
  readonly standby: SshEndpoint;
  /** Where the key is good from; `undefined`: from everywhere. */
  readonly from: string | undefined;
  readonly options: SetupOptions;
}

/** Says that a step begins and how it ended. A problem says which machine it is about. */
export async function runStep<T>(
  run: SetupRun,
  step: SetupStep,
  work: () => Promise<readonly [SetupDone, T]>,
): Promise<T> {
  const emit = (event: SetupEvent): void => run.options.onEvent?.(event);
  throwIfCancelled(run);
  emit({ type: 'setup.begun', step });
  try {
    const [done, value] = await work();
    emit({ type: 'setup.done', ...done });
    return value;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const told = ofStandby(run, error);
    emit({ type: 'setup.failed', step, problem: told.problem });
    throw told;
  }
}

export function throwIfCancelled({ options }: SetupRun): void {
  if (options.signal?.aborted === true) throw cancelled();
}

/** For a shell, and for the client: only what is there. */
export function signalOf({ options }: SetupRun): { readonly signal?: AbortSignal } {
  return options.signal === undefined ? {} : { signal: options.signal };
}

/** A person called it off, or has no more answers. */
export function cancelled(): EngineError {
  return EngineError.of('setup.cancelled', {}, 'transient');
}

function ofStandby(run: SetupRun, error: EngineError): EngineError {
  if (['run.cancelled', 'setup.cancelled'].includes(error.problem.code)) return cancelled();
  const { details } = error.problem;
  if (details.side !== undefined) return error;
  const endpoint = details.endpoint ?? formatEndpoint(run.standby);
  return new EngineError(
    { ...error.problem, details: { side: 'standby', ...details, endpoint } },
    error.cause,
  );
}
