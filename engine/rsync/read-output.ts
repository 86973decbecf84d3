import type { Readable } from 'node:stream';
import { LineSplitter } from './line-splitter.ts';
import type { PolledPipe } from './polled-pipe.ts';

/** Lines of standard output between two waits for a slow reader. */
const READY_EVERY_CHARACTERS = 1 << 18;
const LATE_MS = 500;

export interface LineReader {
  /** `isTorn`: the stream broke off in it. */
  readonly take: (line: string, isTorn: boolean) => void;
  /** After all lines of what came at once. */
  readonly pause?: () => void;
  /** Everything as it came, one character a byte. */
  readonly onRaw?: (text: string) => void;
  /** Waited for now and then: the pipe fills, and rsync waits in its turn. */
  readonly ready?: () => Promise<void>;
}

/** Reads a pipe to its end; see `PolledPipe.read`. Rejects with what a listener threw. */
export async function readPipe(
  pipe: PolledPipe,
  ended: Promise<unknown>,
  { take, pause, onRaw, ready }: LineReader,
): Promise<void> {
  const splitter = new LineSplitter();
  let sinceReady = 0;
  await pipe.read(ended, (text) => {
    onRaw?.(text);
    for (const line of splitter.push(text)) take(line, false);
    pause?.();
    sinceReady += text.length;
    if (ready === undefined || sinceReady < READY_EVERY_CHARACTERS) return undefined;
    sinceReady = 0;
    return ready();
  });
  for (const line of splitter.flush()) take(line, true);
  pause?.();
}

/** Reads a stream of little text to its end, or until nothing more comes after `ended`. Rejects with what a listener threw. */
export function readStream(
  stream: Readable,
  ended: Promise<unknown>,
  { take, onRaw }: LineReader,
): Promise<void> {
  const splitter = new LineSplitter();
  const late = cutLateOutput(stream, ended);
  return new Promise<void>((resolve, reject) => {
    const guarded = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        stream.off('data', onData).pause();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const onData = (text: string): void =>
      guarded(() => {
        onRaw?.(text);
        for (const line of splitter.push(text)) take(line, false);
      });
    const finish = (): void =>
      guarded(() => {
        for (const line of splitter.flush()) take(line, true);
        resolve();
      });
    stream.setEncoding('latin1');
    stream.on('data', onData);
    stream.once('error', reject);
    // Without an end when it was cut.
    stream.once('end', finish).once('close', finish);
  }).finally(late.forget);
}

/**
 * Ends the reading when rsync has ended and nothing more comes, though somebody holds its pipe open: ssh hands it to the
 * process of a shared connection (ControlMaster), which on a dead line keeps it until it gives up.
 */
function cutLateOutput(stream: Readable, ended: Promise<unknown>): { readonly forget: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let isForgotten = false;
  let seen = -1;
  const look = (): void => {
    const read = 'bytesRead' in stream ? Number(stream.bytesRead) : 0;
    if (stream.readableLength === 0 && read === seen) stream.destroy();
    seen = read;
  };
  void ended.then(() => {
    if (!isForgotten) timer = setInterval(look, LATE_MS);
  });
  return {
    forget: () => {
      isForgotten = true;
      clearInterval(timer);
    },
  };
}
