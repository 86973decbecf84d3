import type { ReactNode } from 'react';
import type { Pair } from '../../../../engine/model/pair.ts';
import { Button } from '../../../parts/Button.tsx';
import { Row } from '../../../parts/Group.tsx';
import { Mark } from '../../../parts/Mark.tsx';
import type { Stage } from './stage.ts';
import { Steps } from './Steps.tsx';
import { UndoButton } from './UndoButton.tsx';
import type { PromotionDoing } from './use-promotion.ts';
import { PROMOTION } from './words.ts';

export interface BegunProps {
  readonly pair: Pair;
  readonly stage: Extract<Stage, { kind: 'begun' }>;
  readonly doing: PromotionDoing;
  /** Asks for what a person has to say first. */
  readonly onPromote: () => void;
}

/** Under way here or elsewhere, or cut: it goes on where it was. */
export function Begun({ pair, stage: { what, steps, isSaid }, doing, onPromote }: BegunProps): ReactNode {
  const { isUnderWay } = doing;
  const goOn = {
    promote: isSaid ? () => doing.promote() : onPromote,
    undo: doing.undo,
    'fail-back': doing.finish,
  }[what];
  // A local primary is asked for nothing: it cannot say that it is dead.
  const canGoOn = what !== 'promote' || pair.primary.kind === 'ssh';
  return (
    <>
      <Row
        mark={<Mark state={isUnderWay ? 'busy' : 'warn'} />}
        title={isUnderWay ? PROMOTION.underWay : PROMOTION.begun[what]}
        detail={PROMOTION.begunWhy}
        end={
          <>
            {what === 'promote' && <UndoButton isDisabled={isUnderWay} onUndo={doing.undo} />}
            {canGoOn && (
              <Button kind="primary" isDisabled={isUnderWay} onPress={goOn}>
                {what === 'promote' && !isSaid ? PROMOTION.goOnAsk : PROMOTION.goOn}
              </Button>
            )}
          </>
        }
      />
      <Steps steps={steps} />
    </>
  );
}
