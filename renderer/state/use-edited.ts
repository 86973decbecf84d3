import { useState } from 'react';

/** Something that is stored, as a person has it in hand. */
export interface InHand<D> {
  readonly draft: D;
  /** As it is stored now. */
  readonly stored: D;
  readonly isChanged: boolean;
  /** It was changed by somebody else since this draft was begun. */
  readonly isOutdated: boolean;
  readonly edit: (step: (draft: D) => D) => void;
  readonly revert: () => void;
}

/** Follows what is stored until something is changed by hand. */
export function useEdited<D>(stored: D, isSame: (a: D, b: D) => boolean): InHand<D> {
  const [edited, setEdited] = useState<{ readonly from: D; readonly draft: D }>();
  const isChanged = edited !== undefined && !isSame(edited.draft, stored);
  return {
    draft: edited?.draft ?? stored,
    stored,
    isChanged,
    isOutdated: isChanged && !isSame(edited.from, stored),
    edit: (step) =>
      setEdited((before) => ({ from: before?.from ?? stored, draft: step(before?.draft ?? stored) })),
    revert: () => setEdited(undefined),
  };
}
