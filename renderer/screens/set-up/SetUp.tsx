import type { ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { NewSpare } from './NewSpare.tsx';
import { PairSetUp } from './PairSetUp.tsx';
import './set-up.css';

export interface SetUpProps {
  /** Without a pair: a new one. */
  readonly view: PairView | undefined;
  readonly step?: 'host-key' | undefined;
}

export function SetUp({ view, step }: SetUpProps): ReactNode {
  return view === undefined ? <NewSpare /> : <PairSetUp view={view} asked={step} />;
}
