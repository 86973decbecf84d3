import { ChevronDown, ChevronRight, File, Folder, HardDrive } from 'lucide-react';
import type { ReactNode } from 'react';
import { printable } from '../../../../engine/model/path-text.ts';
import { formatBytes } from '../../../../engine/text/amounts.ts';
import { Button } from '../../../parts/Button.tsx';
import { Name } from '../../../parts/PathName.tsx';
import { Counts } from '../Counts.tsx';
import { countsText, KIND_MARKS, KIND_NAMES, TYPE_NAMES, WORDS, type Manner } from '../words.ts';
import type { Row } from './tree-model.ts';

export interface TreeLineProps {
  readonly row: Row;
  readonly index: number;
  readonly start: number;
  readonly isActive: boolean;
  readonly manner: Manner;
  readonly name: string | undefined;
  readonly onStand: () => void;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onRetry: () => void;
}

/** Deeper than this, names would have no room left. */
const MOST_INDENT = 14;

export function TreeLine(props: TreeLineProps): ReactNode {
  const { row, index, start, isActive, manner, name, onStand, onOpen, onRetry } = props;
  const { entry, level, place, setSize, isOpen, problem } = row;
  const style = {
    transform: `translateY(${String(start)}px)`,
    paddingInlineStart: `${String(0.6 + Math.min(level - 1, MOST_INDENT) * 1.2)}rem`,
  };
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={place}
      aria-setsize={setSize ?? -1}
      aria-selected={isActive}
      aria-label={entry === undefined ? WORDS.readingChanges : lineText(entry, name ?? '', manner)}
      {...(entry?.isFolder === true && { 'aria-expanded': isOpen })}
      className="tree-line"
      data-row={index}
      tabIndex={isActive ? 0 : -1}
      style={style}
      onClick={onStand}
      onDoubleClick={() => entry?.isFolder === true && onOpen(!isOpen)}
    >
      {entry === undefined ? (
        <Waiting problem={problem !== undefined} onRetry={onRetry} />
      ) : (
        <Entry entry={entry} name={name ?? ''} isOpen={isOpen} manner={manner} onOpen={onOpen} />
      )}
    </div>
  );
}

function Waiting({
  problem,
  onRetry,
}: {
  readonly problem: boolean;
  readonly onRetry: () => void;
}): ReactNode {
  if (!problem) return <span className="waiting" aria-hidden />;
  return (
    <span role="alert">
      {WORDS.notReadHere}{' '}
      <Button kind="plain" onPress={onRetry}>
        {WORDS.tryAgain}
      </Button>
    </span>
  );
}

type Entry = NonNullable<Row['entry']>;

interface EntryProps {
  readonly entry: Entry;
  readonly name: string;
  readonly isOpen: boolean;
  readonly manner: Manner;
  readonly onOpen: (isOpen: boolean) => void;
}

function Entry({ entry, name, isOpen, manner, onOpen }: EntryProps): ReactNode {
  const { isFolder, change, below, bytesBelow, path } = entry;
  const Picture = path === '' ? HardDrive : isFolder ? Folder : File;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const bytes = isFolder ? bytesBelow : (change?.bytes ?? 0);
  return (
    <>
      <span
        className="chevron"
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          onOpen(!isOpen);
        }}
      >
        {isFolder && <Chevron size="1.1em" />}
      </span>
      <span
        className={`kind ${change?.kind ?? 'none'}`}
        title={change && KIND_NAMES[manner][change.kind]}
        aria-hidden
      >
        {change !== undefined && KIND_MARKS[change.kind]}
      </span>
      <Picture size="1.15em" strokeWidth={1.6} aria-hidden />
      <span className="name" title={printable(name)}>
        <Name text={name} />
      </span>
      {isFolder && <Counts counts={below} manner={manner} />}
      <span className="bytes">{bytes > 0 && formatBytes(bytes)}</span>
    </>
  );
}

/** All that a line shows, in words. */
export function lineText(
  { isFolder, change, below, bytesBelow }: Entry,
  name: string,
  manner: Manner,
): string {
  const counts = countsText(below, manner);
  const bytes = isFolder ? bytesBelow : (change?.bytes ?? 0);
  return [
    printable(name),
    isFolder
      ? WORDS.folder
      : change === undefined || change.type === 'file'
        ? undefined
        : TYPE_NAMES[change.type],
    change && KIND_NAMES[manner][change.kind].toLowerCase(),
    isFolder && counts !== '' ? `${WORDS.inIt} ${counts}` : undefined,
    bytes > 0 ? formatBytes(bytes) : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
