import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RunbookReport } from '../../api/failover.ts';
import { printable } from '../../model/path-text.ts';
import { runbookHtml } from '../../text/runbook/html.ts';
import { runbookMarkdown } from '../../text/runbook/markdown.ts';
import { runbookText } from '../../text/runbook/plain-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { describeFileError } from '../file-error.ts';
import { CANCELLING, withInterrupt } from '../interrupt.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

export const RUNBOOK_FORMATS = ['txt', 'md', 'html', 'json'] as const;
export type RunbookFormat = (typeof RUNBOOK_FORMATS)[number];

export interface RunbookOptions {
  readonly format?: RunbookFormat;
  readonly out?: string;
  readonly deliver?: boolean;
}

/** The failover instructions of a pair: on stdout, in a file, or brought to the standby. */
export async function runbook(session: Session, name: string, options: RunbookOptions): Promise<ExitStatus> {
  const { failover } = session.engine;
  if (options.deliver === true) {
    const report = await withInterrupt(session, (signal) => failover.deliver(name, { signal }), {
      first: () => session.err.send(`${CANCELLING}\n`),
      second: () => undefined,
    });
    return tellDelivered(session, name, report);
  }
  const report = await failover.runbook(name);
  const format = options.format ?? (session.json ? 'json' : 'txt');
  const text = textOf(report, format);
  if (options.out === undefined) {
    await session.out.write(text);
    return EXIT.done;
  }
  const file = resolve(session.io.cwd, options.out);
  await writeFile(file, text, { mode: 0o644 }).catch((error: unknown) => {
    throw new UsageError(`cannot write ${printable(file)}: ${describeFileError(error)}`, { cause: error });
  });
  if (session.json) await session.out.json({ type: 'runbook.written', file, format });
  else await session.out.line(`Written to ${printable(file)}`);
  return EXIT.done;
}

function textOf({ runbook: written, changes, issued }: RunbookReport, format: RunbookFormat): string {
  switch (format) {
    case 'txt':
      return runbookText(written, { changes });
    case 'md':
      return runbookMarkdown(written, { changes });
    case 'html':
      return runbookHtml(written, { changes });
    case 'json':
      return `${JSON.stringify({ type: 'runbook', runbook: written, changes, issued: issued ?? null }, undefined, 2)}\n`;
  }
}

async function tellDelivered(session: Session, name: string, { issued }: RunbookReport): Promise<ExitStatus> {
  const paths = issued?.paths ?? [];
  if (session.json) await session.out.json({ type: 'runbook.delivered', paths });
  else
    await session.out.line(
      [
        `The runbook of ${printable(name)} lies on the standby:`,
        ...paths.map((path) => `  ${printable(path)}`),
      ].join('\n'),
    );
  return EXIT.done;
}
