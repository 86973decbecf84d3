import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { PairId } from '../../../../engine/model/ids.ts';
import { ownTimeZone } from '../../../clock.ts';
import { Button } from '../../../parts/Button.tsx';
import { rowForKey } from '../../../parts/row-keys.ts';
import { useRows, type Rows } from '../../../parts/use-rows.ts';
import { usePlace } from '../../../state/place.ts';
import { useNow } from '../../../state/use-live.ts';
import { useShown } from '../use-shown.ts';
import { WORDS } from '../words.ts';
import type { ListPlace } from './list-memory.ts';
import { RunLine } from './RunLine.tsx';
import type { RunRow } from './run-rows.ts';

/** So many rows before the end older ones are asked for. */
const AHEAD = 30;
const COLUMNS = ['when', 'what', 'outcome', 'took', 'changes', 'bytes'] as const;

export interface RunTableProps {
  readonly pairId: PairId;
  readonly rows: readonly RunRow[];
  readonly place: ListPlace;
}

/** A grid whose rows are what is chosen: arrows move, Enter opens. */
export function RunTable({ pairId, rows, place }: RunTableProps): ReactNode {
  const { go } = usePlace();
  const now = useNow(60_000);
  const context = useMemo(() => ({ now, timeZone: ownTimeZone() }), [now]);
  const cameBackTo = useRef(place.active);
  const [activeId, setActiveId] = useState(place.active);
  const active = Math.max(
    0,
    rows.findIndex(({ id }) => id === activeId),
  );
  const list = useRows({
    count: rows.length,
    rem: 2.6,
    active,
    initialTop: place.top,
    initialSizes: place.sizes,
    keyOf: (index) => rows[index]?.id ?? String(index),
  });
  useSamePlace(list, rows);
  const items = list.virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - AHEAD) place.pages.more();
  }, [place, last, rows.length]);
  // Back from a run: the keyboard goes on where it was.
  useLayoutEffect(() => {
    const index = rows.findIndex(({ id }) => id === cameBackTo.current);
    if (index !== -1) list.focusInPlace(index);
  }, []);
  useLayoutEffect(() => () => void (place.sizes = list.virtual.takeSnapshot()), [place, list.virtual]);

  const stand = (index: number): void => {
    place.active = rows[index]?.id;
    setActiveId(place.active);
  };
  const open = (index: number): void => {
    stand(index);
    const runId = rows[index]?.id;
    if (runId !== undefined) go({ screen: 'history', pairId, runId });
  };
  const press = (event: KeyboardEvent): void => {
    const next = rowForKey(event.key, active, rows.length, list.perPage());
    if (event.key === 'Enter' || event.key === ' ') open(active);
    else if (next === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    else {
      stand(next);
      list.focusRow(next);
    }
    event.preventDefault();
  };
  return (
    <div
      className="panel runs"
      role="grid"
      aria-label={WORDS.runs}
      aria-rowcount={rows.length + 1}
      onKeyDown={press}
    >
      <div role="rowgroup" className="runs-head">
        <div role="row" aria-rowindex={1} className="run">
          {COLUMNS.map((column) => (
            <span role="columnheader" key={column} className={column}>
              {WORDS.columns[column]}
            </span>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className="runs-body"
        ref={list.box}
        tabIndex={-1}
        onScroll={({ currentTarget }) => (place.top = currentTarget.scrollTop)}
      >
        <div role="presentation" className="rows" style={{ height: list.virtual.getTotalSize() }}>
          {items.map(({ index, key, start }) => {
            const row = rows[index];
            return (
              row && (
                <RunLine
                  key={key}
                  row={row}
                  index={index}
                  context={context}
                  isActive={index === active}
                  start={start}
                  measure={list.virtual.measureElement}
                  onOpen={() => open(index)}
                />
              )
            );
          })}
        </div>
        <RunsEnd place={place} />
      </div>
    </div>
  );
}

function RunsEnd({ place }: { readonly place: ListPlace }): ReactNode {
  const { runs, isEnd, isReading, problem } = useShown(place.pages);
  if (problem !== undefined)
    return (
      <div className="runs-end" role="row">
        <div role="gridcell" aria-live="assertive">
          {WORDS.notReadOlder} <Button onPress={() => place.pages.refresh()}>{WORDS.tryAgain}</Button>
        </div>
      </div>
    );
  return (
    <div className="runs-end" role="row">
      <div role="gridcell" aria-live="polite">
        {isEnd ? WORDS.noOlder(runs.length) : isReading ? WORDS.readingOlder : ''}
      </div>
    </div>
  );
}

/** Rows that come or go above do not move what somebody looks at, unless it is the top. */
function useSamePlace({ box, virtual }: Rows, rows: readonly RunRow[]): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = rows;
    const element = box.current;
    if (element === null || old[0]?.id === rows[0]?.id || element.scrollTop === 0) return;
    const seen = virtual.getVirtualItemForOffset(element.scrollTop)?.index ?? 0;
    const id = old[seen]?.id;
    const shift = rows.findIndex((row) => row.id === id) - seen;
    const size = virtual.options.estimateSize(0);
    if (id !== undefined && seen + shift >= 0) virtual.scrollToOffset(element.scrollTop + shift * size);
  }, [rows]);
}
