import type { ReactNode } from 'react';
import type { PairView } from '../../engine/api/snapshot.ts';
import { nextRunWords } from '../../engine/text/standing-words.ts';
import { useNow } from '../state/use-live.ts';

/** When the next run begins by itself, or why none does; nothing of a pair by hand. */
export function NextRun({ view }: { readonly view: PairView }): ReactNode {
  const now = useNow(5_000);
  const says = nextRunWords(view, { now, timeZone: view.standing?.timeZone });
  return says !== undefined && <span className="next-run">{says}</span>;
}
