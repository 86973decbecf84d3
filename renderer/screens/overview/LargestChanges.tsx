import type { ReactNode } from 'react';
import type { RunId } from '../../../engine/model/ids.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { formatBytes } from '../../../engine/text/amounts.ts';
import { AskedView } from '../../parts/Loading.tsx';
import { useReply } from '../../state/use-reply.ts';
import { largestOf } from './largest-of.ts';
import { OVERVIEW_WORDS } from './words.ts';

/** So many are looked at; of more than these nobody can say which are the largest. */
const MOST_LOOKED_AT = 1_000;
const MOST_SHOWN = 8;

/** What there is most to copy of, where all changes could be looked at. */
export function LargestChanges({ runId }: { readonly runId: RunId }): ReactNode {
  const asked = useReply('history.search', {
    runId,
    text: '',
    kinds: ['created', 'updated'],
    limit: MOST_LOOKED_AT,
  });
  return (
    <AskedView asked={asked} title={OVERVIEW_WORDS.looksFailed}>
      {({ total, changes }) => {
        const largest = total > changes.length ? [] : largestOf(changes, MOST_SHOWN);
        if (largest.length === 0) return null;
        return (
          <div className="change-sample">
            <p>{OVERVIEW_WORDS.largest}</p>
            <ul className="selectable" aria-label={OVERVIEW_WORDS.largest}>
              {largest.map(({ volumeId, path, bytes }) => (
                <li key={`${volumeId} ${path}`}>
                  <bdi>{printable(path)}</bdi>
                  <span>{formatBytes(bytes)}</span>
                </li>
              ))}
            </ul>
          </div>
        );
      }}
    </AskedView>
  );
}
