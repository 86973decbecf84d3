import type { ReactNode } from 'react';
import type { RunRecord } from '../../../../engine/model/run.ts';
import { formatDuration } from '../../../../engine/text/amounts.ts';
import { PHASE_WORDS } from '../../../../engine/text/run-words.ts';
import { Group } from '../../../parts/Group.tsx';
import { WORDS } from '../words.ts';
import { phaseShares } from './phase-shares.ts';

/** Where the time went: a bar for eyes, and the same as a list. */
export function Phases({ run }: { readonly run: RunRecord }): ReactNode {
  const shares = phaseShares(run);
  if (shares.length === 0) return null;
  return (
    <Group title={WORDS.phases}>
      <div className="phases">
        <div className="phase-bar" aria-hidden>
          {shares.map(({ phase, share }) => (
            <i key={phase} className={phase} style={{ flexGrow: share }} />
          ))}
        </div>
        <dl>
          {shares.map(({ phase, milliseconds, share }) => (
            <div key={phase}>
              <dt>
                <i className={phase} aria-hidden />
                {phase === 'other' ? WORDS.otherTime : PHASE_WORDS[phase]}
              </dt>
              <dd>
                {formatDuration(milliseconds)}
                <small>{WORDS.phaseShare(Math.round(share * 100))}</small>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Group>
  );
}
