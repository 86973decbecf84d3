import type { ReactNode } from 'react';
import type { PairView } from '../../../../engine/api/snapshot.ts';
import type { RunScope } from '../../../../engine/model/changed-paths.ts';
import type { DueRun } from '../../../../engine/model/schedule-state.ts';
import type { RunRecord } from '../../../../engine/model/run.ts';
import { formatBytes, formatCount, formatDuration } from '../../../../engine/text/amounts.ts';
import { dueWords } from '../../../../engine/text/lateness.ts';
import { lossWhat, lossWhy } from '../../../../engine/text/losses.ts';
import { absoluteTime } from '../../../../engine/text/relative-time.ts';
import { VOLUME_STATES, verifyFigures } from '../../../../engine/text/run-words.ts';
import { scopeWords } from '../../../../engine/text/standing-words.ts';
import { millisecondsBetween } from '../../../../engine/text/times.ts';
import { capitalised } from '../../../../engine/text/words.ts';
import { Group, Row } from '../../../parts/Group.tsx';
import { Mark, type MarkState } from '../../../parts/Mark.tsx';
import { PathName } from '../../../parts/PathName.tsx';
import { useNow } from '../../../state/use-live.ts';
import { Counts } from '../Counts.tsx';
import { OutcomeMark } from '../OutcomeMark.tsx';
import { KIND_NAMES, mannerOf, whenText, WORDS } from '../words.ts';
import { meaningForSpare, outcomeSentence } from './outcome-words.ts';
import { Phases } from './Phases.tsx';
import { Troubles } from './Troubles.tsx';

export interface SummaryProps {
  readonly run: RunRecord;
  readonly view: PairView;
  readonly onLog: () => void;
}

export function Summary({ run, view, onLog }: SummaryProps): ReactNode {
  const took = millisecondsBetween(run.startedAt, run.finishedAt);
  return (
    <>
      <Group>
        <Row
          mark={<OutcomeMark outcome={run.outcome} />}
          title={<strong>{outcomeSentence(run)}</strong>}
          detail={meaningForSpare(run, (iso) => absoluteTime(iso, { timeZone: undefined }))}
          end={took !== undefined && WORDS.took(formatDuration(took))}
        />
        {run.scope !== undefined && <Scope scope={run.scope} />}
        {run.due !== undefined && <Due due={run.due} startedAt={run.startedAt} />}
      </Group>
      <Troubles run={run} view={view} onLog={onLog} />
      {run.verify !== undefined && (
        <Group title={WORDS.verify}>
          <Row
            mark={<Mark state={run.verify.different === 0 ? 'good' : 'warn'} />}
            title={verifyFigures(run.verify)}
            detail={
              run.verify.scope.kind === 'full' ? WORDS.verifyFull : WORDS.verifySample(run.verify.scope.files)
            }
          />
        </Group>
      )}
      <Figures run={run} />
      <Volumes run={run} />
      <Phases run={run} />
      {run.losses.length > 0 && (
        <Group title={WORDS.losses} note={WORDS.lossesWhy}>
          {run.losses.map((loss) => (
            <Row
              key={`${loss.what} ${loss.why} ${loss.volumeId ?? ''}`}
              mark={<Mark state="unknown" />}
              title={capitalised(lossWhat(loss))}
              detail={`${capitalised(lossWhy(loss))}.`}
            />
          ))}
        </Group>
      )}
    </>
  );
}

/** Of a pair whose changes are followed. */
function Scope({ scope }: { readonly scope: RunScope }): ReactNode {
  const missed = scope.kind === 'whole' && (scope.misses ?? 0) > 0;
  return (
    <Row
      mark={<Mark state={missed ? 'warn' : 'good'} />}
      title={WORDS.scope}
      detail={`${capitalised(scopeWords(scope))}.`}
    />
  );
}

/** By the clock of this machine, as all times of a run. */
function Due({ due, startedAt }: { readonly due: DueRun; readonly startedAt: string }): ReactNode {
  const now = useNow(60_000);
  return (
    <Row
      mark={<Mark state={due.late === undefined ? 'good' : 'warn'} />}
      title={due.late === undefined ? WORDS.onSchedule : WORDS.lateSchedule}
      detail={`${capitalised(dueWords(due, startedAt, { now, timeZone: undefined }))}.`}
    />
  );
}

function Figures({ run }: { readonly run: RunRecord }): ReactNode {
  const { totals } = run;
  // What never came to look has nothing to tell.
  if (Object.values(totals).every((figure) => figure === 0)) return null;
  const manner = mannerOf(run);
  const kinds = KIND_NAMES[manner];
  const figures: readonly (readonly [string, string])[] = [
    [WORDS.scanned, formatCount(totals.scanned)],
    ...(manner === 'differs'
      ? []
      : ([
          [kinds.created, formatCount(totals.created)],
          [kinds.updated, formatCount(totals.updated)],
          [kinds.deleted, formatCount(totals.deleted)],
          [manner === 'planned' ? WORDS.fileBytesPlanned : WORDS.fileBytes, formatBytes(totals.fileBytes)],
        ] as const)),
    [WORDS.wireBytes, formatBytes(totals.wireBytes)],
    [WORDS.totalBytes, formatBytes(totals.totalBytes)],
  ];
  return (
    <Group title={WORDS.totals}>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Group>
  );
}

const VOLUME_MARKS: Readonly<Record<RunRecord['volumes'][number]['state'], MarkState>> = {
  done: 'good',
  partial: 'warn',
  failed: 'bad',
  'not-started': 'idle',
};

function Volumes({ run }: { readonly run: RunRecord }): ReactNode {
  const now = useNow(60_000);
  const { volumes } = run;
  if (volumes.length === 0) return null;
  return (
    <Group title={WORDS.volumes}>
      {volumes.map(({ volumeId, source, destination, state, totals, finishedAt }) => (
        <Row
          key={volumeId}
          mark={<Mark state={VOLUME_MARKS[state]} />}
          title={<PathName path={source} />}
          detail={
            <>
              <span aria-hidden>→ </span>
              <PathName path={destination} />
            </>
          }
          end={
            <span className="volume-end">
              <span title={finishedAt && absoluteTime(finishedAt, { timeZone: undefined })}>
                {finishedAt !== undefined && state === 'done'
                  ? WORDS.doneAt(whenText(finishedAt, { now, timeZone: undefined }))
                  : VOLUME_STATES[state]}
              </span>
              <small>
                <Counts counts={totals} manner={mannerOf(run)} />{' '}
                {totals.fileBytes > 0 && formatBytes(totals.fileBytes)}
              </small>
            </span>
          }
        />
      ))}
    </Group>
  );
}
