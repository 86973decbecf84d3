import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { PairView } from '../../engine/api/snapshot.ts';
import { CHECK_TITLES, OVERALL_WORDS } from '../../engine/text/readiness/check-titles.ts';
import { useGo } from '../state/use-remedy.ts';
import { SHARED_WORDS } from '../text/shared-words.ts';
import { Mark } from './Mark.tsx';
import { OVERALL_MARKS } from './glance-marks.ts';
import './readiness-link.css';

/** Whether the standby could take over, and the check that says most against it; leads to where each one stands. */
export function ReadinessLink({ view: { pair, readiness } }: { readonly view: PairView }): ReactNode {
  const go = useGo();
  const id = useId();
  if (readiness === undefined) return null;
  const { overall, worst, passed, total } = readiness;
  return (
    <>
      <Button
        className="readiness-link"
        aria-describedby={id}
        onPress={() => go({ screen: 'failover', pairId: pair.id })}
      >
        <Mark state={OVERALL_MARKS[overall]} />
        <span className="what">
          <span>
            <strong>{OVERALL_WORDS[overall]}</strong>{' '}
            <small>{SHARED_WORDS.checksPassed(passed, total)}</small>
          </span>
          {worst !== undefined && <small className="worst">{CHECK_TITLES[worst.id]}</small>}
        </span>
        <ChevronRight size="1.1em" aria-hidden />
      </Button>
      <span id={id} hidden>
        {SHARED_WORDS.toReadiness}
      </span>
    </>
  );
}
