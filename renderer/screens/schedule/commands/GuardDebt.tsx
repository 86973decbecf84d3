import { useState, type ReactNode } from 'react';
import type { Pair } from '../../../../engine/model/pair.ts';
import { areNewToStandby, goesWithSyncs } from '../../../../engine/model/run-command.ts';
import { Button } from '../../../parts/Button.tsx';
import { Mark } from '../../../parts/Mark.tsx';
import { usePlace } from '../../../state/place.ts';
import { hasGuard } from './Commands.tsx';
import { COMMANDS_WORDS as WORDS } from './words.ts';

/** Below the page once commands were saved, here or elsewhere while it is open, that a set-up has to bring to the spare. */
export function GuardDebt({ pair, isShown }: { readonly pair: Pair; readonly isShown: boolean }): ReactNode {
  const [before] = useState(pair.commands);
  const { go } = usePlace();
  if (!isShown || !hasGuard(pair) || !areNewToStandby(before, pair.commands)) return null;
  return (
    <div className="save-bar" role="status">
      <Mark state="warn" />
      <p>{WORDS.guardDebt(areNewToStandby(before, pair.commands.filter(goesWithSyncs)))}</p>
      <Button kind="primary" onPress={() => go({ screen: 'set-up', pairId: pair.id })}>
        {WORDS.setUpAgain}
      </Button>
    </div>
  );
}
