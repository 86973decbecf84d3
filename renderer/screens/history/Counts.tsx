import type { ReactNode } from 'react';
import type { KindCounts } from '../../../engine/model/browse.ts';
import { formatCount } from '../../../engine/text/amounts.ts';
import { countsText, KIND_MARKS, KINDS, type Manner } from './words.ts';
import './counts.css';

export interface CountsProps {
  readonly counts: Partial<KindCounts>;
  readonly manner: Manner;
}

/** `+12 ~3 −1` for eyes, in words for whoever rests on it or has it read. */
export function Counts({ counts, manner }: CountsProps): ReactNode {
  const text = countsText(counts, manner);
  if (text === '') return null;
  return (
    <span className="counts" title={text}>
      <span className="visually-hidden">{text}</span>
      <span aria-hidden>
        {KINDS.filter((kind) => (counts[kind] ?? 0) > 0).map((kind) => (
          <span className={`kind ${kind}`} key={kind}>
            {KIND_MARKS[kind]}
            {formatCount(counts[kind] ?? 0)}
          </span>
        ))}
      </span>
    </span>
  );
}
