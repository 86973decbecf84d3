import { useState, type ReactNode } from 'react';
import type { PairView } from '../../../../engine/api/snapshot.ts';
import { needsSetup } from '../../../../engine/model/pair.ts';
import { roleText } from '../../../../engine/text/promotion-words.ts';
import { capitalised } from '../../../../engine/text/words.ts';
import { AskDialog } from '../../../parts/AskDialog.tsx';
import { Button } from '../../../parts/Button.tsx';
import { Row } from '../../../parts/Group.tsx';
import { Mark } from '../../../parts/Mark.tsx';
import { useNow, useSnapshot } from '../../../state/use-live.ts';
import { useGo } from '../../../state/use-remedy.ts';
import type { Stage } from './stage.ts';
import { Steps } from './Steps.tsx';
import { UndoButton } from './UndoButton.tsx';
import type { PromotionDoing } from './use-promotion.ts';
import { PROMOTION } from './words.ts';

export interface PromotedProps {
  readonly view: PairView;
  readonly stage: Extract<Stage, { kind: 'promoted' }>;
  readonly doing: PromotionDoing;
}

/** The standby serves: what was done for that, and the way back. */
export function Promoted({ view: { promotion }, stage, doing }: PromotedProps): ReactNode {
  const now = useNow(60_000);
  const wayBack = useSnapshot()?.pairs.find(({ pair }) => pair.id === stage.wayBack)?.pair;
  const { isUnderWay } = doing;
  const role = promotion && capitalised(roleText(promotion.role, { now, timeZone: undefined }));
  return (
    <>
      <Row
        mark={<Mark state={isUnderWay ? 'busy' : 'warn'} />}
        title={role}
        detail={isUnderWay ? PROMOTION.underWay : PROMOTION.promotedWhy}
        end={
          <>
            <UndoButton isDisabled={isUnderWay} onUndo={doing.undo} />
            {wayBack === undefined && (
              <Button kind="primary" isDisabled={isUnderWay} onPress={doing.failBack}>
                {PROMOTION.failBack}
              </Button>
            )}
          </>
        }
      />
      {wayBack !== undefined && <WayBack pair={wayBack} doing={doing} />}
      {stage.steps.length > 0 && <Steps steps={stage.steps} />}
    </>
  );
}

function WayBack({
  pair,
  doing,
}: {
  readonly pair: PairView['pair'];
  readonly doing: PromotionDoing;
}): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const go = useGo();
  const isUnset = needsSetup(pair);
  return (
    <>
      <Row
        title={
          <>
            {PROMOTION.wayBack}: <bdi>{pair.name}</bdi>
          </>
        }
        detail={isUnset ? PROMOTION.wayBackSetUp : PROMOTION.wayBackWhy}
        end={
          <>
            <Button onPress={() => go({ screen: isUnset ? 'set-up' : 'overview', pairId: pair.id })}>
              {PROMOTION.openWayBack}
            </Button>
            {!isUnset && (
              <Button kind="primary" isDisabled={doing.isUnderWay} onPress={() => setAsking(true)}>
                {PROMOTION.finish}
              </Button>
            )}
          </>
        }
      />
      <AskDialog
        isOpen={isAsking}
        isDangerous
        title={PROMOTION.finishTitle}
        action={PROMOTION.finishAction}
        onAction={doing.finish}
        onClose={() => setAsking(false)}
      >
        <p>{PROMOTION.finishText}</p>
      </AskDialog>
    </>
  );
}
