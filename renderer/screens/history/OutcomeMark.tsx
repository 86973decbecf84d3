import type { ReactNode } from 'react';
import type { Outcome } from '../../../engine/model/run.ts';
import { Mark, type MarkState } from '../../parts/Mark.tsx';

const MARKS: Readonly<Record<Outcome, MarkState>> = {
  succeeded: 'good',
  partial: 'warn',
  failed: 'bad',
  cancelled: 'idle',
  held: 'paused',
  refused: 'warn',
};

/** The text beside it says the same. */
export function OutcomeMark({ outcome }: { readonly outcome: Outcome | undefined }): ReactNode {
  return <Mark state={outcome === undefined ? 'busy' : MARKS[outcome]} />;
}
