import type { Writable } from 'node:stream';
import { systemClock } from '../../index.ts';
import { printable } from '../../model/path-text.ts';
import { EngineError } from '../../model/problem.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { describeFileError } from '../file-error.ts';
import { Output } from '../output.ts';
import { COLOURED, PLAIN, type PrintContext } from '../print/context.ts';
import { printProblem } from '../print/problem.ts';
import { DemoFailure } from './demo-failure.ts';
import { makeDemoFolder, type DemoFolder } from './demo-folder.ts';
import { jsonScreen } from './json-screen.ts';
import type { Ending, Screen } from './screen.ts';
import { PAIR_NAME, type Stage, type Step } from './stage.ts';
import { setStage, type Surroundings } from './set-stage.ts';
import { DEMO_STEPS } from './steps.ts';
import { textScreen } from './text-screen.ts';

export interface DemoOptions {
  readonly keep: boolean;
  readonly json: boolean;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Aborting ends the demo and cleans up. */
  readonly signal: AbortSignal;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** All of them unless told. */
  readonly steps?: readonly Step[];
}

/** Shows the engine at work on a pair on this machine. Status 0 only when every step showed what it claims. */
export async function runDemo(options: DemoOptions): Promise<ExitStatus> {
  const startedAt = systemClock.monotonic();
  const steps = options.steps ?? DEMO_STEPS;
  const { screen, print } = openScreen(options);
  const folder = await makeDemoFolder();
  // For an end that waits for nothing, as a second Ctrl-C asks for.
  const onExit = (): void => {
    if (!options.keep) folder.removeNow();
  };
  process.once('exit', onExit);
  await screen.open();
  try {
    const state = await play({ folder, screen, print, signal: options.signal }, steps);
    const left = await leave(folder, options.keep);
    const tookMs = Math.round(systemClock.monotonic() - startedAt);
    const end = left.leftBecause === undefined ? state : 'failed';
    await screen.close({ state: end, tookMs, steps: steps.length, ...left });
    return STATUSES[end];
  } finally {
    // After a bug, too.
    await leave(folder, options.keep);
    process.off('exit', onExit);
  }
}

type State = Ending['state'];

const STATUSES: Readonly<Record<State, ExitStatus>> = {
  succeeded: EXIT.done,
  failed: EXIT.failed,
  cancelled: EXIT.cancelled,
};

async function leave(folder: DemoFolder, keep: boolean): Promise<Pick<Ending, 'left' | 'leftBecause'>> {
  if (keep) return { left: folder.path, leftBecause: undefined };
  try {
    await folder.remove();
    return { left: undefined, leftBecause: undefined };
  } catch (error) {
    return { left: folder.path, leftBecause: describeFileError(error) };
  }
}

/** Plays the steps in their order, up to the first that fails. */
async function play(show: Surroundings, steps: readonly Step[]): Promise<State> {
  const { screen, signal } = show;
  let current: Pick<Step, 'id' | 'title'> = { id: 'make', title: 'Make the two machines' };
  let number = 0;
  let clear: (() => Promise<void>) | undefined;
  try {
    const set = await setStage(show);
    clear = set.clear;
    for (const step of steps) {
      current = step;
      number += 1;
      await playStep(step, number, set.stage);
    }
    return 'succeeded';
  } catch (error) {
    if (signal.aborted) return 'cancelled';
    const message = explain(error);
    await screen.fail(current, number, message ?? 'This is a bug in Warmspare.');
    if (message === undefined) throw error;
    return 'failed';
  } finally {
    await clear?.();
  }
}

async function playStep(step: Step, number: number, stage: Stage): Promise<void> {
  stage.signal.throwIfAborted();
  const startedAt = systemClock.monotonic();
  await stage.screen.begin(step, number);
  const facts = await step.show(stage);
  const tookMs = Math.round(systemClock.monotonic() - startedAt);
  await stage.screen.end(step, number, { facts, tookMs });
}

/** Undefined for a bug. */
function explain(error: unknown): string | undefined {
  if (error instanceof DemoFailure) return error.message;
  if (error instanceof EngineError) return printProblem(error.problem, PAIR_NAME);
  if (!(error instanceof Error && 'syscall' in error)) return undefined;
  const path = 'path' in error ? printable(String(error.path)) : "the demo's folder";
  return `${path} cannot be used: ${describeFileError(error)}.`;
}

function openScreen(options: DemoOptions): { screen: Screen; print: () => PrintContext } {
  const env = options.env ?? process.env;
  const out = new Output(options.stdout);
  const hasColour = isTerminal(options.stdout) && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  const style = hasColour ? COLOURED : PLAIN;
  const print = (): PrintContext => ({
    now: systemClock.now(),
    timeZone: undefined,
    width: isTerminal(options.stdout) ? columnsOf(options.stdout) : undefined,
    style,
  });
  if (options.json) return { screen: jsonScreen(out), print };
  const screen = textScreen({
    out,
    err: new Output(options.stderr),
    style,
    columns: () => columnsOf(options.stdout),
    drawsBars: isTerminal(options.stdout) && isTerminal(options.stderr) && env['TERM'] !== 'dumb',
  });
  return { screen, print };
}

const COLUMNS_OF_A_PIPE = 100;

function columnsOf(stream: Writable): number {
  return 'columns' in stream && typeof stream.columns === 'number' && stream.columns > 0
    ? stream.columns
    : COLUMNS_OF_A_PIPE;
}

function isTerminal(stream: Writable): boolean {
  return 'isTTY' in stream && stream.isTTY === true;
}
