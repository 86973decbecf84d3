import type { ReactNode } from 'react';
import type { RunRecord } from '../../engine/model/run.ts';
import { runBars } from '../state/run-bars.ts';
import { useNow } from '../state/use-live.ts';
import './run-bars.css';

/** Runs as small bars, by how long they took; each says its outcome by shape, colour and words. */
export function RunBars({
  runs,
  label,
}: {
  readonly runs: readonly RunRecord[];
  readonly label: string;
}): ReactNode {
  const bars = runBars(runs, { now: useNow(60_000), timeZone: undefined });
  return (
    <ol className="run-bars" aria-label={label}>
      {bars.map(({ id, outcome, share, text }) => (
        <li key={id} title={text} className={outcome}>
          <i style={{ height: `${String(Math.round(share * 100))}%` }} />
          <span className="visually-hidden">{text}</span>
        </li>
      ))}
    </ol>
  );
}
