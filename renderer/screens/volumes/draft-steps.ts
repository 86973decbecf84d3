import type { Draft, ExcludeDraft, VolumeDraft } from './draft.ts';
import { USUAL_DELETION } from './draft.ts';
import type { PresetName } from '../../../engine/model/pair.ts';
import { moved, newKey, setOne, without } from '../../state/keyed-list.ts';

/** What a person does to a draft. */
export type DraftStep =
  | { readonly do: 'add-volume'; readonly source?: string; readonly destination?: string }
  | {
      readonly do: 'set-volume';
      readonly key: string;
      readonly to: Partial<Pick<VolumeDraft, 'source' | 'destination' | 'deletion'>>;
    }
  | { readonly do: 'remove-volume'; readonly key: string }
  | { readonly do: 'move-volume'; readonly key: string; readonly by: -1 | 1 }
  | { readonly do: 'set-preset'; readonly preset: PresetName }
  | { readonly do: 'add-exclude'; readonly pattern?: string }
  | { readonly do: 'set-exclude'; readonly key: string; readonly pattern: string }
  | { readonly do: 'remove-exclude'; readonly key: string }
  | { readonly do: 'move-exclude'; readonly key: string; readonly by: -1 | 1 };

export function step(draft: Draft, it: DraftStep): Draft {
  const { volumes, excludes } = draft;
  switch (it.do) {
    case 'add-volume':
      return { ...draft, volumes: [...volumes, newVolume(draft, it.source ?? '', it.destination ?? '')] };
    case 'set-volume':
      return { ...draft, volumes: setOne(volumes, it.key, it.to) };
    case 'remove-volume':
      return { ...draft, volumes: without(volumes, it.key) };
    case 'move-volume':
      return { ...draft, volumes: moved(volumes, it.key, it.by) };
    case 'set-preset':
      return { ...draft, preset: it.preset };
    case 'add-exclude':
      return { ...draft, excludes: [...excludes, newExclude(draft, it.pattern ?? '')] };
    case 'set-exclude':
      return { ...draft, excludes: setOne(excludes, it.key, { pattern: it.pattern }) };
    case 'remove-exclude':
      return { ...draft, excludes: without(excludes, it.key) };
    case 'move-exclude':
      return { ...draft, excludes: moved(excludes, it.key, it.by) };
  }
}

/** As the engine does: what is not said is as with the pair's first volume. */
function newVolume({ volumes }: Draft, source: string, destination: string): VolumeDraft {
  const deletion = volumes[0]?.deletion ?? USUAL_DELETION;
  return { key: newKey(volumes), id: undefined, source, destination, deletion };
}

function newExclude({ excludes }: Draft, pattern: string): ExcludeDraft {
  return { key: newKey(excludes), pattern };
}
