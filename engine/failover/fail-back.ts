import type { FailBackDone, FinishOptions } from '../api/promotion.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import type { PromotionJournal, PromotionStep, StandbyRole } from '../model/promotion.ts';
import type { RunRecord } from '../model/run.ts';
import { continuedFailBack, failBackSteps, isFinished } from '../plan/promotion/steps.ts';
import type { EngineContext } from '../run/context.ts';
import { runSync } from '../run/sync.ts';
import { carryOut, type Carried } from './carry-out.ts';
import type { RecordDoor, StandbyDoor } from './ports.ts';
import { refuseAnother, runStepCommand } from './promote.ts';
import { withStandby } from './standby-door.ts';
import { unmark } from './undo.ts';
import { acceptAsFirst, findWayBack, nowOf, requirePromoted } from './way-back.ts';

/**
 * Gives the role back: what was changed on the standby since the last copy is brought to the primary while nobody works there any more, then the
 * way back is closed, and only then the way there opens. At no moment may the primary and the standby both be written over, and never is
 * anything copied over the standby before all of it is on the primary.
 */
export async function finishFailBack(
  engine: EngineContext,
  pair: Pair,
  record: RecordDoor,
  options: FinishOptions,
): Promise<FailBackDone> {
  const before = await record.read();
  refuseAnother(pair, before, 'fail-back');
  const wayBack = await findWayBack(engine, pair);
  if (wayBack === undefined) throw EngineError.of('failback.no-way-back', { text: pair.name });
  const cut = before?.journal?.kind === 'fail-back' && !isFinished(before.journal) ? before : undefined;
  const role = cut?.role ?? (await requirePromoted(engine, pair, options.signal));
  const journal: PromotionJournal =
    cut?.journal === undefined
      ? { kind: 'fail-back', startedAt: nowOf(engine), steps: failBackSteps(pair) }
      : continuedFailBack(cut.journal);
  const work = { engine, pair, wayBack, options };
  const carry = (step: PromotionStep, roleNow: StandbyRole): Promise<Carried> =>
    carryStep(work, step, roleNow);
  const { onEvent } = options;
  const ports = { clock: engine.clock, record };
  const done = await carryOut(ports, { role, journal, carry, ...(onEvent && { onEvent }) });
  const runOf = (kind: PromotionStep['kind']): RunRecord['id'] | undefined =>
    done.journal?.steps.find((step) => step.kind === kind)?.runId;
  const [broughtBack, copied] = [runOf('bring-back'), runOf('copy')];
  return { pairId: pair.id, record: done, ...(broughtBack && { broughtBack }), ...(copied && { copied }) };
}

interface Work {
  readonly engine: EngineContext;
  readonly pair: Pair;
  readonly wayBack: Pair;
  readonly options: FinishOptions;
}

function carryStep(work: Work, step: PromotionStep, role: StandbyRole): Promise<Carried> {
  const { engine, pair, wayBack, options } = work;
  switch (step.kind) {
    case 'stopped':
      return stopped(options);
    case 'command':
      return withStandby(engine, pair, (door) => runStepCommand(door, 'demote', step, role), options.signal);
    case 'bring-back':
      return bringBack(work);
    case 'fence-primary':
      return fencePrimary(engine, wayBack, options.signal);
    case 'unmark':
      return withStandby(engine, pair, (standby) => unmark({ standby }, role), options.signal);
    case 'copy':
      return copy(work);
    case 'look':
    case 'name':
    case 'mark':
      throw new Error(`no step of a fail-back: ${step.kind}`);
  }
}

async function stopped({ servicesAreStopped = false }: FinishOptions): Promise<Carried> {
  if (!servicesAreStopped) throw EngineError.of('failback.not-stopped', { side: 'standby' });
  return Promise.resolve({ output: 'what serves there is said to be stopped' });
}

/** Whatever is missing on the primary would be gone for good with the pair's own next copy: only a whole one counts. */
async function bringBack({ engine, wayBack, options }: Work): Promise<Carried> {
  await openAgain(engine, wayBack, options.signal);
  const run = await runSync(engine, wayBack, { mode: 'sync', ...following(options) });
  const isWhole = run.outcome === 'succeeded' && run.recoveryPoint !== undefined;
  const output = endOf(run);
  if (isWhole) return { output, runId: run.id };
  const details = { text: wayBack.name, found: run.outcome ?? 'failed' };
  return { output, runId: run.id, problem: EngineError.of('failback.not-whole', details) };
}

/** It was closed by a fail-back that was cut behind that: the standby's fence is up still, so that nobody can write over both. */
async function openAgain(engine: EngineContext, wayBack: Pair, signal?: AbortSignal): Promise<void> {
  const undo = async (door: StandbyDoor): Promise<void> => {
    const role = await door.role();
    if (role.state !== 'standby') await door.undo(role.generation);
  };
  await withStandby(engine, wayBack, undo, signal);
}

/** The primary is what serves from now on: nothing is copied over it before the next fail-back opens this again. */
async function fencePrimary(engine: EngineContext, wayBack: Pair, signal?: AbortSignal): Promise<Carried> {
  const role = await withStandby(engine, wayBack, (door) => door.promote(), signal);
  const seenAt = nowOf(engine);
  await engine.promotions.update(wayBack.id, (before) => ({ ...before, role, seenAt, isWayBack: true }));
  return { output: `nothing is copied onto the primary, generation ${String(role.generation)}` };
}

/**
 * Right away, while both are the same: a run that would overwrite or delete anything on the standby is held for a person, and one that finds
 * nothing of that makes the pair what it was. However it ends, the role is given back.
 */
async function copy({ engine, pair, options }: Work): Promise<Carried> {
  await acceptAsFirst(engine, pair);
  const run = await runSync(engine, pair, { mode: 'sync', ...following(options) });
  return { output: endOf(run), runId: run.id };
}

function following({ onRunEvent, signal }: FinishOptions): Pick<FinishOptions, 'signal'> & {
  readonly onEvent?: NonNullable<FinishOptions['onRunEvent']>;
} {
  return { ...(onRunEvent && { onEvent: onRunEvent }), ...(signal && { signal }) };
}

function endOf({ id, outcome = 'failed', totals }: RunRecord): string {
  const { created, updated, deleted } = totals;
  return `run ${id} ${outcome}: ${String(created)} created, ${String(updated)} updated, ${String(deleted)} deleted`;
}
