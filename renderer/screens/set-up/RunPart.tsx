import type { ReactNode } from 'react';
import type { LiveRun } from '../../../engine/api/snapshot.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { printable } from '../../../engine/model/path-text.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { formatBytes } from '../../../engine/text/amounts.ts';
import { explainHold, explainRefusal } from '../../../engine/text/app/explain.ts';
import { filesText, percentOf, phaseText, rateText, timeLeftText } from '../../../engine/text/progress.ts';
import { destinationOf, sourceOf, volumesOf } from '../../../engine/text/volume-name.ts';
import { Bar } from '../../parts/Bar.tsx';
import { Mark, type MarkState } from '../../parts/Mark.tsx';
import { ProblemNote, WordsNote, type Remedies } from './ProblemNote.tsx';

/** A run under way: what it does, how far it is, how long it will take. */
export function LiveRunPart({ live, pair }: { readonly live: LiveRun; readonly pair: Pair }): ReactNode {
  const { progress, volumeId } = live;
  const percent = percentOf(progress);
  const phase = phaseText(live);
  const facts =
    progress === undefined
      ? []
      : [filesText(progress), formatBytes(progress.bytesDone), rateText(progress), timeLeftText(progress)];
  return (
    <div className="panel form run-part">
      <p className="hint">
        <span role="status">{phase}</span>
        {percent !== undefined && <span className="end">{percent} %</span>}
      </p>
      <Bar label={phase} fraction={progress?.fraction} />
      <p className="small">{facts.filter((fact) => fact !== undefined && fact !== '').join(', ')}</p>
      {volumeId !== undefined && (
        <p className="small">
          <bdi>{sourceOf(pair.volumes, volumeId)}</bdi>
        </p>
      )}
    </div>
  );
}

const MARKS: Readonly<Record<NonNullable<RunRecord['outcome']>, MarkState>> = {
  succeeded: 'good',
  partial: 'warn',
  failed: 'bad',
  cancelled: 'paused',
  held: 'warn',
  refused: 'bad',
};

/** How a run ended, and why; `text` says it in a sentence. */
export function EndedRunPart({
  run,
  text,
  detail,
  remedies,
}: {
  readonly run: RunRecord;
  readonly text: string;
  readonly detail?: string | undefined;
  readonly remedies: Remedies;
}): ReactNode {
  const { outcome = 'failed', refusals, holds, problems, pairName } = run;
  const volumes = volumesOf(run);
  return (
    <>
      <div className="panel problem" role="status">
        <Mark state={MARKS[outcome]} />
        <div className="what">
          <p>{text}</p>
          {detail !== undefined && <p>{detail}</p>}
        </div>
      </div>
      {refusals.map((refusal, at) => (
        <WordsNote key={at} words={explainRefusal(refusal, pairName)} state="bad" remedies={remedies} />
      ))}
      {holds.map((hold) => (
        <WordsNote
          key={`${hold.volumeId} ${hold.reason}`}
          words={explainHold(hold, destinationOf(volumes, hold.volumeId), run.planId)}
          state="warn"
          remedies={remedies}
        >
          <ul className="sample">
            {hold.sample.map((path) => (
              <li key={path}>
                <bdi>{printable(path)}</bdi>
              </li>
            ))}
          </ul>
        </WordsNote>
      ))}
      {problems.map((problem, at) => (
        <ProblemNote key={at} problem={problem} pairName={pairName} remedies={remedies} />
      ))}
    </>
  );
}
