import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import {
  defaultRangeExtractor,
  useVirtualizer,
  type Range,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual';

export interface Rows {
  /** For the element that scrolls. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, HTMLDivElement>;
  /** Brings a row into view, and the keyboard to it. */
  readonly focusRow: (index: number) => void;
  /** Brings the keyboard to the active row, and leaves what is in view. */
  readonly focusInPlace: (index: number) => void;
  /** Rows that are seen at once. */
  readonly perPage: () => number;
}

export interface RowsOptions {
  readonly count: number;
  /** Of one row; of those that are measured, a guess. */
  readonly rem: number;
  /** The row that the keyboard is on stays in the page wherever one scrolls to. */
  readonly active: number;
  readonly initialTop?: number;
  /** What `virtual.takeSnapshot` told when one was here before. */
  readonly initialSizes?: VirtualItem[] | undefined;
  readonly keyOf?: (index: number) => string;
}

/** Rows of which only those in view are in the page. Each carries `data-row`, its index. */
export function useRows({ count, rem, active, initialTop = 0, initialSizes, keyOf }: RowsOptions): Rows {
  const box = useRef<HTMLDivElement>(null);
  const wanted = useRef<number>(undefined);
  const size = rem * rootFontSize();
  const rangeExtractor = useCallback(
    (range: Range) => withRow(defaultRangeExtractor(range), active),
    [active],
  );
  const virtual = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => size,
    overscan: 8,
    initialOffset: initialTop,
    ...(initialSizes !== undefined && { initialMeasurementsCache: initialSizes }),
    rangeExtractor,
    ...(keyOf !== undefined && { getItemKey: keyOf }),
  });
  const perPage = (): number => Math.floor((box.current?.clientHeight ?? 0) / size);
  const focusInPlace = (index: number): void => void (wanted.current = index);
  const focusRow = (index: number): void => {
    focusInPlace(index);
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  // The row is in the page once it is the active one and the page was rendered.
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-row="${String(wanted.current)}"]`);
    if (row === null || row === undefined) return;
    wanted.current = undefined;
    row.focus({ preventScroll: true });
  });
  return { box, virtual, focusRow, focusInPlace, perPage };
}

function withRow(indexes: number[], row: number): number[] {
  if (row < 0 || indexes.includes(row)) return indexes;
  return [...indexes, row].toSorted((a, b) => a - b);
}

function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
