import type { ReactNode } from 'react';
import type { RunbookReport } from '../../../../engine/api/failover.ts';
import type { Pair } from '../../../../engine/model/pair.ts';
import { noteLines } from '../../../../engine/text/runbook/runbook-parts.ts';
import { Group } from '../../../parts/Group.tsx';
import { Folded } from '../Folded.tsx';
import { ANCHORS, WORDS } from '../words.ts';
import { Facts } from './Facts.tsx';
import { Issued } from './Issued.tsx';
import { Lines, RunbookHead, Sentences } from './RunbookHead.tsx';
import { RunbookOutlets } from './RunbookOutlets.tsx';
import { Sections } from './Sections.tsx';

export interface RunbookPartProps {
  readonly pair: Pair;
  readonly report: RunbookReport;
  /** Reads it anew. */
  readonly again: () => void;
}

/** What whoever stands before the standby has to do, and how it comes to where it is needed. */
export function RunbookPart({ pair, report, again }: RunbookPartProps): ReactNode {
  const { runbook, changes } = report;
  const notes = noteLines(runbook);
  return (
    <div id={ANCHORS.runbook} tabIndex={-1} className="anchor">
      <Group title={WORDS.runbook}>
        <RunbookHead runbook={runbook} />
        <Sentences title={WORDS.warnings} sentences={runbook.warnings} state="warn" />
        <Sentences title={WORDS.changes} sentences={changes} />
        {notes.length > 0 && <Sentences title={WORDS.call} sentences={notes} />}
        {runbook.notInClone.length > 0 && (
          <Folded state="idle" title={WORDS.notInClone(runbook.notInClone.length)}>
            <Lines of={runbook.notInClone} />
          </Folded>
        )}
        <Issued pair={pair} report={report} onDone={again} />
        <RunbookOutlets pair={pair} />
      </Group>
      <Sections runbook={runbook} />
      <Group title={WORDS.facts}>
        <Facts tables={runbook.tables} />
      </Group>
    </div>
  );
}
