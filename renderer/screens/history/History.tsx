import type { ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { RunId } from '../../../engine/model/ids.ts';
import { RunDetail } from './run/RunDetail.tsx';
import { RunList } from './runs/RunList.tsx';
import './history.css';

export interface HistoryProps {
  readonly view: PairView;
  /** A run to show; without it, the list. */
  readonly runId: string | undefined;
}

export function History({ view, runId }: HistoryProps): ReactNode {
  const run = RunId.safeParse(runId);
  return run.success ? <RunDetail view={view} runId={run.data} key={run.data} /> : <RunList view={view} />;
}
