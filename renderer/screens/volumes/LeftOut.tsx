import { useId, type ReactNode } from 'react';
import type { LeftOutSource } from '../../../engine/api/left-out.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark, type MarkState } from '../../parts/Mark.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { RemedyNote } from '../../parts/RemedyNote.tsx';
import type { Draft } from './draft.ts';
import { pathFault } from './draft-faults.ts';
import { FoundPatterns } from './FoundPatterns.tsx';
import { leftOutOf } from './left-out-findings.ts';
import type { LeftOutLook } from './use-left-out.ts';
import { leftOutSummary, sourceStateText, WORDS } from './words.ts';

export interface LeftOutProps {
  readonly pair: Pair;
  readonly draft: Draft;
  readonly stored: Draft;
  readonly look: LeftOutLook;
  /** `undefined`: in all stored volumes. */
  readonly lookIn: string | undefined;
  readonly setLookIn: (source: string | undefined) => void;
}

/** Asks the primary's rsync what the patterns leave out, and again as they change. */
export function LeftOut(props: LeftOutProps): ReactNode {
  const { pair, look, lookIn } = props;
  const { state, report, problem, start, stop } = look;
  const isLooking = state === 'looking';
  return (
    <Group title={WORDS.preview} note={WORDS.previewNote}>
      <div className="row look">
        <LookIn {...props} />
        <span role="status" className="says">
          {isLooking ? WORDS.looking : state === 'off' ? WORDS.previewEmpty : ''}
        </span>
        {isLooking ? (
          <Button onPress={stop}>{WORDS.stop}</Button>
        ) : (
          <Button onPress={start}>{state === 'off' ? WORDS.look : WORDS.lookAgain}</Button>
        )}
      </div>
      {problem !== undefined && <ProblemNote trouble={problem} pair={pair} tryAgain={start} />}
      {report?.sources.map((source) => (
        <SourceRow key={source.source} source={source} pair={pair} tryAgain={start} />
      ))}
      {report !== undefined && <FoundPatterns report={report} key={lookIn} />}
    </Group>
  );
}

function LookIn({ draft, stored, lookIn, setLookIn }: LeftOutProps): ReactNode {
  const id = useId();
  const sources = [...new Set(draft.volumes.map(({ source }) => source))].filter(
    (source) => pathFault(source) === undefined,
  );
  const isAsStored = JSON.stringify(sources) === JSON.stringify(stored.volumes.map(({ source }) => source));
  if (sources.length < 2 && isAsStored && lookIn === undefined) return null;
  return (
    <span className="look-in">
      <label htmlFor={id}>{WORDS.where}</label>
      <select
        id={id}
        className="input"
        value={lookIn ?? ''}
        onChange={(event) => setLookIn(event.target.value === '' ? undefined : event.target.value)}
      >
        <option value="">{isAsStored ? WORDS.allVolumes : WORDS.allSavedVolumes}</option>
        {sources.map((source) => (
          <option key={source} value={source}>
            {printable(source)}
          </option>
        ))}
      </select>
    </span>
  );
}

const MARKS: Readonly<Record<LeftOutSource['state'], MarkState>> = {
  waiting: 'idle',
  looking: 'busy',
  weighing: 'busy',
  done: 'good',
  untold: 'unknown',
  failed: 'bad',
};

interface SourceRowProps {
  readonly source: LeftOutSource;
  readonly pair: Pair;
  readonly tryAgain: () => void;
}

function SourceRow({ source, pair, tryAgain }: SourceRowProps): ReactNode {
  const { state, problem } = source;
  const leftOut = state === 'done' ? leftOutOf(source) : undefined;
  return (
    <>
      <Row
        mark={<Mark state={MARKS[state]} />}
        title={<bdi dir="ltr">{printable(source.source)}</bdi>}
        detail={[sourceStateText(source), ...(leftOut === undefined ? [] : [leftOutSummary(leftOut)])].join(
          '; ',
        )}
      />
      {problem !== undefined &&
        (problem.code === 'rsync.partial' ? (
          <RemedyNote
            state="warn"
            message={WORDS.unread}
            remedy={WORDS.unreadRemedy}
            action="full-disk-access"
            about={{ pairId: pair.id }}
          />
        ) : (
          <ProblemNote trouble={problem} pair={pair} tryAgain={tryAgain} />
        ))}
    </>
  );
}
