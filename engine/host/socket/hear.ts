import { Readable } from 'node:stream';
import type { LiveEvent } from '../../api/snapshot.ts';
import type { RunId } from '../../model/ids.ts';
import type { HostConnection } from './host-connection.ts';

/** Who reads more slowly than runs tell is not told how far they are by more than so many that wait. */
const MOST_WAITING = 1_000;

/** What a host tells, from now on. */
export interface Heard {
  /** Ends when the line is cut. */
  readonly all: AsyncIterable<LiveEvent | RunId>;
  /** Says, in its place, that this run is over. */
  readonly add: (over: RunId) => void;
  readonly stop: () => void;
}

export function hear(connection: HostConnection): Heard {
  const all = new Readable({ objectMode: true, read: () => undefined });
  let isCut = false;
  const add = (one: LiveEvent | RunId): void => {
    const isPassedOver = all.readableLength >= MOST_WAITING && isProgress(one);
    if (!isCut && !isPassedOver) all.push(one);
  };
  const stop = connection.subscribe((event) => {
    if (event.type === 'live') add(event.event);
  });
  void connection.closed.then(() => {
    isCut = true;
    all.push(null);
  });
  return { all, add, stop };
}

function isProgress(one: LiveEvent | RunId): boolean {
  return typeof one !== 'string' && one.type === 'run.event' && one.event.type === 'run.progress';
}
