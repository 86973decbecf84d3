import type { Side } from '../model/endpoint.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { EngineContext } from './context.ts';
import { openAgent, openSide, type End } from './ends.ts';

export interface Asked<T> {
  /** `undefined`: it could not be reached. */
  readonly end: End | undefined;
  readonly answer: Result<T, Problem>;
}

/** Asks the primary, then the standby. A machine that is away does not hide the other. Both stay open while `use` goes on. */
export async function withEachSide<T, R>(
  engine: EngineContext,
  pair: Pair,
  ask: (side: Side, end: End) => Promise<T>,
  use: (asked: { readonly primary: Asked<T>; readonly standby: Asked<T> }) => Promise<R> | R,
  signal?: AbortSignal,
): Promise<R> {
  let unusableKey: EngineError | undefined;
  const unusable = (error: unknown): undefined => {
    if (!(error instanceof EngineError)) throw error;
    unusableKey = error;
  };
  const agent = await openAgent(pair, engine).catch(unusable);
  await agent?.openKeys().catch(unusable);
  const opened: End[] = [];
  const askSide = async (side: Side): Promise<Asked<T>> => {
    let end: End | undefined;
    try {
      if (unusableKey !== undefined && pair[side].kind === 'ssh') throw unusableKey;
      end = await openSide(pair, side, engine, agent, signal);
      opened.push(end);
      return { end, answer: ok(await ask(side, end)) };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return { end, answer: err({ ...error.problem, details: { side, ...error.problem.details } }) };
    }
  };
  try {
    const primary = await askSide('primary');
    const standby = await askSide('standby');
    return await use({ primary, standby });
  } finally {
    await Promise.all(opened.map((end) => end.close()));
    await agent?.close();
  }
}
