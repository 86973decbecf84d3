import type { ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { WakeStanding } from '../../../engine/model/schedule-standing.ts';
import type { TimeContext } from '../../../engine/text/times.ts';
import { wakeWords } from '../../../engine/text/wake-words.ts';
import { CopyLine } from '../../parts/CopyLine.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { Toggle } from '../../parts/Toggle.tsx';
import { useNow } from '../../state/use-live.ts';
import type { Editing } from './editing.ts';
import './wake.css';

const WAKE = {
  group: 'While this Mac sleeps',
  title: 'Wake this Mac for a due run',
  why: 'It wakes up a minute before. With its lid closed and no mains power, a Mac may stay asleep.',
  byHand: 'By hand, no run is due that it could wake up for.',
  line: 'Line for Terminal on this Mac, for this once',
} as const;

export interface WakeProps extends Pick<Editing, 'draft' | 'read' | 'change'> {
  readonly view: PairView;
  readonly timeZone: string;
}

/** Offered where the host's system can be told to wake up, and where it is on, to be switched off. */
export function Wake({ view: { pair, standing }, timeZone, draft, read, change }: WakeProps): ReactNode {
  const context = { now: useNow(5_000), timeZone };
  const wake = standing?.wake;
  const isPossible = wake !== undefined && wake.kind !== 'unsupported';
  if (!isPossible && !pair.wake) return null;
  return (
    <Group title={WAKE.group}>
      <Row
        title={WAKE.title}
        detail={draft.kind === 'manual' ? WAKE.byHand : WAKE.why}
        end={
          <Toggle
            label={WAKE.title}
            isOn={read.wake}
            isDisabled={draft.kind === 'manual'}
            onChange={(isOn) => change({ wake: isOn })}
          />
        }
      />
      {pair.wake && read.wake && wake !== undefined && <Stored wake={wake} context={context} />}
    </Group>
  );
}

/** How the stored choice stands, whatever is being chosen above. */
function Stored({
  wake,
  context,
}: {
  readonly wake: WakeStanding;
  readonly context: TimeContext;
}): ReactNode {
  const isGood = wake.kind === 'scheduled' || wake.kind === 'none';
  return (
    <>
      <Row
        mark={<Mark state={isGood ? 'good' : 'warn'} />}
        title={<span role="status">{wakeWords(wake, context)}</span>}
      />
      {wake.kind === 'not-permitted' && (
        <div className="row wake-line">
          <CopyLine label={WAKE.line} text={wake.command} />
        </div>
      )}
    </>
  );
}
