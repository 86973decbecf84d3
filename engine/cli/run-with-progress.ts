import type { RunEvent } from '../api/events.ts';
import type { Pair } from '../model/pair.ts';
import type { RunRecord } from '../model/run.ts';
import { statusOfRun, type ExitStatus } from './exit-status.ts';
import { CANCELLING, withInterrupt } from './interrupt.ts';
import { openBar } from './progress/open-bar.ts';
import { runAsJson } from './run-as-json.ts';
import type { Session } from './session.ts';
import { retryText, tellEnd } from './tell-run.ts';

/** What an engine's sync or verify takes besides its own options. */
export interface RunHooks {
  readonly onEvent: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

export interface RunCommand {
  readonly run: (hooks: RunHooks) => Promise<RunRecord>;
  /** Prints more, after the result line. */
  readonly after?: (record: RunRecord, pair: Pair) => Promise<void>;
}

/** Runs with a progress bar on a terminal, silently in a pipe, and event by event with --json. */
export async function runWithProgress(
  session: Session,
  name: string,
  command: RunCommand,
): Promise<ExitStatus> {
  if (session.json) return runAsJson(session, name, command.run);
  const pair = await session.engine.pairs.get(name);
  const bar = openBar(session, pair.volumes);
  const say = (line: string): void => {
    if (bar === undefined) session.err.send(`${line}\n`);
    else bar.say(line);
  };
  const onEvent = (event: RunEvent): void => {
    bar?.take(event);
    if (event.type === 'run.retrying') say(retryText(event, name));
  };
  let record: RunRecord;
  try {
    record = await withInterrupt(session, (signal) => command.run({ onEvent, signal }), {
      first: () => {
        say(CANCELLING);
      },
      second: () => bar?.end(),
    });
  } finally {
    bar?.end();
  }
  await tellEnd(session, record);
  await command.after?.(record, pair);
  return statusOfRun(record);
}
