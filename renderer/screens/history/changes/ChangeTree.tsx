import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { FolderEntry } from '../../../../engine/model/browse.ts';
import { afterMs } from '../../../clock.ts';
import { rowForKey } from '../../../parts/row-keys.ts';
import { useRows } from '../../../parts/use-rows.ts';
import { useShown } from '../use-shown.ts';
import { WORDS, type Manner } from '../words.ts';
import { ChangeDetails } from './ChangeDetails.tsx';
import { stepForKey } from './tree-keys.ts';
import { indexOf, PAGE, rowAt, type Steps } from './tree-model.ts';
import { rowNamed, type TreeStore } from './tree-store.ts';
import { TreeLine } from './TreeLine.tsx';

/** Letters that come faster than this are one name. */
const TYPING_MS = 700;

export interface ChangeTreeProps {
  readonly store: TreeStore;
  readonly manner: Manner;
  readonly nameOfVolume: (id: string) => string;
}

export function ChangeTree({ store, manner, nameOfVolume }: ChangeTreeProps): ReactNode {
  const tree = useShown(store);
  const helpId = useId();
  const [at, setAt] = useState<Steps>([0]);
  const active = indexOf(tree, at);
  const list = useRows({ count: tree.rows, rem: 2, active });
  const items = list.virtual.getVirtualItems();
  const range = list.virtual.range;
  const [from, to] = [range?.startIndex ?? 0, (range?.endIndex ?? 0) + 1];
  useEffect(() => store.see(Math.max(0, from - 8), to + 8), [store, from, to]);

  const nameOf = (entry: FolderEntry): string =>
    entry.path === '' ? nameOfVolume(entry.volumeId) : entry.name;
  const stand = (index: number): void => {
    setAt(rowAt(tree, index)?.steps ?? [0]);
    list.focusRow(index);
  };
  const typed = useTyped();
  const press = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const row = rowAt(tree, active);
    const step = row && stepForKey(event.key, row, tree, active);
    const next = rowForKey(event.key, active, tree.rows, list.perPage());
    if (step?.kind === 'open') store.setOpen(row?.steps ?? [], step.isOpen);
    else if (step?.kind === 'go') stand(step.to);
    else if (event.key === '*') store.openSiblings(row?.steps ?? []);
    else if (next !== undefined) stand(next);
    else if (event.key.length === 1 && event.key !== ' ') {
      const start = typed(event.key);
      const found = rowNamed(tree, start.length === 1 ? active + 1 : active, nameOf, start);
      if (found !== undefined) stand(found);
    } else return;
    event.preventDefault();
  };
  const current = rowAt(tree, active)?.entry;
  return (
    <>
      <p id={helpId} className="visually-hidden">
        {WORDS.treeHelp}
      </p>
      <div className="panel change-tree" ref={list.box} tabIndex={-1}>
        <div
          role="tree"
          aria-label={WORDS.tree}
          aria-describedby={helpId}
          className="rows"
          style={{ height: list.virtual.getTotalSize() }}
          onKeyDown={press}
        >
          {items.map(({ index, start }) => {
            const row = rowAt(tree, index);
            if (row === undefined) return null;
            return (
              <TreeLine
                key={row.steps.join('.')}
                row={row}
                index={index}
                start={start}
                isActive={index === active}
                manner={manner}
                name={row.entry && nameOf(row.entry)}
                onStand={() => stand(index)}
                onOpen={(isOpen) => store.setOpen(row.steps, isOpen)}
                onRetry={() =>
                  store.retry({ steps: row.steps.slice(0, -1), page: Math.floor((row.place - 1) / PAGE) })
                }
              />
            );
          })}
        </div>
      </div>
      <ChangeDetails
        manner={manner}
        volume={current && nameOfVolume(current.volumeId)}
        path={current?.path}
        change={current?.change}
        below={current?.isFolder === true ? current : undefined}
      />
    </>
  );
}

/** Gathers the letters of a name that is being typed. */
function useTyped(): (key: string) => string {
  const text = useRef('');
  const forget = useRef<() => void>(undefined);
  return (key) => {
    forget.current?.();
    forget.current = afterMs(TYPING_MS, () => (text.current = ''));
    text.current += key;
    // The same letter again and again goes from one to the next.
    return [...text.current].every((letter) => letter === key) ? key : text.current;
  };
}
