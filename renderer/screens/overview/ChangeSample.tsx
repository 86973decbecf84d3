import type { ReactNode } from 'react';
import type { RunId } from '../../../engine/model/ids.ts';
import { printable } from '../../../engine/model/path-text.ts';
import type { ChangeKind } from '../../../engine/model/run.ts';
import { formatBytes } from '../../../engine/text/amounts.ts';
import { AskedView } from '../../parts/Loading.tsx';
import { useReply } from '../../state/use-reply.ts';
import { OVERVIEW_WORDS } from './words.ts';

const MOST = 20;

export interface ChangeSampleProps {
  readonly runId: RunId;
  readonly kinds: readonly ChangeKind[];
  /** With the number of all of them. */
  readonly title: (total: number) => string;
}

/** The first of a run's changes, and how many there are. */
export function ChangeSample({ runId, kinds, title }: ChangeSampleProps): ReactNode {
  const asked = useReply('history.search', { runId, text: '', kinds: [...kinds], limit: MOST });
  return (
    <AskedView asked={asked} title={OVERVIEW_WORDS.looksFailed}>
      {({ total, changes }) =>
        total > 0 && (
          <div className="change-sample">
            <p>{title(total)}</p>
            <ul className="selectable" tabIndex={0} aria-label={title(total)}>
              {changes.map(({ volumeId, path, bytes }) => (
                <li key={`${volumeId} ${path}`}>
                  <bdi>{printable(path)}</bdi>
                  <span>{bytes > 0 && formatBytes(bytes)}</span>
                </li>
              ))}
            </ul>
            {total > changes.length && <p>{OVERVIEW_WORDS.andMore(total - changes.length)}</p>}
          </div>
        )
      }
    </AskedView>
  );
}
