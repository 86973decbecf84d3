import { formatEndpoint } from '../model/endpoint.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import { isFenced, type PromotionRecord } from '../model/promotion.ts';
import type { RunRecord } from '../model/run.ts';
import type { EngineContext } from './context.ts';

type Knowing = Pick<EngineContext, 'promotions' | 'clock'>;

/** A standby that was promoted from here is not even asked: throws `standby.promoted`. One that others promoted may be the standby again by now. */
export async function refuseWhatServes({ promotions }: Knowing, { id, standby }: Pair): Promise<void> {
  const record = await promotions.read(id);
  if (!isFenced(record) || record.journal === undefined) return;
  const { generation, since } = record.role;
  throw EngineError.of('standby.promoted', {
    side: 'standby',
    endpoint: formatEndpoint(standby),
    count: generation,
    ...(since !== undefined && { found: since.slice(0, 10) }),
  });
}

/** What a run has learned of the standby's role. That it cannot be written down harms no run. */
export async function noteRoleOfRun(engine: Knowing, pair: Pair, run: RunRecord): Promise<void> {
  const problem = run.problems.find(({ code }) => code === 'standby.promoted');
  const isWritten = run.outcome === 'succeeded' || run.outcome === 'partial' || run.outcome === 'held';
  if (problem !== undefined || isWritten) await noteRole(engine, pair, problem);
}

/** `problem`: what the standby said when it refused; `undefined`: it would let itself be written over. */
export async function noteRole(engine: Knowing, { id }: Pair, problem: Problem | undefined): Promise<void> {
  try {
    const before = await engine.promotions.read(id);
    const seenAt = new Date(engine.clock.now()).toISOString();
    if (problem === undefined) {
      if (!isFenced(before)) return;
      const role = { state: 'standby' as const, generation: before.role.generation };
      await engine.promotions.update(id, (record) => ({ ...record, role, seenAt }));
      return;
    }
    await engine.promotions.update(id, (record) => ({ ...record, role: roleIn(problem, record), seenAt }));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}

function roleIn({ details }: Problem, before: PromotionRecord | undefined): PromotionRecord['role'] {
  // A guard of an older set-up does not tell the number; none tells the time of day.
  const generation = details.count ?? before?.role.generation ?? 1;
  const since = before?.role.generation === generation ? before.role.since : undefined;
  return { state: 'promoted', generation, ...(since !== undefined && { since }) };
}
