import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { PairGlance } from '../../../engine/text/glance.ts';
import { Mark } from '../../parts/Mark.tsx';
import { GLANCE_MARKS } from '../../parts/glance-marks.ts';

export interface PairLineProps {
  readonly pair: PairGlance;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** What is shown of it when it is open. */
  readonly children: ReactNode;
}

/** One of several pairs, in a line that opens. */
export function PairLine({ pair, isOpen, onToggle, children }: PairLineProps): ReactNode {
  const { view, glance } = pair;
  const id = useId();
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const percent = glance.activity?.percent;
  return (
    <li className={isOpen ? 'pair-line open' : 'pair-line'}>
      <Button className="pair-head" aria-expanded={isOpen} aria-controls={id} onPress={onToggle}>
        <Mark state={GLANCE_MARKS[glance.state]} />
        <span className="what">
          <bdi>{view.pair.name}</bdi>
          <small>
            {glance.headline}
            {percent !== undefined && `, ${String(percent)} %`}
          </small>
        </span>
        <Chevron size="1.1em" aria-hidden />
      </Button>
      <div id={id} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </li>
  );
}
