import type { ReactNode } from 'react';
import { Mark, type MarkState } from '../../parts/Mark.tsx';

export interface FoldedProps {
  readonly state: MarkState;
  readonly title: string;
  readonly children: ReactNode;
}

/** A line of a group that opens. */
export function Folded({ state, title, children }: FoldedProps): ReactNode {
  return (
    <details className="folded">
      <summary>
        <Mark state={state} /> {title}
      </summary>
      {children}
    </details>
  );
}
