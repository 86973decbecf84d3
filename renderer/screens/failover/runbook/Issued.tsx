import { useState, type ReactNode } from 'react';
import type { RunbookReport } from '../../../../engine/api/failover.ts';
import type { Pair } from '../../../../engine/model/pair.ts';
import { formatTime } from '../../../../engine/text/times.ts';
import { Button } from '../../../parts/Button.tsx';
import { Row } from '../../../parts/Group.tsx';
import { Mark } from '../../../parts/Mark.tsx';
import { PathName } from '../../../parts/PathName.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useNow } from '../../../state/use-live.ts';
import { useAction } from '../../../state/use-reply.ts';
import { WORDS } from '../words.ts';

export interface IssuedProps {
  readonly pair: Pair;
  readonly report: Pick<RunbookReport, 'issued' | 'isChanged'>;
  readonly onDone: () => void;
}

/** Where it lies on the standby, and since when. */
export function Issued({ pair, report: { issued, isChanged }, onDone }: IssuedProps): ReactNode {
  const [isBrought, setBrought] = useState(false);
  const deliver = useAction('failover.deliver', () => {
    setBrought(true);
    onDone();
  });
  const context = { now: useNow(60_000), timeZone: undefined };
  const when = issued === undefined ? '' : formatTime(issued.deliveredAt, context);
  const title =
    issued === undefined ? WORDS.undelivered : isChanged ? WORDS.outdated(when) : WORDS.delivered(when);
  const bring = (): void => {
    setBrought(false);
    deliver.run({ pairId: pair.id });
  };
  return (
    <>
      <Row
        mark={<Mark state={issued === undefined || isChanged ? 'warn' : 'good'} />}
        title={title}
        detail={issued === undefined ? WORDS.undeliveredWhy : <Paths paths={issued.paths} />}
        end={
          <Button isDisabled={deliver.isRunning} onPress={bring}>
            {deliver.isRunning ? WORDS.delivering : WORDS.deliver}
          </Button>
        }
      />
      <p className="visually-hidden" role="status">
        {isBrought && WORDS.broughtNow}
      </p>
      {deliver.problem !== undefined && (
        <div className="told" role="alert">
          <ProblemNote trouble={deliver.problem} pair={pair} tryAgain={bring} />
        </div>
      )}
    </>
  );
}

function Paths({ paths }: { readonly paths: readonly string[] }): ReactNode {
  return paths.map((path) => (
    <span className="line selectable" key={path}>
      <PathName path={path} />
    </span>
  ));
}
