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
  return (
    <div className="promoting">
      {plan.state === 'loading' && <p role="status">{PROMOTION.looking}</p>}
      {plan.state !== 'loading' && (
        <AskedView asked={plan} title={PROMOTION.notPlanned} pair={pair}>
          {(found) => <Planned pair={pair} plan={found} onPromote={onPromote} />}
        </AskedView>
      )}
      <div className="buttons">
        <Button onPress={onClose}>Cancel</Button>
        <Button isDisabled={plan.state === 'loading'} onPress={plan.again}>
          {PROMOTION.lookAgain}
        </Button>
      </div>
    </div>
  );
}

function Planned({
  pair,
  plan: { looks, steps, problem, primaryName },
  onPromote,
}: Pick<PromotingProps, 'pair' | 'onPromote'> & { readonly plan: PromotionPlan }): ReactNode {
  const [typed, setTyped] = useState('');
  const isSame = typed.trim().toLowerCase() === primaryName.toLowerCase();
  return (
    <>
      <ul className="looks" aria-label={PROMOTION.looks}>
        {looks.map(({ path, state, address, text }) => (
          <li key={path}>
            <Mark state={LOOK_MARKS[state]} />
            <span>
              {PROMOTION.look[path]}, {address}: {PROMOTION.heard[state]} <small>({text})</small>
            </span>
          </li>
        ))}
      </ul>
      {problem !== undefined ? (
        <ProblemNote trouble={problem} title={PROMOTION.notPlanned} pair={pair} without={['try-again']} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isSame) onPromote(typed);
          }}
        >
          <Steps steps={steps} />
          {!steps.some(({ kind }) => kind === 'command') && <p className="by-hand">{PROMOTION.byHand}</p>}
          <Field
            label={PROMOTION.typeName(primaryName)}
            hint={PROMOTION.typeWhy}
            value={typed}
            onChange={setTyped}
          />
          <Button type="submit" kind="danger" isDisabled={!isSame}>
            {PROMOTION.promoteAction}
          </Button>
        </form>
      )}
    </>
  );
}

const LOOK_MARKS = { answers: 'bad', silent: 'good', unknown: 'unknown' } as const;
