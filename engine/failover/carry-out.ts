import type { PromotionEvent } from '../api/promotion.ts';
import type { RunId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import {
  STEP_OUTPUT_CHARACTERS,
  type PromotionJournal,
  type PromotionRecord,
  type PromotionStep,
  type StandbyRole,
} from '../model/promotion.ts';
import type { PromotionPorts } from './ports.ts';

/** What came of a step. `role`: the standby's, where it is another now. */
export interface Carried {
  readonly output: string;
  readonly role?: StandbyRole;
  readonly runId?: RunId;
  /** It has failed, and this is why. */
  readonly problem?: EngineError;
}

export interface Journey {
  /** As the standby was when this began. */
  readonly role: StandbyRole;
  readonly journal: PromotionJournal;
  readonly carry: (step: PromotionStep, role: StandbyRole) => Promise<Carried>;
  readonly onEvent?: (event: PromotionEvent) => void;
}

/**
 * Carries out the steps that are not done. Each is written down before it begins and once it has ended, so that whoever is killed anywhere
 * finds the way on: a step that is written down as running may have been done or not, and each can be done again.
 */
export async function carryOut(
  { clock, record }: Pick<PromotionPorts, 'clock' | 'record'>,
  { role: first, journal: begun, carry, onEvent }: Journey,
): Promise<PromotionRecord> {
  let role = first;
  let journal = begun;
  const now = (): string => new Date(clock.now()).toISOString();
  const write = (): Promise<PromotionRecord> =>
    record.update((before) => ({ ...before, role, seenAt: now(), journal }));
  const set = async (at: number, step: PromotionStep): Promise<void> => {
    journal = { ...journal, steps: journal.steps.map((each, index) => (index === at ? step : each)) };
    await write();
    onEvent?.({ type: 'promotion.step', step, number: at + 1, count: journal.steps.length });
  };
  await write();
  for (const [at, { output: _output, finishedAt: _finishedAt, ...step }] of journal.steps.entries()) {
    if (step.state === 'done') continue;
    const startedAt = now();
    await set(at, { ...step, state: 'running', startedAt });
    const carried = await carry(step, role).catch(failed);
    role = carried.role ?? role;
    const state = carried.problem === undefined ? 'done' : 'failed';
    const output = carried.output.slice(-STEP_OUTPUT_CHARACTERS);
    const runId = carried.runId === undefined ? {} : { runId: carried.runId };
    await set(at, { ...step, state, startedAt, finishedAt: now(), output, ...runId });
    if (carried.problem !== undefined) throw carried.problem;
  }
  journal = { ...journal, finishedAt: now() };
  return write();
}

/** What is no problem is a bug, or the end of this process: the step stays as running. */
function failed(error: unknown): Carried {
  if (!(error instanceof EngineError)) throw error;
  const { code, details } = error.problem;
  const words = [code, details.text, details.output].filter((each) => each !== undefined);
  return { output: words.join(': '), problem: error };
}
