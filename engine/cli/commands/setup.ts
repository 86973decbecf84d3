import type { CheckReport } from '../../api/engine.ts';
import type { SetupEvent, SetupOptions, SetupReport } from '../../api/setup.ts';
import { HostKeyPin } from '../../model/endpoint.ts';
import { KeySources } from '../../model/key.ts';
import { printable } from '../../model/path-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { CANCELLING, withInterrupt } from '../interrupt.ts';
import { jsonText } from '../output.ts';
import { doingText, printSetupEvent } from '../print/setup-event.ts';
import type { Session } from '../session.ts';
import { setupQuestions, type AnswerOptions } from '../setup-questions.ts';
import { command } from '../text/command.ts';
import { UsageError } from '../usage-error.ts';

export interface SetupCommandOptions extends AnswerOptions {
  readonly manual?: boolean;
  readonly out?: string;
  readonly hostKey?: string;
  readonly from?: string;
  readonly unattended?: boolean;
  readonly asRootHere?: boolean;
}

export async function setup(
  session: Session,
  name: string,
  options: SetupCommandOptions,
): Promise<ExitStatus> {
  if (options.out !== undefined) throw new UsageError('--out names a file for the script of --manual');
  let look: CheckReport | undefined;
  const report = await guided(session, name, options, (all) => {
    const onEvent = (event: SetupEvent): void => {
      if (event.type === 'setup.done' && event.step === 'look') look = event.report;
      all.onEvent?.(event);
    };
    return session.engine.setup(name, { ...all, onEvent });
  });
  if (session.json) await session.out.json({ type: 'setup.finished', outcome: 'succeeded', ...report });
  else await session.out.line(endText(report, look));
  return EXIT.done;
}

/** Asks, tells of each step as it ends, and lets Ctrl-C cancel; for everything that signs in once. */
export async function guided<T>(
  session: Session,
  name: string,
  options: SetupCommandOptions,
  work: (options: SetupOptions) => Promise<T>,
): Promise<T> {
  const checked = checkOptions(options);
  if (!session.json) for (const warning of warnings(options)) await session.err.line(warning);
  // A pair that is not there is told before anybody is asked for a password.
  await session.engine.pairs.get(name);
  const questions = await setupQuestions(session, options, name);
  const onEvent = (event: SetupEvent): void => {
    tell(session, event);
  };
  return withInterrupt(session, (signal) => work({ questions, onEvent, signal, ...checked }), {
    first: () => {
      if (!session.json) session.err.send(`${CANCELLING}\n`);
    },
    second: () => undefined,
  });
}

function tell(session: Session, event: SetupEvent): void {
  if (session.json) {
    session.out.send(`${jsonText(event)}\n`);
    return;
  }
  if (event.type === 'setup.begun' && session.io.terminal.stderr)
    session.err.send(`${doingText(event.step)}…\n`);
  const text = printSetupEvent(event, session.print());
  if (text !== undefined) session.out.send(`${text}\n`);
}

/** Throws on what is no fingerprint or no list of addresses. */
export function checkOptions({
  hostKey,
  from,
  unattended,
  asRootHere,
}: SetupCommandOptions): Partial<SetupOptions> {
  if (hostKey !== undefined && !HostKeyPin.safeParse(hostKey).success)
    throw new UsageError(
      `--host-key is "${printable(hostKey)}", and must be a fingerprint: SHA256: and 43 characters`,
    );
  if (from !== undefined && !KeySources.safeParse(from).success)
    throw new UsageError(
      `--from is "${printable(from)}", and must be addresses or host names with commas between them`,
    );
  return {
    ...(hostKey !== undefined && { hostKey }),
    ...(from !== undefined && { from }),
    ...(unattended !== undefined && { unattended }),
    ...(asRootHere !== undefined && { asRootHere }),
  };
}

/** What a person should know about their choice. */
export function warnings({ from, unattended }: SetupCommandOptions): string[] {
  const all: string[] = [];
  if (unattended === true)
    all.push(
      'Please note: with --unattended the private key lies in the data folder without encryption. Whoever can read that folder, or a backup of it, can write to the standby’s copies.',
    );
  if (from !== undefined)
    all.push(
      'Please note: with --from the key works from these addresses only. When this machine gets another address, run the set-up again.',
    );
  return all;
}

function isReady(look: CheckReport | undefined): boolean {
  if (look === undefined) return true;
  return look.refusals.length === 0 && [look.primary, look.standby].every(({ state }) => state === 'reached');
}

function endText({ pair, already }: SetupReport, look: CheckReport | undefined): string {
  const next = isReady(look)
    ? command('sync', pair.name, '--preview')
    : `put right what is said above, and look again with: ${command('check', pair.name)}`;
  return already ? `Nothing was left to do. Next: ${next}` : `Set up. Next: ${next}`;
}
