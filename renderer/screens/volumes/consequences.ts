import { isGuarded } from '../../../engine/model/endpoint.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { changeOf, draftOf, policyOf, type Draft, type VolumeDraft } from './draft.ts';
import { keptPath } from './draft-faults.ts';

/** What saving means beyond what a person typed. In the order in which it is told. */
export type Consequence =
  /** Nothing counts as a complete copy until the next complete run. */
  | { readonly kind: 'no-recovery-point' }
  /** What lies in the place is not deleted or replaced without a person. */
  | { readonly kind: 'first-run-again'; readonly source: string; readonly destination: string }
  | { readonly kind: 'first-copy'; readonly source: string; readonly destination: string }
  /** What was copied stays on the standby. */
  | { readonly kind: 'no-longer-copied'; readonly source: string; readonly destination: string }
  | { readonly kind: 'deletes-from-now-on'; readonly destination: string }
  /** The standby's key is good for the places that its guard knows. */
  | { readonly kind: 'guard-needs-telling'; readonly destinations: readonly string[] }
  /** What is left out from now on is neither updated nor deleted on the standby. */
  | { readonly kind: 'patterns-changed' };

export function consequencesOf(pair: Pair, draft: Draft): readonly Consequence[] {
  const before = pair.volumes;
  const places = new Map(before.map((volume) => [volume.destination, volume]));
  const ids = new Map(before.map((volume) => [volume.id as string, volume]));
  const after = draft.volumes.map((volume) => ({
    volume,
    source: keptPath(volume.source),
    destination: keptPath(volume.destination),
  }));
  const keptPlaces = new Set(after.map(({ destination }) => destination));
  const keptIds = new Set(after.map(({ volume }) => volume.id as string | undefined));

  const perVolume = after.flatMap(({ volume, source, destination }): Consequence[] => {
    // A place keeps its volume whatever it is mapped to.
    const old = places.get(destination) ?? (volume.id === undefined ? undefined : ids.get(volume.id));
    if (old === undefined) return [{ kind: 'first-copy', source, destination }];
    if (old.source !== source || old.destination !== destination)
      return [{ kind: 'first-run-again', source, destination }];
    return startsToDelete(old.deletion.kind, volume) ? [{ kind: 'deletes-from-now-on', destination }] : [];
  });
  const gone = before.flatMap(({ id, source, destination }): Consequence[] =>
    keptPlaces.has(destination) || keptIds.has(id) ? [] : [{ kind: 'no-longer-copied', source, destination }],
  );
  const isNew = perVolume.some(({ kind }) => kind === 'first-copy' || kind === 'first-run-again');
  const newPlaces = [...keptPlaces].filter((place) => !places.has(place));
  const isTold = pair.standby.kind !== 'ssh' || !isGuarded(pair.standby) || newPlaces.length === 0;
  return [
    ...perVolume,
    ...gone,
    ...(isNew ? [{ kind: 'no-recovery-point' as const }] : []),
    ...(isTold ? [] : [{ kind: 'guard-needs-telling' as const, destinations: newPlaces }]),
    ...(arePatternsSame(pair, draft) ? [] : [{ kind: 'patterns-changed' as const }]),
  ];
}

function startsToDelete(before: 'mirror' | 'keep', { deletion }: VolumeDraft): boolean {
  return before === 'keep' && policyOf(deletion)?.kind === 'mirror';
}

function arePatternsSame(pair: Pair, draft: Draft): boolean {
  const patterns = ({ preset, excludes }: ReturnType<typeof changeOf>): string =>
    JSON.stringify([preset, excludes]);
  return patterns(changeOf(draftOf(pair))) === patterns(changeOf(draft));
}
