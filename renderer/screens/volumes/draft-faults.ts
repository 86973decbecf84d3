import { patternFault } from '../../../engine/plan/pattern.ts';
import { VolumePath } from '../../../engine/model/volume.ts';
import { policyOf, type Draft, type VolumeDraft } from './draft.ts';

/** Why a path is none that can be stored; the words are the screen's. */
export type PathFault = 'empty' | 'not-absolute' | 'dots' | 'too-long' | 'not-a-path' | 'taken';

export interface VolumeFaults {
  readonly source: PathFault | undefined;
  readonly destination: PathFault | undefined;
  readonly limit: boolean;
}

/** What keeps a draft from being saved, by key; an entry for each that has a fault. */
export interface DraftFaults {
  readonly volumes: ReadonlyMap<string, VolumeFaults>;
  /** As a sentence that begins with `it`. */
  readonly excludes: ReadonlyMap<string, string>;
  /** A pair copies something. */
  readonly isEmpty: boolean;
}

export function faultsOf(draft: Draft): DraftFaults {
  const taken = new Set<string>();
  const volumes = new Map<string, VolumeFaults>();
  for (const volume of draft.volumes) {
    const faults = volumeFaults(volume, taken);
    taken.add(keptPath(volume.destination));
    if (faults.source !== undefined || faults.destination !== undefined || faults.limit)
      volumes.set(volume.key, faults);
  }
  const excludes = new Map<string, string>();
  for (const { key, pattern } of draft.excludes) {
    const fault = patternFault(pattern);
    if (fault !== undefined) excludes.set(key, fault);
  }
  return { volumes, excludes, isEmpty: draft.volumes.length === 0 };
}

export function countFaults({ volumes, excludes, isEmpty }: DraftFaults): number {
  return volumes.size + excludes.size + (isEmpty ? 1 : 0);
}

function volumeFaults(volume: VolumeDraft, taken: ReadonlySet<string>): VolumeFaults {
  const destination = pathFault(volume.destination);
  return {
    source: pathFault(volume.source),
    destination: destination ?? (taken.has(keptPath(volume.destination)) ? 'taken' : undefined),
    limit: policyOf(volume.deletion) === undefined,
  };
}

export function pathFault(text: string): PathFault | undefined {
  if (text.trim() === '') return 'empty';
  if (VolumePath.safeParse(text).success) return undefined;
  if (!text.startsWith('/')) return 'not-absolute';
  if (text.length > 4096) return 'too-long';
  return text.split('/').some((part) => part === '.' || part === '..') ? 'dots' : 'not-a-path';
}

/** As it would be stored. */
export function keptPath(text: string): string {
  const path = VolumePath.safeParse(text);
  return path.success ? path.data : text;
}
