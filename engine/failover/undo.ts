import type { UndoOptions } from '../api/promotion.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import type { PromotionJournal, PromotionRecord, PromotionStep, StandbyRole } from '../model/promotion.ts';
import { endsServing, isFinished, mayHaveServed, undoSteps } from '../plan/promotion/steps.ts';
import { carryOut, type Carried } from './carry-out.ts';
import { noteRole } from './note-role.ts';
import type { PromotionPorts } from './ports.ts';
import { refuseAnother, runStepCommand } from './promote.ts';

/** Undoes a promotion, backwards, wherever it was cut; the fence comes down last. */
export async function undoPromotion(
  ports: Pick<PromotionPorts, 'clock' | 'record' | 'standby'>,
  pair: Pair,
  { changesAreLost = false, onEvent }: UndoOptions,
): Promise<PromotionRecord> {
  const before = await ports.record.read();
  // An unfinished promotion is what an undo is for.
  if (before?.journal?.kind === 'fail-back') refuseAnother(pair, before, 'undo');
  const role = await noteRole(ports.record, await ports.standby.role(), ports.clock);
  const journal = journalOf(pair, before, role, changesAreLost, ports.clock.now());
  const carry = (step: PromotionStep, roleNow: StandbyRole): Promise<Carried> =>
    step.kind === 'command' ? runStepCommand(ports.standby, 'demote', step, roleNow) : unmark(ports, roleNow);
  return carryOut(ports, { role, journal, carry, ...(onEvent && { onEvent }) });
}

function journalOf(
  pair: Pair,
  before: PromotionRecord | undefined,
  role: StandbyRole,
  changesAreLost: boolean,
  now: number,
): PromotionJournal {
  const journal = before?.journal;
  const isUnfinished = journal !== undefined && !isFinished(journal);
  if (journal?.kind === 'undo' && isUnfinished) return journal;
  if (role.state === 'standby' && !isUnfinished) throw EngineError.of('promote.nothing-to-undo');
  if (mayHaveServed(journal, role) && !changesAreLost) {
    const { generation: count, since } = role;
    const found = since === undefined ? {} : { found: since.slice(0, 10) };
    throw EngineError.of('promote.changes-lost', { side: 'standby', count, ...found });
  }
  const steps = undoSteps(pair, endsServing(journal, role));
  return { kind: 'undo', startedAt: new Date(now).toISOString(), steps };
}

export async function unmark(
  { standby }: Pick<PromotionPorts, 'standby'>,
  { generation }: StandbyRole,
): Promise<Carried> {
  const role = await standby.undo(generation);
  return { output: `standby, generation ${String(role.generation)}`, role };
}
