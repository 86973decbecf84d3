import type { MailFile } from '../alerts/ports.ts';
import type { PairId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import { openIssuedRunbook } from '../store/runbook-store.ts';
import { runbookHtml } from '../text/runbook/html.ts';
import { runbookText } from '../text/runbook/plain-text.ts';

/** The runbook as it lies on the standby, to go with a mail; `undefined`: none is known to lie there. */
export async function runbookFiles(home: string, pairId: PairId): Promise<readonly MailFile[] | undefined> {
  const issued = await openIssuedRunbook(home, pairId)
    .read()
    .catch((error: unknown) => {
      // Of a version that is gone: the next delivery makes it anew.
      if (error instanceof EngineError) return undefined;
      throw error;
    });
  if (issued === undefined) return undefined;
  const { runbook, changes } = issued;
  // Mail programs leave these out of names.
  const name = `Failover of ${runbook.pairName.replaceAll(/[/\\:]/g, '-')}`;
  return [
    { name: `${name}.html`, type: 'text/html', text: runbookHtml(runbook, { changes }) },
    { name: `${name}.txt`, type: 'text/plain', text: runbookText(runbook, { changes }) },
  ];
}
