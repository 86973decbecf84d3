import { useState, type ReactNode } from 'react';
import { useLeaveQuestion } from '../state/place.ts';
import { SHARED_WORDS } from '../text/shared-words.ts';
import { AskDialog } from './AskDialog.tsx';

/** On a page with something that would be lost: asks before it is left. */
export function LeaveQuestion({ isWanted }: { readonly isWanted: boolean }): ReactNode {
  const [leave, setLeave] = useState<() => void>();
  useLeaveQuestion(isWanted, (go) => setLeave(() => go));
  return (
    <AskDialog
      isOpen={leave !== undefined}
      title={SHARED_WORDS.leave}
      action={SHARED_WORDS.leaveAction}
      isDangerous
      onAction={() => leave?.()}
      onClose={() => setLeave(undefined)}
    >
      <p>{SHARED_WORDS.leaveText}</p>
    </AskDialog>
  );
}
