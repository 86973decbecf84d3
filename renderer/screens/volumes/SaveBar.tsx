import { useState, type ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { isGuarded } from '../../../engine/model/endpoint.ts';
import { AskDialog } from '../../parts/AskDialog.tsx';
import { Button } from '../../parts/Button.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { UnsavedBar } from '../../parts/UnsavedBar.tsx';
import { isBusy } from '../../state/is-busy.ts';
import { usePlace } from '../../state/place.ts';
import { useAction } from '../../state/use-reply.ts';
import { SHARED_WORDS } from '../../text/shared-words.ts';
import { consequencesOf } from './consequences.ts';
import { changeOf } from './draft.ts';
import type { DraftInHand } from './use-draft.ts';
import { consequenceText, saveTitle, WORDS } from './words.ts';

export interface SaveBarProps {
  readonly view: PairView;
  readonly hand: DraftInHand;
  readonly faultCount: number;
  /** Somebody wants to save what cannot be saved. */
  readonly onFault: () => void;
  readonly onSaved: () => void;
}

/** Says that something is not saved, what saving means, and saves it. */
export function SaveBar({ view, hand, faultCount, onFault, onSaved }: SaveBarProps): ReactNode {
  const { pair } = view;
  const { draft, isChanged, isOutdated, revert } = hand;
  const { go } = usePlace();
  const [isAsking, setAsking] = useState(false);
  const [isTried, setTried] = useState(false);
  const [mustTellGuard, setMustTellGuard] = useState(false);
  const consequences = isChanged && faultCount === 0 ? consequencesOf(pair, draft) : [];
  const tellsGuard = consequences.some(({ kind }) => kind === 'guard-needs-telling');
  const saving = useAction('pair.change', () => {
    revert();
    setMustTellGuard(tellsGuard);
    onSaved();
  });
  const save = (): void => saving.run({ pairId: pair.id, change: changeOf(draft) });
  const press = (): void => {
    setTried(true);
    if (faultCount > 0) onFault();
    else if (consequences.length > 0) setAsking(true);
    else save();
  };

  if (!isChanged)
    return mustTellGuard && pair.standby.kind === 'ssh' && isGuarded(pair.standby) ? (
      <div className="save-bar" role="status">
        <Mark state="warn" />
        <p>{WORDS.tellGuard}</p>
        <Button kind="primary" onPress={() => go({ screen: 'set-up', pairId: pair.id })}>
          {WORDS.setUpAgain}
        </Button>
      </div>
    ) : null;
  return (
    <UnsavedBar
      pair={pair}
      problem={saving.problem}
      isSaving={saving.isRunning}
      isOutdated={isOutdated}
      hindrance={isBusy(view) ? WORDS.waitForRun : undefined}
      isMarked={isTried && faultCount > 0}
      asksMore={consequences.length > 0}
      onRevert={() => {
        saving.forget();
        setTried(false);
        revert();
      }}
      onSave={press}
      onTryAgain={save}
    >
      <AskDialog
        isOpen={isAsking}
        title={saveTitle(pair.name)}
        action={SHARED_WORDS.save}
        onAction={save}
        onClose={() => setAsking(false)}
      >
        <ul className="consequences">
          {consequences.map((one) => (
            <li key={JSON.stringify(one)}>{consequenceText(one)}</li>
          ))}
        </ul>
      </AskDialog>
    </UnsavedBar>
  );
}
