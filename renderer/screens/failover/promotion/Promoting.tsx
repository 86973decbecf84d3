import { useState, type ReactNode } from 'react';
import type { PromotionPlan } from '../../../../engine/api/promotion.ts';
import type { Pair } from '../../../../engine/model/pair.ts';
import { Button } from '../../../parts/Button.tsx';
import { Field } from '../../../parts/Field.tsx';
import { AskedView } from '../../../parts/Loading.tsx';
import { Mark } from '../../../parts/Mark.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useReply } from '../../../state/use-reply.ts';
import { Steps } from './Steps.tsx';
import { PROMOTION } from './words.ts';

export interface PromotingProps {
  readonly pair: Pair;
  readonly onPromote: (primaryIsOff: string) => void;
  readonly onClose: () => void;
}

/** What is found out before a promotion, and what a person has to say. */
export function Promoting({ pair, onPromote, onClose }: PromotingProps): ReactNode {
  const plan = useReply('promotion.plan', { pairId: pair.id });
  const [typed, setTyped] = useState('');
  const isLooking = plan.state === 'loading';
  const isOffered = !isLooking && plan.value !== undefined && plan.value.problem === undefined;
  const isSame = typed.trim().toLowerCase() === plan.value?.primaryName.toLowerCase();
  return (
    <form
      className="promoting"
      onSubmit={(event) => {
        event.preventDefault();
        if (isOffered && isSame) onPromote(typed);
      }}
    >
      {isLooking ? (
        <p role="status">{PROMOTION.looking}</p>
      ) : (
        <AskedView asked={plan} title={PROMOTION.notPlanned} pair={pair}>
          {(found) => <Planned pair={pair} plan={found} typed={typed} onType={setTyped} />}
        </AskedView>
      )}
      <div className="buttons">
        <Button onPress={onClose}>Cancel</Button>
        <Button isDisabled={isLooking} onPress={plan.again}>
          {PROMOTION.lookAgain}
        </Button>
        {isOffered && (
          <Button type="submit" kind="danger" isDisabled={!isSame}>
            {PROMOTION.promoteAction}
          </Button>
        )}
      </div>
    </form>
  );
}

interface PlannedProps {
  readonly pair: Pair;
  readonly plan: PromotionPlan;
  readonly typed: string;
  readonly onType: (text: string) => void;
}

function Planned({
  pair,
  plan: { looks, steps, problem, primaryName },
  typed,
  onType,
}: PlannedProps): ReactNode {
  return (
    <>
      <ul className="looks" aria-label={PROMOTION.looks}>
        {looks.map(({ path, state, address, text }) => (
          <li key={path}>
            <Mark state={LOOK_MARKS[state]} />
            <div className="what">
              {PROMOTION.look[path]}, {address}: {PROMOTION.heard[state]} <small>({text})</small>
            </div>
          </li>
        ))}
      </ul>
      {problem !== undefined ? (
        <ProblemNote trouble={problem} title={PROMOTION.notPlanned} pair={pair} without={['try-again']} />
      ) : (
        <>
          <Steps steps={steps} />
          {!steps.some(({ kind }) => kind === 'command') && <p className="by-hand">{PROMOTION.byHand}</p>}
          <Field
            label={PROMOTION.typeName(primaryName)}
            hint={PROMOTION.typeWhy}
            value={typed}
            onChange={onType}
          />
        </>
      )}
    </>
  );
}

const LOOK_MARKS = { answers: 'bad', silent: 'good', unknown: 'unknown' } as const;
