import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { SHARED_WORDS } from '../text/shared-words.ts';
import { Button } from './Button.tsx';

export interface OrderButtonsProps {
  /** What they move and remove. */
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** Beside one of a list whose order counts. */
export function OrderButtons({ name, isFirst, isLast, onMove, onRemove }: OrderButtonsProps): ReactNode {
  return (
    <div className="order-buttons">
      <Button
        kind="icon"
        aria-label={SHARED_WORDS.moveUp(name)}
        isDisabled={isFirst}
        onPress={() => onMove(-1)}
      >
        <ArrowUp size="1.2em" aria-hidden />
      </Button>
      <Button
        kind="icon"
        aria-label={SHARED_WORDS.moveDown(name)}
        isDisabled={isLast}
        onPress={() => onMove(1)}
      >
        <ArrowDown size="1.2em" aria-hidden />
      </Button>
      <Button kind="icon" aria-label={SHARED_WORDS.remove(name)} onPress={onRemove}>
        <X size="1.2em" aria-hidden />
      </Button>
    </div>
  );
}
