import { commandDigest } from '../keys/guard-files.ts';
import { formatEndpoint } from '../model/endpoint.ts';
import { EngineError } from '../model/problem.ts';
import type { RunCommand } from '../model/run-command.ts';
import type { Outcome } from '../model/run.ts';
import {
  COMMAND_SCRIPT,
  commandArguments,
  parseCommandEnd,
  type CommandEnd,
} from '../platform/command-script.ts';
import type { End } from './ends.ts';
import { LOOK_FOR_COMMANDS } from './guarded-shell.ts';

/** For the line, and for what the script there does when a command's time is over. */
const GRACE_SECONDS = 60;

/** Runs one command there: its text over standard input, or, where a guard answers, by its name alone. */
export async function runCommand(
  end: End,
  { when, text, timeoutSeconds }: RunCommand,
  run: { readonly nonce: string; readonly outcome: Outcome | 'none'; readonly runId: string },
  signal: AbortSignal,
): Promise<CommandEnd> {
  const bytes = Buffer.from(text, 'utf8');
  const source = end.isGuarded ? commandDigest(text) : String(bytes.length);
  const told = { when, outcome: run.outcome, id: run.runId };
  const result = await end.shell.run(
    COMMAND_SCRIPT,
    commandArguments(run.nonce, source, told, timeoutSeconds),
    {
      ...(end.isGuarded ? {} : { stdin: bytes }),
      holdStdin: true,
      timeoutMs: (timeoutSeconds + GRACE_SECONDS) * 1_000,
      signal,
    },
  );
  const ended = parseCommandEnd(result.stdout, run.nonce);
  if (ended.ok) return ended.value;
  throw EngineError.of('endpoint.garbled', {
    endpoint: end.kind === 'local' ? 'local' : formatEndpoint(end.endpoint),
    text: ended.error,
    output: result.stderr.slice(-1_000),
    ...(result.code === null ? {} : { exitCode: result.code }),
  });
}

/** Throws `setup.outdated` where a guard answers that does not know all of these. */
export async function requireInstalled(
  end: End,
  digests: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  if (!end.isGuarded || digests.length === 0) return;
  await end.shell.run(LOOK_FOR_COMMANDS, ['0', ...digests], {
    timeoutMs: end.patience.answerSeconds * 1_000,
    ...(signal && { signal }),
  });
}
