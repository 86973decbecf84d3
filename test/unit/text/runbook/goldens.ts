import { runbookHtml } from '../../../../engine/text/runbook/html.ts';
import { runbookMarkdown } from '../../../../engine/text/runbook/markdown.ts';
import { runbookText } from '../../../../engine/text/runbook/plain-text.ts';
import { NO_CHANGES } from '../../../../engine/text/runbook/runbook-parts.ts';
import { writeRunbook } from '../../../../engine/text/runbook/write-runbook.ts';
import { recordedFacts, type Recorded } from './recorded-facts.ts';

/** By file name. */
export function goldensOf(name: Recorded): Readonly<Record<string, string>> {
  const runbook = writeRunbook(recordedFacts(name));
  return {
    'runbook.md': runbookMarkdown(runbook, NO_CHANGES),
    'runbook.html': runbookHtml(runbook, NO_CHANGES),
    'runbook.txt': runbookText(runbook, NO_CHANGES),
  };
}
