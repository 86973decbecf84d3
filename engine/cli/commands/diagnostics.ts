import { writeFile } from 'node:fs/promises';
import { arch, release } from 'node:os';
import { resolve } from 'node:path';
import { currentPlatform, openHostLog, programVersions } from '../../index.ts';
import { EngineError } from '../../model/problem.ts';
import { printable } from '../../model/path-text.ts';
import { logLine } from '../../text/log-words.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { describeFileError } from '../file-error.ts';
import { printAlerts } from '../print/alerts.ts';
import { printHistory } from '../print/history.ts';
import { printPair } from '../print/pair.ts';
import { printProblem } from '../print/problem.ts';
import { printStatusList } from '../print/status.ts';
import type { Session } from '../session.ts';
import { standingsOf } from '../standings.ts';
import { UsageError } from '../usage-error.ts';
import { VERSION } from '../version.ts';

const FIRST = `What Warmspare knows about itself, for whoever helps. Read it before you send it: it names machines, users, paths and networks.
It holds no password, no key, and no address of a webhook.`;

const MOST_RUNS = 30;
const MOST_LINES = 200;

type Section = readonly [title: string, text: (session: Session) => Promise<string>];

const SECTIONS: readonly Section[] = [
  ['This machine', machineText],
  ['Pairs', pairsText],
  ['Status', statusText],
  ['Last runs', runsText],
  ['Alerts', alertsText],
  ['Log', logText],
];

/** Everything as people read it: nobody should have to send what they cannot read. */
export async function diagnostics(session: Session, { out }: { readonly out?: string }): Promise<ExitStatus> {
  const parts = [FIRST];
  for (const [title, text] of SECTIONS) parts.push(`== ${title}\n${await sectionText(session, text)}`);
  const document = `${parts.join('\n\n')}\n`;
  if (out === undefined) {
    await (session.json
      ? session.out.json({ type: 'diagnostics', text: document })
      : session.out.write(document));
    return EXIT.done;
  }
  const file = resolve(session.io.cwd, out);
  try {
    await writeFile(file, document, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new UsageError(`cannot write ${printable(file)}: ${describeFileError(error)}`, { cause: error });
  }
  if (session.json) await session.out.json({ type: 'diagnostics', file });
  else await session.out.line(`Written to ${printable(file)}. Read it before you send it.`);
  return EXIT.done;
}

/** What cannot be read is part of the answer. */
async function sectionText(session: Session, text: Section[1]): Promise<string> {
  try {
    return await text(session);
  } catch (error) {
    if (error instanceof EngineError) return `Cannot be told: ${printProblem(error.problem)}`;
    return `Cannot be told: ${error instanceof Error ? error.name : 'a bug'}`;
  }
}

async function machineText({ home, clock, host }: Session): Promise<string> {
  const connection = await host();
  const kept = connection?.record;
  connection?.close();
  const { rsync, ssh } = await programVersions();
  return [
    `Warmspare ${VERSION}, ${new Date(clock.now()).toISOString()}`,
    `${currentPlatform()} ${release()} ${arch()}, Node ${process.versions.node}, ${process.getuid?.() === 0 ? 'as root' : 'not as root'}`,
    `${rsync ?? 'no rsync'}; ${ssh ?? 'no ssh'}`,
    `data folder ${printable(home)}`,
    kept === undefined
      ? 'nobody keeps the pairs now'
      : `kept by ${kept.kind} ${kept.app}, process ${String(kept.pid)}, since ${kept.since}`,
  ].join('\n');
}

async function pairsText({ engine, print }: Session): Promise<string> {
  const pairs = await engine.pairs.list();
  return pairs.length === 0 ? 'none' : pairs.map((pair) => printPair(pair, print())).join('\n\n');
}

async function statusText(session: Session): Promise<string> {
  const [statuses, standings] = await Promise.all([session.engine.status(), standingsOf(session)]);
  return printStatusList(statuses, standings, { ...session.print(), width: undefined });
}

async function runsText({ engine, print }: Session): Promise<string> {
  return printHistory(await engine.history.list({ limit: MOST_RUNS }), { ...print(), width: undefined });
}

async function alertsText(session: Session): Promise<string> {
  const [view, pairs] = await Promise.all([
    session.alerts.view(),
    session.engine.pairs.list().catch(() => []),
  ]);
  return printAlerts(view, pairs, session.print());
}

async function logText({ home, print }: Session): Promise<string> {
  const lines: string[] = [];
  for await (const entry of openHostLog(home).read()) {
    lines.push(printable(logLine(entry, (id) => id, print())));
    if (lines.length > MOST_LINES) lines.shift();
  }
  return lines.length === 0 ? 'nothing yet' : lines.join('\n');
}
