import { Fragment, useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ChangeKind, RunRecord } from '../../../../engine/model/run.ts';
import { printable } from '../../../../engine/model/path-text.ts';
import { formatBytes } from '../../../../engine/text/amounts.ts';
import { ask, problemOf } from '../../../client.ts';
import { Failed } from '../../../parts/Failed.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import { Empty } from '../../../parts/Page.tsx';
import { rowForKey } from '../../../parts/row-keys.ts';
import { useRows } from '../../../parts/use-rows.ts';
import { useShown } from '../use-shown.ts';
import { KIND_MARKS, KIND_NAMES, WORDS, type Manner } from '../words.ts';
import { ChangeDetails } from './ChangeDetails.tsx';
import { FoundStore } from './found-store.ts';
import { highlighted } from './highlight.ts';

export interface FoundListProps {
  readonly run: RunRecord;
  readonly text: string;
  readonly kinds: readonly ChangeKind[];
  readonly manner: Manner;
  readonly nameOfVolume: (id: string) => string;
}

/** What a search found, as one list. */
export function FoundList(props: FoundListProps): ReactNode {
  const { run, text, kinds } = props;
  const key = kinds.join(' ');
  const store = useMemo(
    () =>
      new FoundStore(
        (page) =>
          ask('history.search', {
            runId: run.id,
            text,
            ...(kinds.length > 0 && { kinds: [...kinds] }),
            ...page,
          }),
        problemOf,
      ),
    [run.id, text, key],
  );
  useEffect(() => store.see(0, 1), [store]);
  const { total, problem } = useShown(store);
  return (
    <>
      <p className="found-count" role="status">
        {total === undefined ? WORDS.searching : WORDS.foundCount(total)}
      </p>
      {problem !== undefined && (
        <Failed title={WORDS.notSearched} problem={problem} again={() => store.retry()} />
      )}
      {problem === undefined && total === undefined && <Loading label={WORDS.searching} />}
      {total === 0 && <Empty title={WORDS.nothingFound}>{WORDS.nothingFoundWhy}</Empty>}
      {total !== undefined && total > 0 && (
        <Found {...props} store={store} total={total} key={`${text} ${key}`} />
      )}
    </>
  );
}

interface FoundProps extends FoundListProps {
  readonly store: FoundStore;
  readonly total: number;
}

function Found({ store, total, text, manner, nameOfVolume }: FoundProps): ReactNode {
  const [active, setActive] = useState(0);
  const list = useRows({ count: total, rem: 2, active });
  const range = list.virtual.range;
  const [from, to] = [range?.startIndex ?? 0, (range?.endIndex ?? 0) + 1];
  useEffect(() => store.see(from, to + 8), [store, from, to]);
  const stand = (index: number): void => {
    setActive(index);
    list.focusRow(index);
  };
  const press = (event: KeyboardEvent): void => {
    const next = rowForKey(event.key, active, total, list.perPage());
    if (next === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    stand(next);
    event.preventDefault();
  };
  const current = store.at(active);
  return (
    <>
      <div className="panel change-tree" ref={list.box} tabIndex={-1}>
        <div
          role="listbox"
          aria-label={WORDS.found}
          className="rows"
          style={{ height: list.virtual.getTotalSize() }}
          onKeyDown={press}
        >
          {list.virtual.getVirtualItems().map(({ index, start }) => {
            const change = store.at(index);
            return (
              <div
                key={index}
                role="option"
                aria-posinset={index + 1}
                aria-setsize={total}
                aria-selected={index === active}
                className="tree-line"
                data-row={index}
                tabIndex={index === active ? 0 : -1}
                style={{ transform: `translateY(${String(start)}px)` }}
                onClick={() => stand(index)}
              >
                {change === undefined ? (
                  <span className="waiting" />
                ) : (
                  <>
                    <span className={`kind ${change.kind}`} aria-hidden>
                      {KIND_MARKS[change.kind]}
                    </span>
                    <span className="visually-hidden">{KIND_NAMES[manner][change.kind]}: </span>
                    <span className="name" dir="ltr" title={printable(change.path)}>
                      <Highlighted path={change.path} text={text} />
                    </span>
                    <span className="bytes">{change.bytes > 0 && formatBytes(change.bytes)}</span>
                  </>
                )}
              </div>
            );
          })}
        </div>
      </div>
      <ChangeDetails
        manner={manner}
        volume={current && nameOfVolume(current.volumeId)}
        path={current?.path}
        change={current}
      />
    </>
  );
}

function Highlighted({ path, text }: { readonly path: string; readonly text: string }): ReactNode {
  return highlighted(path, text).map((pieces, index) => (
    <Fragment key={index}>
      {index > 0 && '/'}
      <bdi>
        {pieces.map((piece, at) =>
          piece.isMatch ? <mark key={at}>{printable(piece.text)}</mark> : printable(piece.text),
        )}
      </bdi>
    </Fragment>
  ));
}
