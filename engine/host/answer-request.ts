import type { z } from 'zod';
import type { Handlers, Reply, Requests } from '../api/contract.ts';
import { EngineError, type Problem } from '../model/problem.ts';

export interface Answering<R extends Requests> {
  readonly requests: R;
  readonly handlers: Handlers<R>;
  /** Writes a bug down, and says where. */
  readonly onBug: (request: string, error: unknown) => Problem | Promise<Problem>;
}

/** Answers whatever a client sent, which is not trusted: only what the contract has, with an input that its schema takes, is done. */
export async function answerRequest<R extends Requests>(
  { requests, handlers, onBug }: Answering<R>,
  name: unknown,
  input: unknown,
): Promise<Reply<unknown>> {
  if (typeof name !== 'string' || !Object.hasOwn(requests, name)) return invalid('no such request');
  const checked = requests[name]?.input.safeParse(input);
  if (checked?.success !== true) return invalid(`${name}: ${whatIsWrong(checked?.error)}`);
  // The schema that goes with the name has taken it.
  const handle = handlers[name] as (input: unknown) => Promise<unknown>;
  try {
    return { ok: true, value: await handle(checked.data) };
  } catch (error) {
    if (error instanceof EngineError) return { ok: false, problem: error.problem };
    return { ok: false, problem: await onBug(name, error) };
  }
}

export function invalid(text: string): Reply<never> {
  return { ok: false, problem: EngineError.of('request.invalid', { text }).problem };
}

/** `volumes.0.source: too_big`: never what was sent, which may be a secret. */
function whatIsWrong(error: z.ZodError | undefined): string {
  const [first] = error?.issues ?? [];
  if (first === undefined) return 'not as it should be';
  const place = first.path.map(String).join('.').slice(0, 100);
  return place === '' ? first.code : `${place}: ${first.code}`;
}
