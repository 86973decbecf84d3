import type { VolumeState } from '../state/volume-glances.ts';

/** What a list of volumes says. */
export const VOLUME_WORDS = {
  title: 'Volumes',
  showAll: (count: number) => `Show all ${String(count)} volumes`,
  showFewer: 'Show fewer',
  to: (path: string) => `to ${path}`,
  never: 'never',
} as const;

export const VOLUME_STATE_WORDS: Readonly<Record<VolumeState, string>> = {
  done: 'copied',
  partial: 'copied in part',
  failed: 'could not be copied',
  'not-started': 'the last sync did not come to it',
  never: 'not copied yet',
  'under-way': 'under way',
  unknown: 'may have changed since',
};
