import type { Pair } from '../../model/pair.ts';
import type {
  PromotionJournal,
  PromotionStep,
  PromotionStepKind,
  StandbyRole,
} from '../../model/promotion.ts';
import type { RunCommand } from '../../model/run-command.ts';

type Commands = Pick<Pair, 'commands'>;

/** Fence first: nothing is made to serve that may still be written over. */
export function promotionSteps(pair: Commands): readonly PromotionStep[] {
  return [step('look'), step('name'), step('mark'), ...commandSteps(pair, 'promote')];
}

/** Backwards, with the fence last. What serves is ended where it may have begun. */
export function undoSteps(pair: Commands, endsServing: boolean): readonly PromotionStep[] {
  return [...(endsServing ? commandSteps(pair, 'demote') : []), step('unmark')];
}

/** The way back is closed before the way there opens: at no moment may both be written over. */
export function failBackSteps(pair: Commands): readonly PromotionStep[] {
  return [
    step('stopped'),
    ...commandSteps(pair, 'demote'),
    step('bring-back'),
    step('fence-primary'),
    step('unmark'),
    step('copy'),
  ];
}

function step(kind: PromotionStepKind): PromotionStep {
  return { kind, state: 'waiting' };
}

function commandSteps({ commands }: Commands, when: RunCommand['when']): readonly PromotionStep[] {
  return commands
    .filter((command) => command.when === when)
    .map(({ text, timeoutSeconds }) => ({ ...step('command'), text, timeoutSeconds }));
}

/**
 * A promotion that was cut, as it goes on: the primary may have come back since, so that it is looked at again; the commands are those that
 * the pair has now.
 */
export function continuedPromotion(journal: PromotionJournal, pair: Commands): PromotionJournal {
  const steps = withStatesOf(journal.steps, promotionSteps(pair));
  const { finishedAt: _finishedAt, ...rest } = journal;
  if (steps.every(({ state, kind }) => state === 'done' || kind === 'look')) return { ...journal, steps };
  return { ...rest, steps: steps.map((each) => (each.kind === 'look' ? waiting(each) : each)) };
}

/** Of these, what was done before a cut says nothing about now. */
const BROUGHT_ANEW: readonly PromotionStepKind[] = ['stopped', 'bring-back', 'fence-primary'];

/**
 * As long as the standby's fence is up, what was changed there since the cut can be brought back as well, and is; a person has to say again that
 * it is over.
 */
export function continuedFailBack(journal: PromotionJournal): PromotionJournal {
  const isOver = journal.steps.some(({ kind, state }) => kind === 'unmark' && state !== 'waiting');
  const steps = journal.steps.map((each) =>
    !isOver && BROUGHT_ANEW.includes(each.kind) ? waiting(each) : each,
  );
  return { ...journal, steps };
}

function waiting({ kind, text, timeoutSeconds }: PromotionStep): PromotionStep {
  return {
    kind,
    state: 'waiting',
    ...(text !== undefined && { text }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  };
}

/** Each of the wanted ones as far as one of the same kind and text has come. */
function withStatesOf(
  before: readonly PromotionStep[],
  wanted: readonly PromotionStep[],
): readonly PromotionStep[] {
  const left = [...before];
  return wanted.map((each) => {
    const at = left.findIndex(({ kind, text }) => kind === each.kind && text === each.text);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return found === undefined ? each : { ...each, ...found };
  });
}

/** True where people may have worked on the standby: then what they did is lost when its promotion is undone. */
export function mayHaveServed(journal: PromotionJournal | undefined, role: StandbyRole): boolean {
  if (role.state === 'standby') return false;
  // Somebody promoted it by hand; what else they did there nobody knows.
  if (journal?.kind !== 'promote') return role.state === 'promoted';
  return journal.finishedAt !== undefined || hasBegunCommands(journal);
}

/** True where commands that make the standby serve may have run, whole or in part. */
export function endsServing(journal: PromotionJournal | undefined, role: StandbyRole): boolean {
  // Behind a fence that is down none of them is run there.
  if (role.state === 'standby') return false;
  return journal?.kind !== 'promote' || hasBegunCommands(journal);
}

function hasBegunCommands({ steps }: PromotionJournal): boolean {
  return steps.some(({ kind, state }) => kind === 'command' && state !== 'waiting');
}

export function isFinished(journal: PromotionJournal | undefined): boolean {
  return journal === undefined || journal.finishedAt !== undefined;
}
