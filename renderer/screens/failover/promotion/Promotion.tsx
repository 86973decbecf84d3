import { useState, type ReactNode } from 'react';
import type { PairView } from '../../../../engine/api/snapshot.ts';
import { isGuarded } from '../../../../engine/model/endpoint.ts';
import type { Pair } from '../../../../engine/model/pair.ts';
import { Button } from '../../../parts/Button.tsx';
import { CopyLine } from '../../../parts/CopyLine.tsx';
import { Group, Row } from '../../../parts/Group.tsx';
import { Mark } from '../../../parts/Mark.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Begun } from './Begun.tsx';
import { Promoted } from './Promoted.tsx';
import { Promoting } from './Promoting.tsx';
import { stageOf } from './stage.ts';
import { usePromotion } from './use-promotion.ts';
import { PROMOTION } from './words.ts';
import './promotion.css';

/** Makes the standby serve when the primary is dead, and leads back. */
export function Promotion({ view }: { readonly view: PairView }): ReactNode {
  const { pair } = view;
  const doing = usePromotion(pair.id);
  const [isPromoting, setPromoting] = useState(false);
  const stage = stageOf(view);
  // What copies back is no pair to take over from.
  if (stage.kind === 'way-back') return null;
  const promote = (): void => setPromoting(true);
  return (
    <Group title={PROMOTION.title}>
      {doing.problem !== undefined && (
        <div role="alert">
          <ProblemNote trouble={doing.problem} pair={pair} without={['try-again']} />
        </div>
      )}
      {isPromoting ? (
        <Promoting
          pair={pair}
          onClose={() => setPromoting(false)}
          onPromote={(primaryIsOff) => {
            setPromoting(false);
            doing.promote(primaryIsOff);
          }}
        />
      ) : stage.kind === 'begun' ? (
        <Begun pair={pair} stage={stage} doing={doing} onPromote={promote} />
      ) : stage.kind === 'promoted' ? (
        <Promoted view={view} stage={stage} doing={doing} />
      ) : (
        <Waiting pair={pair} isUnderWay={doing.isUnderWay} onPromote={promote} />
      )}
    </Group>
  );
}

function Waiting({
  pair,
  isUnderWay,
  onPromote,
}: {
  readonly pair: Pair;
  readonly isUnderWay: boolean;
  readonly onPromote: () => void;
}): ReactNode {
  const { primary, standby } = pair;
  if (primary.kind === 'ssh')
    return (
      <Row
        mark={<Mark state="idle" />}
        title={PROMOTION.standby}
        detail={isUnderWay ? PROMOTION.underWay : PROMOTION.standbyWhy}
        end={
          <Button isDisabled={isUnderWay} onPress={onPromote}>
            {PROMOTION.promote}
          </Button>
        }
      />
    );
  if (standby.kind === 'local' || !isGuarded(standby)) return <Row title={PROMOTION.localUnguarded} />;
  return (
    <div className="promoting">
      <p>{PROMOTION.local}</p>
      <CopyLine
        label={PROMOTION.localCommand}
        text={`sudo /usr/local/libexec/warmspare/standby promote ${pair.id}`}
      />
    </div>
  );
}
