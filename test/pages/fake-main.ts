import {
  windowRequests,
  type EventBatch,
  type WindowEvent,
  type WindowRequests,
} from '../../engine/api/app-contract.ts';
import type { Handlers, Reply } from '../../engine/api/contract.ts';
import { EngineError, type Problem } from '../../engine/model/problem.ts';

/** What the main process would answer; what a test does not say is refused as a bug. */
export type FakeAnswers = Partial<Handlers<WindowRequests>>;

/** A main process made from the contract: checks what pages hand over by its schemas, and answers as a test says. */
export class FakeMain {
  /** In the order in which they came. */
  readonly asked: { readonly name: string; readonly input: unknown }[] = [];
  answers: FakeAnswers;
  /** Requests that are not answered yet. */
  waiting = 0;
  #number = 0;

  constructor(answers: FakeAnswers) {
    this.answers = answers;
  }

  async request(name: string, input: unknown): Promise<Reply<unknown>> {
    this.asked.push({ name, input });
    this.waiting += 1;
    try {
      return await this.#answer(name, input);
    } finally {
      this.waiting -= 1;
    }
  }

  async #answer(name: string, input: unknown): Promise<Reply<unknown>> {
    if (!Object.hasOwn(windowRequests, name)) return refused({ text: `there is no request ${name}` });
    const known = name as keyof WindowRequests;
    const checked = windowRequests[known].input.safeParse(input);
    if (!checked.success) return refused({ text: `${name}: ${checked.error.message}` });
    const answer = this.answers[known] as ((input: unknown) => Promise<unknown>) | undefined;
    if (answer === undefined) return refused({ text: `the test does not say what ${name} answers` });
    try {
      return { ok: true, value: await answer(checked.data) };
    } catch (error) {
      if (error instanceof EngineError) return { ok: false, problem: error.problem };
      throw error;
    }
  }

  batch(...events: readonly WindowEvent[]): EventBatch {
    this.#number += 1;
    return { after: this.#number - 1, number: this.#number, events };
  }
}

function refused(details: Problem['details']): Reply<never> {
  return { ok: false, problem: { code: 'bug', retry: 'person', details } };
}

/** What was asked for by this name, in order. */
export function askedOf(main: FakeMain, name: string): readonly unknown[] {
  return main.asked.filter((each) => each.name === name).map(({ input }) => input);
}
