import type { PromoteOptions, PromotionPlan } from '../api/promotion.ts';
import { commandName } from '../model/command-name.ts';
import type { SshEndpoint } from '../model/endpoint.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import type {
  PrimaryLook,
  PromotionJournal,
  PromotionRecord,
  PromotionStep,
  StandbyRole,
} from '../model/promotion.ts';
import type { RunCommandOf } from '../model/run-command.ts';
import { againstPromotion } from '../plan/promotion/hears-nothing.ts';
import { isPrimaryName, primaryName } from '../plan/promotion/primary-name.ts';
import { continuedPromotion, isFinished, promotionSteps } from '../plan/promotion/steps.ts';
import { carryOut, type Carried } from './carry-out.ts';
import type { PromotionPorts, StandbyDoor } from './ports.ts';

/**
 * Makes the standby serve: the primary is silent on two paths while the standby answers, a person says by its name that it is off, the fence
 * goes up, and only then comes what the pair has for it.
 */
export async function promote(
  ports: PromotionPorts,
  pair: Pair,
  { primaryIsOff, onEvent }: PromoteOptions,
): Promise<PromotionRecord> {
  const primary = remotePrimary(pair);
  const before = await ports.record.read();
  refuseAnother(pair, before, 'promote');
  // Where the standby does not answer either, it is this machine that is cut off.
  const role = await ports.standby.role();
  const journal = journalOf(pair, before, role, ports.clock.now());
  const carry = (step: PromotionStep, roleNow: StandbyRole): Promise<Carried> => {
    switch (step.kind) {
      case 'look':
        return look(ports);
      case 'name':
        return Promise.resolve(checkName(primary, primaryIsOff));
      case 'mark':
        return mark(ports.standby);
      case 'command':
        return runStepCommand(ports.standby, 'promote', step, roleNow);
      case 'unmark':
      case 'stopped':
      case 'bring-back':
      case 'fence-primary':
      case 'copy':
        throw new Error(`no step of a promotion: ${step.kind}`);
    }
  };
  return carryOut(ports, { role, journal, carry, ...(onEvent && { onEvent }) });
}

/** What `promote` would do, and whether it would be refused. */
export async function planPromotion(ports: PromotionPorts, pair: Pair): Promise<PromotionPlan> {
  const primary = remotePrimary(pair);
  const before = await ports.record.read();
  const [role, looks] = await Promise.all([ports.standby.role(), ports.look()]);
  const { steps } = journalOf(pair, before, role, ports.clock.now());
  const isLeft = steps.some(({ state }) => state !== 'done');
  const problem = (isLeft ? refusalOf(looks) : undefined) ?? another(pair, before, 'promote');
  return {
    pair,
    primaryName: primaryName(primary),
    looks,
    role,
    steps,
    ...(problem && { problem: problem.problem }),
  };
}

/** One that was cut goes on, as long as the standby is what it says; else it begins anew. */
function journalOf(
  pair: Pair,
  before: PromotionRecord | undefined,
  role: StandbyRole,
  now: number,
): PromotionJournal {
  const journal = before?.journal;
  const isMarked = journal?.steps.some(({ kind, state }) => kind === 'mark' && state === 'done') === true;
  const goesOn = journal?.kind === 'promote' && (isMarked ? role.state !== 'standby' : !isFinished(journal));
  if (goesOn) return continuedPromotion(journal, pair);
  return { kind: 'promote', startedAt: new Date(now).toISOString(), steps: promotionSteps(pair) };
}

async function look(ports: PromotionPorts): Promise<Carried> {
  const looks = await ports.look();
  const output = looks.map(lookText).join('\n');
  const problem = refusalOf(looks);
  return { output, ...(problem && { problem }) };
}

/** `ping of 10.0.0.1: silent, 5 questions, and no answer` */
function lookText({ path, address, state, text }: PrimaryLook): string {
  return `${path === 'ssh' ? 'ssh at' : 'ping of'} ${address}: ${state}, ${text}`;
}

function refusalOf(looks: readonly PrimaryLook[]): EngineError | undefined {
  const against = againstPromotion(looks);
  if (against === undefined) return undefined;
  const details = { side: 'primary' as const, text: lookText(against), found: against.path };
  return EngineError.of(
    against.state === 'answers' ? 'promote.primary-alive' : 'promote.primary-unknown',
    details,
  );
}

function checkName(primary: SshEndpoint, typed: string | undefined): Carried {
  const expected = primaryName(primary);
  if (typed !== undefined && isPrimaryName(typed, primary))
    return { output: `${expected} is said to be off` };
  throw EngineError.of('promote.wrong-name', { expected, ...(typed !== undefined && { found: typed }) });
}

async function mark(standby: StandbyDoor): Promise<Carried> {
  const role = await standby.promote();
  return { output: `promoted, generation ${String(role.generation)}`, role };
}

/** A command of the pair's on the standby; what it printed is the step's output, whatever became of it. */
export async function runStepCommand(
  standby: StandbyDoor,
  when: RunCommandOf<'promote' | 'demote'>['when'],
  { text = '', timeoutSeconds = 0 }: PromotionStep,
  { generation }: StandbyRole,
): Promise<Carried> {
  const end = await standby.run({ when, text, timeoutSeconds }, generation);
  const details = { side: 'standby' as const, text: commandName(text), found: when };
  if (end.isTimedOut) {
    const problem = EngineError.of('command.timed-out', { ...details, count: timeoutSeconds });
    return { output: end.output, problem };
  }
  if (end.code === 0) return { output: end.output };
  const said = end.output.slice(-2_000);
  const problem = EngineError.of('command.failed', {
    ...details,
    exitCode: end.code,
    ...(said && { output: said }),
  });
  return { output: end.output, problem };
}

/** Whoever promotes from the primary itself has it before their eyes, and it is alive. */
function remotePrimary({ primary }: Pair): SshEndpoint {
  if (primary.kind === 'local') throw EngineError.of('promote.primary-alive', { found: 'local' });
  return primary;
}

/** What was begun and is not finished comes first. */
export function refuseAnother(
  pair: Pair,
  record: PromotionRecord | undefined,
  kind: PromotionJournal['kind'],
): void {
  const problem = another(pair, record, kind);
  if (problem !== undefined) throw problem;
}

function another(
  { name }: Pair,
  record: PromotionRecord | undefined,
  kind: PromotionJournal['kind'],
): EngineError | undefined {
  const journal = record?.journal;
  if (journal === undefined || isFinished(journal) || journal.kind === kind) return undefined;
  return EngineError.of('promote.under-way', { text: name, found: journal.kind });
}
