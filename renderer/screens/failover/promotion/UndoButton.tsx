import { useState, type ReactNode } from 'react';
import { AskDialog } from '../../../parts/AskDialog.tsx';
import { Button } from '../../../parts/Button.tsx';
import { PROMOTION } from './words.ts';

export interface UndoButtonProps {
  readonly isDisabled: boolean;
  readonly onUndo: () => void;
}

export function UndoButton({ isDisabled, onUndo }: UndoButtonProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button isDisabled={isDisabled} onPress={() => setAsking(true)}>
        {PROMOTION.undo}
      </Button>
      <AskDialog
        isOpen={isAsking}
        isDangerous
        title={PROMOTION.undoTitle}
        action={PROMOTION.undoAction}
        onAction={onUndo}
        onClose={() => setAsking(false)}
      >
        <p>{PROMOTION.undoText}</p>
      </AskDialog>
    </>
  );
}
