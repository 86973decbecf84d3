import { followHostLog, openHostLog } from '../../index.ts';
import type { LogEntry } from '../../model/log-entry.ts';
import { printable } from '../../model/path-text.ts';
import { logLine } from '../../text/log-words.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { withInterrupt } from '../interrupt.ts';
import type { Session } from '../session.ts';

export interface LogsOptions {
  readonly lines?: number;
  readonly follow?: boolean;
}

const DEFAULT_LINES = 100;

/** What whoever kept the pairs did by itself. */
export async function logs(session: Session, options: LogsOptions): Promise<ExitStatus> {
  const { engine, home, json, out, err, print } = session;
  const names = new Map(
    (await engine.pairs.list().catch(() => [])).map(({ id, name }) => [String(id), name]),
  );
  const tell = async (entry: LogEntry): Promise<void> => {
    if (json) await out.json(entry);
    else await out.line(printable(logLine(entry, (id) => names.get(id) ?? id, print())));
  };
  const log = openHostLog(home);
  const last: LogEntry[] = [];
  const most = options.lines ?? DEFAULT_LINES;
  for await (const entry of log.read()) {
    last.push(entry);
    if (last.length > most) last.shift();
  }
  for (const entry of last) await tell(entry);
  if (last.length === 0 && options.follow !== true && !json)
    await err.line('Nothing was written down yet: neither the app nor warmspare serve has kept these pairs.');
  if (options.follow !== true) return EXIT.done;
  const nothing = (): void => undefined;
  await withInterrupt(
    session,
    async (signal) => {
      for await (const entry of followHostLog(log.path, signal)) await tell(entry);
    },
    { first: nothing, second: nothing },
  );
  return EXIT.done;
}
