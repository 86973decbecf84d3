import type { ReactNode } from 'react';
import type { PairView } from '../../../../engine/api/snapshot.ts';
import { printable } from '../../../../engine/model/path-text.ts';
import type { RunRecord } from '../../../../engine/model/run.ts';
import { ACTION_LABELS } from '../../../../engine/text/app/action-labels.ts';
import { explainHold, explainRefusal } from '../../../../engine/text/app/explain.ts';
import { destinationOf, volumesOf } from '../../../../engine/text/volume-name.ts';
import type { Words } from '../../../../engine/text/words.ts';
import { Button } from '../../../parts/Button.tsx';
import { Group } from '../../../parts/Group.tsx';
import type { MarkState } from '../../../parts/Mark.tsx';
import { PathName } from '../../../parts/PathName.tsx';
import { RemedyNote } from '../../../parts/RemedyNote.tsx';
import { WORDS } from '../words.ts';
import { problemGroups, type ProblemGroup } from './problem-groups.ts';

export interface TroublesProps {
  readonly run: RunRecord;
  readonly view: PairView;
  readonly onLog: () => void;
}

/** What stood in a run's way, each kind explained once, with one remedy. */
export function Troubles({ run, view, onLog }: TroublesProps): ReactNode {
  const groups = problemGroups(run.problems, run.pairName);
  const note = (key: string, state: MarkState, words: Words, more?: ReactNode): ReactNode => (
    <div className="trouble" key={key}>
      <RemedyNote
        state={state}
        message={words.message}
        remedy={words.remedy}
        action={words.action === 'open-log' || !isNewest(run, view) ? undefined : words.action}
        about={{ pairId: view.pair.id, runId: run.id, mode: run.mode }}
      >
        {more}
        {words.action === 'open-log' && <Button onPress={onLog}>{ACTION_LABELS['open-log']}</Button>}
      </RemedyNote>
    </div>
  );
  return (
    <>
      {run.holds.length > 0 && (
        <Group title={WORDS.holds}>
          {run.holds.map((hold) =>
            note(
              `${hold.volumeId} ${hold.reason}`,
              'paused',
              explainHold(hold, destinationOf(volumesOf(run), hold.volumeId), run.planId),
              <Files files={hold.sample} title={WORDS.samplePaths} />,
            ),
          )}
        </Group>
      )}
      {run.refusals.length > 0 && (
        <Group title={WORDS.refusals}>
          {run.refusals.map((refusal, index) =>
            note(`${refusal.reason} ${String(index)}`, 'warn', explainRefusal(refusal, run.pairName)),
          )}
        </Group>
      )}
      {groups.length > 0 && (
        <Group title={WORDS.problems}>
          {groups.map((group) =>
            note(group.code, 'bad', { ...group.words, message: headOf(group) }, <More of={group} />),
          )}
        </Group>
      )}
    </>
  );
}

/** What was to be done about an older run may have been done since. */
function isNewest(run: RunRecord, { lastRun, lastVerify }: PairView): boolean {
  return ![lastRun, lastVerify].some((other) => other !== undefined && other.startedAt > run.startedAt);
}

function headOf({ messages, times }: ProblemGroup): string {
  const [first = ''] = messages;
  return messages.length === 1 && times > 1 ? `${first} (${WORDS.times(times)})` : first;
}

function More({ of: { messages, files, fileCount, outputs } }: { readonly of: ProblemGroup }): ReactNode {
  return (
    <>
      {messages.slice(1).map((message) => (
        <p key={message}>{message}</p>
      ))}
      {files.length > 0 && <Files files={files} title={WORDS.filesListed(files.length, fileCount)} />}
      {outputs.length > 0 && (
        <details>
          <summary>{WORDS.whatTheToolSaid}</summary>
          <pre>{outputs.map(printableLines).join('\n\n')}</pre>
        </details>
      )}
    </>
  );
}

function Files({ files, title }: { readonly files: readonly string[]; readonly title: string }): ReactNode {
  if (files.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul className="selectable">
        {files.map((file) => (
          <li key={file}>
            <PathName path={file} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
