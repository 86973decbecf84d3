import type { VolumeChange } from '../../../engine/api/pair-change.ts';
import type { VolumeId } from '../../../engine/model/ids.ts';
import type { Pair, PresetName } from '../../../engine/model/pair.ts';
import type { DeletionPolicy } from '../../../engine/model/volume.ts';

/** What of a pair this page changes, as a person has it in hand: typed, and not all of it good yet. */
export interface Draft {
  readonly volumes: readonly VolumeDraft[];
  readonly preset: PresetName;
  readonly excludes: readonly ExcludeDraft[];
}

export interface VolumeDraft {
  /** Stays the same while the page is open. */
  readonly key: string;
  /** `undefined`: a new one. */
  readonly id: VolumeId | undefined;
  readonly source: string;
  readonly destination: string;
  readonly deletion: DeletionDraft;
}

/** The numbers as typed: each is kept while another choice is tried. */
export interface DeletionDraft {
  readonly kind: 'default' | 'entries' | 'percent' | 'keep';
  readonly entries: string;
  readonly percent: string;
}

export interface ExcludeDraft {
  readonly key: string;
  readonly pattern: string;
}

export const USUAL_DELETION: DeletionDraft = { kind: 'default', entries: '1000', percent: '10' };

export function draftOf({ volumes, filters }: Pick<Pair, 'volumes' | 'filters'>): Draft {
  return {
    volumes: volumes.map(({ id, source, destination, deletion }) => ({
      key: id,
      id,
      source,
      destination,
      deletion: deletionDraftOf(deletion),
    })),
    preset: filters.preset,
    excludes: filters.excludes.map((pattern, at) => ({ key: `stored-${String(at)}`, pattern })),
  };
}

function deletionDraftOf(policy: DeletionPolicy): DeletionDraft {
  if (policy.kind === 'keep') return { ...USUAL_DELETION, kind: 'keep' };
  const { limit } = policy;
  switch (limit.kind) {
    case 'default':
      return USUAL_DELETION;
    case 'entries':
      return { ...USUAL_DELETION, kind: 'entries', entries: String(limit.entries) };
    case 'percent':
      return { ...USUAL_DELETION, kind: 'percent', percent: String(limit.percent) };
  }
}

/** `12`, `1,000`, `1 000`; for a share also `2.5` and `10 %`. `undefined`: no number that a limit can be. */
export function limitNumber(kind: 'entries' | 'percent', text: string): number | undefined {
  if (kind === 'entries') {
    const digits = text.replace(/[,\s]/g, '');
    return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
  }
  const share = text.trim().replace(/\s*%$/, '');
  const percent = /^\d{1,3}(\.\d{1,3})?$/.test(share) ? Number(share) : undefined;
  return percent !== undefined && percent <= 100 ? percent : undefined;
}

/** `undefined`: its number is none. */
export function policyOf({ kind, entries, percent }: DeletionDraft): DeletionPolicy | undefined {
  if (kind === 'keep') return { kind: 'keep' };
  if (kind === 'default') return { kind: 'mirror', limit: { kind: 'default' } };
  const number = limitNumber(kind, kind === 'entries' ? entries : percent);
  if (number === undefined) return undefined;
  return {
    kind: 'mirror',
    limit: kind === 'entries' ? { kind, entries: number } : { kind, percent: number },
  };
}

/** What `pair.change` takes. Of a draft without faults. */
export interface DraftChange {
  readonly volumes: VolumeChange[];
  readonly preset: PresetName;
  readonly excludes: string[];
}

export function changeOf({ volumes, preset, excludes }: Draft): DraftChange {
  return {
    volumes: volumes.map(({ id, source, destination, deletion }) => {
      const policy = policyOf(deletion);
      return {
        ...(id !== undefined && { id }),
        source,
        destination,
        ...(policy !== undefined && { deletion: policy }),
      };
    }),
    preset,
    excludes: excludes.map(({ pattern }) => pattern),
  };
}

/** True when saving would change nothing. A number that is no number is a difference. */
export function isSame(a: Draft, b: Draft): boolean {
  return JSON.stringify(changeOf(a)) === JSON.stringify(changeOf(b));
}
