import type { SetupDone, SetupEvent, SetupOptions, SetupStep } from '../../api/setup.ts';
import { formatEndpoint, type Side, type SshEndpoint } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import type { EngineContext } from '../context.ts';

export type SetupContext = EngineContext;

/** What every step of setting up one machine of a pair works with. */
export interface SetupRun {
  readonly engine: SetupContext;
  readonly pair: Pair;
  /** Which of the pair's machines, and which of its keys. */
  readonly side: Side;
  /** That machine as the account of the app's keys reaches it, whoever the pair signs in as so far. */
  readonly machine: SshEndpoint;
  /** Where the key is good from; `undefined`: from everywhere. */
  readonly from: string | undefined;
  readonly options: SetupOptions;
}

/** A step that is about one machine, or about the pair as a whole. */
type Stepping = Pick<SetupRun, 'engine' | 'options'> & Partial<SetupRun>;

/** Says that a step begins and how it ended. A problem says which machine it is about. */
export async function runStep<T>(
  run: Stepping,
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
    const told = ofMachine(run, error);
    emit({ type: 'setup.failed', step, problem: told.problem });
    throw told;
  }
}

export function throwIfCancelled({ options }: Pick<SetupRun, 'options'>): void {
  if (options.signal?.aborted === true) throw cancelled();
}

/** For a shell, and for the client: only what is there. */
export function signalOf({ options }: Pick<SetupRun, 'options'>): { readonly signal?: AbortSignal } {
  return options.signal === undefined ? {} : { signal: options.signal };
}

/** A person called it off, or has no more answers. */
export function cancelled(): EngineError {
  return EngineError.of('setup.cancelled', {}, 'transient');
}

/** A problem that says which machine of the pair it is about. */
export function ofMachine({ side, machine }: Stepping, error: EngineError): EngineError {
  if (['run.cancelled', 'setup.cancelled'].includes(error.problem.code)) return cancelled();
  const { details } = error.problem;
  if (details.side !== undefined || side === undefined || machine === undefined) return error;
  const endpoint = details.endpoint ?? formatEndpoint(machine);
  return new EngineError({ ...error.problem, details: { side, ...details, endpoint } }, error.cause);
}
