import type { FailoverSettings, Strategy } from '../../../../engine/model/failover.ts';

/** What a person says of a pair's failover, as it is in hand. */
export interface Draft {
  readonly strategy: Strategy | 'auto';
  readonly notes: string;
  readonly sharedAddress: string;
}

/** As the engine takes them. */
export const MOST_NOTES = 10_000;

export function draftOf({ strategy, notes, sharedAddress }: FailoverSettings): Draft {
  return { strategy: strategy ?? 'auto', notes, sharedAddress: sharedAddress ?? '' };
}

/** What is to be stored: all that this page does not show stays. */
export function settingsOf(draft: Draft, stored: FailoverSettings): FailoverSettings {
  const { strategy: _strategy, sharedAddress: _sharedAddress, ...rest } = stored;
  const sharedAddress = draft.sharedAddress.trim();
  return {
    ...rest,
    notes: draft.notes.trim() === '' ? '' : draft.notes,
    ...(draft.strategy !== 'auto' && { strategy: draft.strategy }),
    ...(sharedAddress !== '' && { sharedAddress }),
  };
}

export function isTooLong({ notes }: Draft): boolean {
  return notes.length > MOST_NOTES;
}

/** They would be stored as the same. */
export function isSame(a: Draft, b: Draft): boolean {
  const bare: FailoverSettings = { notes: '' };
  return JSON.stringify(settingsOf(a, bare)) === JSON.stringify(settingsOf(b, bare));
}
