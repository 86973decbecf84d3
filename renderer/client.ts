import type { EventBatch, RequestName, WindowRequests } from '../engine/api/app-contract.ts';
import type { InputOf, Reply, ReplyOf } from '../engine/api/contract.ts';
import type { Problem } from '../engine/model/problem.ts';

/** What the preload script hands to the page. */
export interface Bridge {
  readonly request: (name: string, input: unknown) => Promise<unknown>;
  readonly onEvents: (listener: (batch: EventBatch) => void) => () => void;
}

declare global {
  interface Window {
    readonly warmspare: Bridge;
  }
}

/** Why a request was not done. */
export class RequestProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'RequestProblem';
    this.problem = problem;
  }
}

/** Rejects with `RequestProblem`. */
export async function ask<K extends RequestName>(
  name: K,
  ...[input]: undefined extends InputOf<WindowRequests[K]> ? [] : [InputOf<WindowRequests[K]>]
): Promise<ReplyOf<WindowRequests[K]>> {
  const reply = (await window.warmspare.request(name, input)) as Reply<ReplyOf<WindowRequests[K]>>;
  if (!reply.ok) throw new RequestProblem(reply.problem);
  return reply.value;
}

/** As data, whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof RequestProblem) return error.problem;
  const text = error instanceof Error ? error.message : String(error);
  return { code: 'bug', retry: 'person', details: { text } };
}

/** For `Token`s of the contract. */
export function newToken(): string {
  return crypto.randomUUID();
}
