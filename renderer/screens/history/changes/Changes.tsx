import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { ChangeKind, RunRecord } from '../../../../engine/model/run.ts';
import { printable } from '../../../../engine/model/path-text.ts';
import { Empty } from '../../../parts/Page.tsx';
import { Failed } from '../../../parts/Failed.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import { ask, problemOf } from '../../../client.ts';
import { useShown } from '../use-shown.ts';
import { mannerOf, WORDS, type Manner } from '../words.ts';
import { ChangeSearch } from './ChangeSearch.tsx';
import { ChangeTree } from './ChangeTree.tsx';
import { FoundList } from './FoundList.tsx';
import { TreeStore } from './tree-store.ts';
import './changes.css';
import './change-tree.css';

/** What a run changed: by folder, and as soon as something is searched for as a list. */
export function Changes({ run }: { readonly run: RunRecord }): ReactNode {
  const [text, setText] = useState('');
  const [kinds, setKinds] = useState<readonly ChangeKind[]>([]);
  const tree = useMemo(
    () =>
      new TreeStore(
        (folder, page) =>
          ask('history.folder', {
            runId: run.id,
            ...(folder !== undefined && { volumeId: folder.volumeId, path: folder.path }),
            ...page,
          }),
        problemOf,
      ),
    [run.id],
  );
  useEffect(() => tree.see(0, 1), [tree]);
  const top = useShown(tree);
  const manner = mannerOf(run);
  if (run.state === 'running') return <Empty title={WORDS.noChangesYet} />;
  const problem = top.failed.get(0);
  if (problem !== undefined && top.total === undefined)
    return <Failed problem={problem} again={() => tree.retry({ steps: [], page: 0 })} />;
  if (top.total === undefined) return <Loading label={WORDS.readingChanges} />;
  if (top.total === 0) return <NoChanges manner={manner} />;
  const isSearch = text.trim() !== '' || kinds.length > 0;
  const nameOfVolume = volumeNames(run);
  return (
    <>
      <ChangeSearch kinds={kinds} manner={manner} onText={setText} onKinds={setKinds} />
      {isSearch ? (
        <FoundList run={run} text={text.trim()} kinds={kinds} manner={manner} nameOfVolume={nameOfVolume} />
      ) : (
        <ChangeTree store={tree} manner={manner} nameOfVolume={nameOfVolume} />
      )}
    </>
  );
}

function NoChanges({ manner }: { readonly manner: Manner }): ReactNode {
  if (manner === 'differs') return <Empty title={WORDS.noDifferences}>{WORDS.noDifferencesWhy}</Empty>;
  return (
    <Empty title={manner === 'planned' ? WORDS.noPlan : WORDS.noChanges}>
      {manner === 'done' && WORDS.noChangesWhy}
    </Empty>
  );
}

/** Volumes are called by their sources. */
export function volumeNames({ volumes }: Pick<RunRecord, 'volumes'>): (id: string) => string {
  const names = new Map<string, string>(volumes.map(({ volumeId, source }) => [volumeId, source]));
  return (id) => names.get(id) ?? printable(id);
}
