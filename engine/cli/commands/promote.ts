import type { PromotionEvent, PromotionPlan } from '../../api/promotion.ts';
import { printable } from '../../model/path-text.ts';
import { EngineError } from '../../model/problem.ts';
import type { PromotionRecord } from '../../model/promotion.ts';
import { askText, canAsk } from '../ask.ts';
import { EXIT, statusOfProblem, type ExitStatus } from '../exit-status.ts';
import { CANCELLING, withInterrupt } from '../interrupt.ts';
import { printPromotionEvent, printPromotionPlan } from '../print/promotion.ts';
import type { Session } from '../session.ts';
import { command } from '../text/command.ts';
import { problemWords } from '../text/explain.ts';
import { joinWords } from '../../text/words.ts';
import { UsageError } from '../usage-error.ts';

export interface PromoteCommandOptions {
  readonly dryRun?: boolean;
  readonly undo?: boolean;
  readonly primaryIsOff?: string;
  readonly address?: string;
  readonly changesThereAreLost?: boolean;
}

export async function promote(
  session: Session,
  name: string,
  options: PromoteCommandOptions,
): Promise<ExitStatus> {
  const { address, primaryIsOff } = options;
  if (options.changesThereAreLost === true) throw new UsageError('--changes-there-are-lost goes with --undo');
  const where = address === undefined ? {} : { address };
  const plan = await lookFirst(session, name, where);
  if (options.dryRun === true) return tellPlan(session, plan, name);
  if (plan.problem !== undefined) throw new EngineError(plan.problem);
  if (!session.json) await session.out.line(`${printPromotionPlan(plan, session.print())}\n`);
  const typed = isNamed(plan) ? undefined : (primaryIsOff ?? (await askName(session, plan)));
  const record = await followed(session, (following) =>
    session.engine.promotion.promote(name, {
      ...where,
      ...following,
      ...(typed !== undefined && { primaryIsOff: typed }),
    }),
  );
  await tellEnd(session, record, promotedText(record, name));
  return EXIT.done;
}

export async function undoPromotion(
  session: Session,
  name: string,
  { changesThereAreLost: changesAreLost = false }: PromoteCommandOptions,
): Promise<ExitStatus> {
  const record = await followed(session, (following) =>
    session.engine.promotion.undo(name, { changesAreLost, ...following }),
  );
  const next = `Look at what the next sync would do: ${command('sync', name, '--preview')}`;
  await tellEnd(
    session,
    record,
    `The standby is the standby again, generation ${String(record.role.generation)}. ${next}`,
  );
  return EXIT.done;
}

/** It takes seconds: whoever is silent is given time to answer. */
async function lookFirst(
  session: Session,
  name: string,
  where: { readonly address?: string },
): Promise<PromotionPlan> {
  if (session.io.terminal.stderr && !session.json)
    session.err.send('Looking whether the primary is silent and the standby answers…\n');
  return withInterrupt(session, (signal) => session.engine.promotion.plan(name, { ...where, signal }), {
    first: () => session.err.send(`${CANCELLING}\n`),
    second: () => undefined,
  });
}

async function tellPlan(session: Session, plan: PromotionPlan, name: string): Promise<ExitStatus> {
  if (session.json) await session.out.json({ type: 'promotion.plan', ...plan });
  else {
    await session.out.line(printPromotionPlan(plan, session.print()));
    const end =
      plan.problem === undefined
        ? `\nNothing was done. ${primaryOffText(plan)}`
        : `\nNothing was done, and nothing would be: ${joinWords(problemWords(plan.problem, name))}`;
    await session.out.line(end);
  }
  return plan.problem === undefined ? EXIT.done : statusOfProblem(plan.problem);
}

function primaryOffText({ pair, primaryName }: PromotionPlan): string {
  return `To do it: ${command('promote', pair.name, '--primary-is-off', primaryName)}`;
}

function isNamed({ steps }: PromotionPlan): boolean {
  return steps.some(({ kind, state }) => kind === 'name' && state === 'done');
}

/** Nobody types that by accident. */
async function askName(session: Session, plan: PromotionPlan): Promise<string> {
  if (!canAsk(session))
    throw new UsageError(
      `--primary-is-off has to be given, by whoever knows that the primary is off and stays off. ${primaryOffText(plan)}`,
    );
  await session.err.line(
    'That the primary does not answer is no proof that it is off. Switch it off, or pull its network cable, and make sure that it does not start by itself: two machines that both serve end in two truths.',
  );
  const typed = await askText(
    session,
    `Is it off, and stays off? Then type its name, ${printable(plan.primaryName)}: `,
  );
  return typed ?? '';
}

/** Tells of each step as it ends, and lets Ctrl-C cancel; what is done stays done. */
export async function followed<T>(
  session: Session,
  work: (following: {
    readonly onEvent: (event: PromotionEvent) => void;
    readonly signal: AbortSignal;
  }) => Promise<T>,
): Promise<T> {
  const onEvent = (event: PromotionEvent): void => {
    if (session.json) return;
    const text = printPromotionEvent(event);
    if (text !== undefined) session.out.send(`${text}\n`);
  };
  return withInterrupt(session, (signal) => work({ onEvent, signal }), {
    first: () => session.err.send(`${CANCELLING}\n`),
    second: () => undefined,
  });
}

function promotedText({ role, journal }: PromotionRecord, name: string): string {
  const ran = journal?.steps.some(({ kind }) => kind === 'command') === true;
  return [
    `Promoted, generation ${String(role.generation)}. Nothing is copied onto the standby any more, by whatever Warmspare.`,
    ran
      ? 'What its commands do not do, the runbook says.'
      : 'What makes it serve is done by hand now, as the runbook says.',
    `When the primary is well again: ${command('failback', name)}`,
  ].join(' ');
}

async function tellEnd(session: Session, record: PromotionRecord, text: string): Promise<void> {
  if (session.json) await session.out.json({ type: 'promotion.finished', ...record });
  else await session.out.line(text);
}
