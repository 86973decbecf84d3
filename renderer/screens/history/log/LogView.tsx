import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { RunId } from '../../../../engine/model/ids.ts';
import { printable } from '../../../../engine/model/path-text.ts';
import { Button } from '../../../parts/Button.tsx';
import { Failed } from '../../../parts/Failed.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import { Empty } from '../../../parts/Page.tsx';
import { ask, problemOf } from '../../../client.ts';
import { useAction } from '../../../state/use-reply.ts';
import { useShown } from '../use-shown.ts';
import { WORDS } from '../words.ts';
import { lastThatFit, LOG_PAGE, LogStore } from './log-store.ts';
import './log.css';

/** What the clipboard's request takes. */
const MOST_COPIED = 200_000;

export interface LogViewProps {
  readonly runId: RunId;
  readonly isRunning: boolean;
}

/** What was written down during the run, line by line. */
export function LogView({ runId, isRunning }: LogViewProps): ReactNode {
  // Of a run under way the end is another one each time.
  const store = useMemo(
    () => new LogStore((page) => ask('history.log', { runId, ...page }), problemOf),
    [runId, isRunning],
  );
  const { lines, isEnd, isReading, problem } = useShown(store);
  useEffect(() => {
    store.want(1);
    return () => store.stop();
  }, [store]);
  if (lines.length === 0) {
    if (problem !== undefined)
      return <Failed title={WORDS.notReadLog} problem={problem} again={() => store.retry()} />;
    return isEnd ? <Empty title={WORDS.noLog}>{WORDS.noLogWhy}</Empty> : <Loading label={WORDS.readingLog} />;
  }
  return (
    <>
      <div className="log-head">
        <span role="status">{WORDS.lines(lines.length, isEnd)}</span>
        {problem !== undefined && (
          <span role="alert">
            {WORDS.notReadLog}. <Button onPress={() => store.retry()}>{WORDS.tryAgain}</Button>
          </span>
        )}
        {!isEnd && problem === undefined && (
          <Button onPress={() => store.want(Infinity)} isDisabled={isReading}>
            {WORDS.toEnd}
          </Button>
        )}
        <CopyLines lines={lines} />
      </div>
      <LogLines lines={lines} onSee={(line) => store.want(line + LOG_PAGE / 2)} />
    </>
  );
}

function CopyLines({ lines }: { readonly lines: readonly string[] }): ReactNode {
  const [said, setSaid] = useState('');
  const copy = useAction('app.copy');
  return (
    <>
      <Button
        onPress={() => {
          const { text, first } = lastThatFit(lines, MOST_COPIED);
          copy.run({ text });
          setSaid(WORDS.copied(first, first > lines.length ? 0 : lines.length));
        }}
      >
        {WORDS.copyLines}
      </Button>
      <span role="status">{copy.isRunning || copy.problem !== undefined ? '' : said}</span>
    </>
  );
}

interface LogLinesProps {
  readonly lines: readonly string[];
  /** The last line that is in view. */
  readonly onSee: (line: number) => void;
}

function LogLines({ lines, onSee }: LogLinesProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => 20,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onSee(last), [last, lines.length]);
  return (
    // Keys scroll it, so the keyboard has to get there.
    <div className="panel log selectable" ref={box} role="region" aria-label={WORDS.logLabel} tabIndex={0}>
      <div className="rows" style={{ height: virtual.getTotalSize() }}>
        <div style={{ transform: `translateY(${String(items[0]?.start ?? 0)}px)` }}>
          {items.map(({ index, key }) => (
            <div key={key} data-index={index} ref={virtual.measureElement} className="line" dir="ltr">
              {logLine(lines[index] ?? '')}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function logLine(line: string): string {
  return printable(line.replaceAll('\t', '    ')) || ' ';
}
