import type { Draft } from './draft.ts';
import type { ReadDraft } from './read-draft.ts';

/** What every part of the page that is edited needs. */
export interface Editing {
  readonly draft: Draft;
  readonly read: ReadDraft;
  /** Somebody tried to save: also what is not filled in yet is a fault. */
  readonly isMarked: boolean;
  readonly change: (to: Partial<Draft>) => void;
}
