import { resolve } from 'node:path';
import { CommanderError, type Command } from 'commander';
import { EngineError } from '../model/problem.ts';
import type { Carry } from './command-parts.ts';
import { reportBug } from './crash-report.ts';
import { EXIT, statusOfProblem, type ExitStatus } from './exit-status.ts';
import type { Io, OpenedEngine } from './io.ts';
import { Output } from './output.ts';
import { COLOURED, PLAIN, type PrintContext } from './print/context.ts';
import { printProblemWith } from './print/problem.ts';
import { buildProgram } from './program.ts';
import type { Session } from './session.ts';
import { VERSION } from './version.ts';
import { explainProblem } from './unknown-pair.ts';
import { joinWords, uncapitalised } from '../text/words.ts';
import { UsageError } from './usage-error.ts';
import { printable } from '../model/path-text.ts';

/** What became known of an invocation before something went wrong. */
interface Progress {
  command: Command | undefined;
  pairName: string | undefined;
  opened: OpenedEngine | undefined;
  status: number;
}

interface Invocation {
  readonly io: Io;
  readonly out: Output;
  readonly err: Output;
  readonly json: boolean;
  readonly progress: Progress;
  /** What commander wanted to print. */
  help: string;
}

/** Carries out one command line and returns the exit status. Never rejects. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const invocation: Invocation = {
    io,
    out: new Output(io.stdout),
    err: new Output(io.stderr),
    json: wantsJson(argv),
    progress: { command: undefined, pairName: undefined, opened: undefined, status: EXIT.done },
    help: '',
  };
  const status = await parseAndRun(argv, invocation).catch((error: unknown) => explain(invocation, error));
  // Everything sent without waiting is out once an empty text has gone through.
  await Promise.all([invocation.out.write(''), invocation.err.write('')]);
  const failure = invocation.out.failure;
  if (failure === undefined) return status;
  await invocation.err.line(`warmspare: cannot write the output: ${printable(failure.message)}`);
  return status === EXIT.done ? EXIT.failed : status;
}

/** Known before the arguments are, so that what is wrong with them is JSON too. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end).includes('--json');
}

async function parseAndRun(argv: readonly string[], invocation: Invocation): Promise<number> {
  const { io, progress } = invocation;
  const carry: Carry = async (command, pairName, work) => {
    progress.command = command;
    progress.pairName = pairName;
    const home: unknown = command.optsWithGlobals()['home'];
    const opened = await io.openEngine(homeOf(io, typeof home === 'string' ? home : undefined));
    progress.opened = opened;
    progress.status = await work(sessionOf(invocation, opened));
  };
  const program = buildProgram(carry, {
    write: (text) => {
      invocation.help += text;
    },
    width: io.terminal.stdout ? Math.max(40, io.columns()) : 80,
  });
  rememberFailing(program, progress);
  if (argv.length === 0) {
    await invocation.out.write(helpOf(program, invocation));
    return EXIT.done;
  }
  await program.parseAsync([...argv], { from: 'user' });
  return progress.status;
}

/** WARMSPARE_HOME and relative folders as typed; `undefined` is the platform's own place. */
function homeOf(io: Io, option: string | undefined): string | undefined {
  const given = option ?? io.env['WARMSPARE_HOME'];
  if (option === '') throw new UsageError('--home is empty, and must be a folder');
  return given === undefined || given === '' ? undefined : resolve(io.cwd, given);
}

function helpOf(program: Command, invocation: Invocation): string {
  program.outputHelp();
  return invocation.help;
}

/** Lets each command say that it was the one whose arguments were wrong. */
function rememberFailing(command: Command, progress: Progress): void {
  command.exitOverride((error) => {
    progress.command = command;
    throw error;
  });
  for (const child of command.commands) rememberFailing(child, progress);
}

function sessionOf({ io, out, err, json }: Invocation, { clock, ...opened }: OpenedEngine): Session {
  const print = (): PrintContext => ({
    now: clock.now(),
    timeZone: io.timeZone,
    width: io.terminal.stdout ? io.columns() : undefined,
    style: wantsColour(io) ? COLOURED : PLAIN,
  });
  return { ...opened, io, clock, out, err, json, print };
}

/** As https://no-color.org has it: any text in NO_COLOR but none at all. */
function wantsColour({ terminal, env }: Io): boolean {
  return terminal.stdout && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

async function explain(invocation: Invocation, error: unknown): Promise<ExitStatus> {
  if (error instanceof CommanderError) return explainCommander(invocation, error);
  if (error instanceof UsageError) return explainUsage(invocation, error.message);
  const { io, out, err, json, progress } = invocation;
  const { opened, pairName } = progress;
  const problem =
    error instanceof EngineError ? error.problem : await reportBug({ io, err, home: opened?.home }, error);
  const words = await explainProblem(opened?.engine, problem, pairName);
  if (json) await out.json({ type: 'error', problem, message: joinWords(words) });
  else await err.line(`warmspare: ${uncapitalised(printProblemWith(problem, words))}`);
  return statusOfProblem(problem);
}

async function explainCommander(invocation: Invocation, error: CommanderError): Promise<ExitStatus> {
  const { out, json, help } = invocation;
  switch (error.code) {
    case 'commander.helpDisplayed':
      await out.write(help);
      return EXIT.done;
    case 'commander.version':
      await (json ? out.json({ type: 'version', version: VERSION }) : out.line(VERSION));
      return EXIT.done;
    case 'commander.help':
      return explainHelp(invocation, error.exitCode);
    default:
      // error: unknown option '--ful'
      // (Did you mean --full?)
      return explainUsage(invocation, error.message.replace(/^error: /, '').replaceAll('\n', ' '));
  }
}

/** `warmspare help` asked for it; `warmspare pair` should have said more. */
async function explainHelp(invocation: Invocation, exitCode: number): Promise<ExitStatus> {
  const { out, err, json, help } = invocation;
  if (json) return explainUsage(invocation, 'which command?');
  if (exitCode !== 0) {
    await err.write(help);
    return EXIT.usage;
  }
  await out.write(help);
  return EXIT.done;
}

async function explainUsage({ out, err, json, progress }: Invocation, message: string): Promise<ExitStatus> {
  const path = progress.command === undefined ? 'warmspare' : commandPath(progress.command);
  const usage = `${path} ${progress.command?.usage() ?? '[options] [command]'}`;
  if (json) {
    await out.json({ type: 'error', usage, message });
    return EXIT.usage;
  }
  const lines = message.split('\n').map(printable).join('\n');
  await err.line(`warmspare: ${lines}\nUsage: ${usage}\nMore: ${path} --help`);
  return EXIT.usage;
}

/** `warmspare pair add` */
function commandPath(command: Command): string {
  return command.parent === null ? command.name() : `${commandPath(command.parent)} ${command.name()}`;
}
