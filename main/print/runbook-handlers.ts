import type { BrowserWindow } from 'electron';
import type { Host } from '../../engine/index.ts';
import type { RunbookReport } from '../../engine/api/failover.ts';
import type { WindowRequests } from '../../engine/api/app-contract.ts';
import type { CheckedOf, Handlers } from '../../engine/api/contract.ts';
import { runbookHtml } from '../../engine/text/runbook/html.ts';
import { runbookMarkdown } from '../../engine/text/runbook/markdown.ts';
import { runbookText } from '../../engine/text/runbook/plain-text.ts';
import { saveFile } from '../settings/save-file.ts';
import { FILE_WORDS } from '../settings/words.ts';
import { PaperPages } from './paper-pages.ts';

type Format = CheckedOf<WindowRequests['file.runbook']>['format'];

export interface RunbookAccess {
  readonly host: Host;
  /** The dialog is a sheet of this window. */
  readonly window: () => BrowserWindow | undefined;
}

/** The runbook as a file that a person chose a place for, and on paper. */
export function runbookHandlers({
  host,
  window,
}: RunbookAccess): Pick<Handlers<WindowRequests>, 'file.runbook' | 'app.print-runbook'> {
  const paper = new PaperPages();
  return {
    'file.runbook': async ({ pairId, format }) => {
      const report = await host.handlers['failover.runbook']({ pairId });
      return saveFile(window(), {
        name: `${report.runbook.pairName} ${FILE_WORDS.runbook}`,
        extension: format.kind,
        content: () => contentOf(report, format, paper),
      });
    },
    'app.print-runbook': async ({ pairId }) =>
      paper.print(htmlOf(await host.handlers['failover.runbook']({ pairId }))),
  };
}

async function contentOf(
  report: RunbookReport,
  format: Format,
  paper: PaperPages,
): Promise<string | Uint8Array> {
  const { runbook, changes } = report;
  switch (format.kind) {
    case 'html':
      return htmlOf(report);
    case 'md':
      return runbookMarkdown(runbook, { changes });
    case 'txt':
      return runbookText(runbook, { changes });
    case 'json':
      return `${JSON.stringify({ runbook, changes }, null, 2)}\n`;
    case 'pdf':
      return paper.pdf(htmlOf(report), format.paper);
  }
}

function htmlOf({ runbook, changes }: RunbookReport): string {
  return runbookHtml(runbook, { changes });
}
