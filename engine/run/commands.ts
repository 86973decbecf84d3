import { randomBytes } from 'node:crypto';
import { commandDigest } from '../keys/guard-files.ts';
import { commandName } from '../model/command-name.ts';
import type { Side } from '../model/endpoint.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import { goesWithSyncs, type RunCommand, type RunCommandOf } from '../model/run-command.ts';
import type { Outcome } from '../model/run.ts';
import { runCommand, requireInstalled } from './ask-command.ts';
import type { End, Ends } from './ends.ts';
import type { RunContext } from './run-context.ts';
import { endOf } from './run-frame.ts';
import { Cancelled } from './transfer.ts';

/** After a cancel nobody waits longer than this for each of the commands that tidy up. */
const CANCELLED_SECONDS = 60;

/** A preview and a verify copy nothing: there is nothing to make ready. */
export function goesWithCommands({ pair, recorder }: RunContext): boolean {
  return recorder.record.mode === 'sync' && pair.commands.some(goesWithSyncs);
}

/**
 * The pair's commands around a run, in their order. Those before come before anything is looked at, so that what they make is copied, and
 * one that fails may stop the run. Those after come whatever became of it, and are told what: whoever froze a database wants it back.
 * What fails without stopping the run makes it partial; the copy is whole, and counts as one.
 */
export async function withCommands(
  run: RunContext,
  ends: Ends,
  body: () => Promise<Outcome>,
): Promise<Outcome> {
  const { pair, recorder, signal } = run;
  // What only a promotion needs holds up no sync.
  await requireInstalled(ends.standby, digestsOf(pair.commands.filter(goesWithSyncs), 'standby'), signal);
  let outcome: Outcome;
  try {
    const isReady = await runAllBefore(run, ends);
    outcome = isReady ? await body() : 'failed';
  } catch (error) {
    await runAllAfter(run, ends, endOf(error, signal, pair).outcome);
    throw error;
  }
  const wentWell = await runAllAfter(run, ends, outcome);
  if (outcome !== 'succeeded') return outcome;
  const isWhole = wentWell && !recorder.record.problems.some(({ code }) => code.startsWith('command.'));
  return isWhole ? outcome : 'partial';
}

/** By which the guard knows them, each once. */
export function digestsOf(commands: readonly RunCommand[], side: Side): readonly string[] {
  const digests = commands.filter(({ on }) => on === side).map(({ text }) => commandDigest(text));
  return [...new Set(digests)].sort();
}

async function runAllBefore(run: RunContext, ends: Ends): Promise<boolean> {
  for (const command of run.pair.commands) {
    if (command.when !== 'before') continue;
    const problem = await runOne(run, ends[command.on], command, 'none', run.signal);
    if (problem === undefined) continue;
    run.recorder.problem(problem);
    if (command.ifItFails === 'stop') return false;
  }
  return true;
}

async function runAllAfter(run: RunContext, ends: Ends, outcome: Outcome): Promise<boolean> {
  const isCancelled = run.signal.aborted;
  // Whoever called off the run still wants what comes after it.
  const signal = isCancelled ? new AbortController().signal : run.signal;
  let wentWell = true;
  for (const command of run.pair.commands) {
    if (command.when !== 'after') continue;
    const seconds = isCancelled
      ? Math.min(command.timeoutSeconds, CANCELLED_SECONDS)
      : command.timeoutSeconds;
    const limited: RunCommandOf<'after'> = { ...command, timeoutSeconds: seconds };
    const problem = await runOne(run, ends[command.on], limited, outcome, signal).catch((error: unknown) => {
      if (!isCancelled && run.signal.aborted) throw new Cancelled();
      if (!(error instanceof EngineError)) throw error;
      return { ...error.problem, details: { ...error.problem.details, side: command.on } };
    });
    if (problem === undefined) continue;
    wentWell = false;
    run.recorder.problem(problem);
  }
  return wentWell;
}

/** Throws what keeps the machine from being asked. */
async function runOne(
  { recorder }: RunContext,
  end: End,
  command: RunCommandOf<'before' | 'after'>,
  outcome: Outcome | 'none',
  signal: AbortSignal,
): Promise<Problem | undefined> {
  const { on, when, text, timeoutSeconds } = command;
  const name = commandName(text);
  recorder.phase(when, undefined, { command: { on, name } });
  recorder.output(`# ${name}, ${when} the run, on the ${on}\n`);
  const nonce = randomBytes(12).toString('hex');
  const ended = await runCommand(end, command, { nonce, outcome, runId: recorder.record.id }, signal);
  if (ended.output !== '') recorder.output(ended.output.endsWith('\n') ? ended.output : `${ended.output}\n`);
  recorder.output(`# ${name} ended with ${ended.isTimedOut ? 'its time' : `status ${String(ended.code)}`}\n`);
  if (ended.isTimedOut) {
    const details = { side: on, text: name, found: when, count: timeoutSeconds };
    return { code: 'command.timed-out', retry: 'person', details };
  }
  if (ended.code === 0) return undefined;
  const details = { side: on, text: name, found: when, exitCode: ended.code };
  return { code: 'command.failed', retry: 'person', details };
}
