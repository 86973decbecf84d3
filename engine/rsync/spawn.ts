import { spawn, type ChildProcess } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { EngineError } from '../model/problem.ts';
import { LineSplitter } from './line-splitter.ts';
import type { PathText } from '../model/path-text.ts';
import { MessageLog } from './messages.ts';
import { argvWord } from './operands.ts';
import { NO_STATS, OutputReader, type OutputRecord, type TransferStats } from './output.ts';

export interface RsyncRequest {
  /** rsync, or ssh where rsync's client runs on another machine. */
  readonly file: string;
  /** As `rsyncArguments` gives them; no word may need bytes that argv cannot carry. */
  readonly args: readonly PathText[];
  /** Held open until the process ends; a file's content goes first. Without it, standard input is empty. */
  readonly stdin?: { readonly hold: true; readonly file: string | undefined };
  /** Asks for the end: SIGTERM to the whole group, after `graceMs` SIGKILL. */
  readonly signal: AbortSignal;
  readonly graceMs?: number;
  readonly onStarted?: (pid: number) => void;
  readonly onRecord: (record: OutputRecord) => void;
  /** A line of standard error. */
  readonly onMessage: (line: string) => void;
  /** Everything as it came, one character a byte, for a raw log. */
  readonly onRaw?: (stream: 'stdout' | 'stderr', chunk: string) => void;
  /** Waited for between chunks, so that a slow reader slows rsync. */
  readonly ready?: () => Promise<void>;
}

export interface RsyncExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stats: TransferStats;
  readonly messages: MessageLog;
  /** We asked for the end. */
  readonly cancelled: boolean;
}

const GRACE_MS = 5000;
const PASSED_ON = ['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'SSH_AUTH_SOCK'];

/** Numbers with dots, names as ASCII: rsync prints by the locale. Nothing else of our environment concerns it. */
function environment(): NodeJS.ProcessEnv {
  const kept = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...(Object.fromEntries(kept) as NodeJS.ProcessEnv), LC_ALL: 'C' };
}

/**
 * Runs one rsync to its end, in a process group of its own. Rejects when it cannot be started or given its input, or with
 * what a listener threw; in each case only when the process is gone.
 */
export async function runRsync(request: RsyncRequest): Promise<RsyncExit> {
  const child = spawn(request.file, request.args.map(argvWord), {
    detached: true,
    // All paths are absolute; a folder of ours might go away.
    cwd: '/',
    env: environment(),
    stdio: [request.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  const started = await startOf(child, request.file);
  const stop = stopOnAbort(started, request);
  const late = cutLateOutput(child, ended);
  try {
    request.onStarted?.(started);
    const [end, output] = await Promise.all([ended, read(child, request), feed(child, request, ended)]);
    return { ...end, ...output, cancelled: stop.asked() };
  } catch (error) {
    killGroup(started, 'SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
    await ended;
    throw error;
  } finally {
    stop.forget();
    late.forget();
    child.stdin?.destroy();
  }
}

const LATE_OUTPUT_MS = 500;

/**
 * Ends the reading when rsync has ended and nothing more comes, though somebody holds its pipes open: ssh hands them to the
 * process of a shared connection (ControlMaster), which on a dead line keeps them until it gives up.
 */
function cutLateOutput(child: ChildProcess, ended: Promise<unknown>): { readonly forget: () => void } {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  let timer: NodeJS.Timeout | undefined;
  let isForgotten = false;
  let seen = -1;
  const look = (): void => {
    const waiting = streams.reduce((sum, stream) => sum + stream.readableLength, 0);
    const read = streams.reduce(
      (sum, stream) => sum + ('bytesRead' in stream ? Number(stream.bytesRead) : 0),
      0,
    );
    if (waiting === 0 && read === seen) for (const stream of streams) stream.destroy();
    seen = read;
  };
  void ended.then(() => {
    if (!isForgotten) timer = setInterval(look, LATE_OUTPUT_MS);
  });
  return {
    forget: () => {
      isForgotten = true;
      clearInterval(timer);
    },
  };
}

async function read(
  child: ChildProcess,
  request: RsyncRequest,
): Promise<Pick<RsyncExit, 'stats' | 'messages'>> {
  const messages = new MessageLog();
  const stats: { -readonly [K in keyof TransferStats]: number } = { ...NO_STATS };
  const reader = new OutputReader();
  await Promise.all([
    readLines(child.stdout, 'stdout', request, (line, isTorn) => {
      const record = isTorn ? reader.readTorn(line) : reader.read(line);
      if (record.type === 'stat') stats[record.key] = record.value;
      if (record.type === 'text') messages.addOutput(line);
      request.onRecord(record.type === 'text' ? { type: 'text', text: fromLatin1(record.text) } : record);
    }),
    readLines(child.stderr, 'stderr', request, (line) => {
      messages.add(line);
      request.onMessage(fromLatin1(line));
    }),
  ]);
  return { stats, messages };
}

/** For people: ssh and a remote shell speak UTF-8. */
function fromLatin1(line: string): string {
  return Buffer.from(line, 'latin1').toString('utf8');
}

function startOf(child: ChildProcess, file: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => {
      if (child.pid !== undefined) resolve(child.pid);
    });
    child.once('error', (error) => {
      reject(EngineError.of('rsync.missing', { path: file, text: error.message }, 'person', error));
    });
  });
}

function endOf(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

function stopOnAbort(pid: number, { signal, graceMs }: RsyncRequest): { asked(): boolean; forget(): void } {
  let asked = false;
  let timer: NodeJS.Timeout | undefined;
  const abort = (): void => {
    asked = true;
    killGroup(pid, 'SIGTERM');
    timer = setTimeout(() => killGroup(pid, 'SIGKILL'), graceMs ?? GRACE_MS);
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return {
    asked: () => asked,
    forget: () => {
      signal.removeEventListener('abort', abort);
      clearTimeout(timer);
    },
  };
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended in the meantime.
  }
}

/** Gives the file's content and leaves the pipe open. Ends with the process; rejects when the file cannot be read. */
async function feed(child: ChildProcess, { stdin }: RsyncRequest, ended: Promise<unknown>): Promise<void> {
  const pipe = child.stdin;
  if (pipe === null || stdin === undefined) return;
  // The other side may end first; its exit code says why.
  pipe.on('error', () => undefined);
  if (stdin.file === undefined) return;
  const content = createReadStream(stdin.file);
  content.pipe(pipe, { end: false });
  const unreadable = new Promise<void>((_, reject) => content.once('error', reject));
  try {
    await Promise.race([ended, unreadable]);
  } finally {
    content.destroy();
  }
}

/** rsync tells each file by itself: to wait for the reader after each would take longer than to read it. */
const READY_EVERY_CHARACTERS = 1 << 16;

/** Piece after piece, waiting for a slow reader now and then: the pipe fills, and rsync waits in its turn. */
function readLines(
  stream: NodeJS.ReadableStream | null,
  name: 'stdout' | 'stderr',
  { ready, onRaw }: RsyncRequest,
  take: (line: string, isTorn: boolean) => void,
): Promise<void> {
  if (stream === null) return Promise.resolve();
  const splitter = new LineSplitter();
  let sinceReady = 0;
  // Events, not `for await`, which makes several promises for each piece, and a piece is often one line.
  return new Promise((resolve, reject) => {
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
        onRaw?.(name, text);
        for (const line of splitter.push(text)) take(line, false);
        sinceReady += text.length;
        if (ready === undefined || sinceReady < READY_EVERY_CHARACTERS) return;
        sinceReady = 0;
        stream.pause();
        ready().then(() => stream.resume(), reject);
      });
    stream.setEncoding('latin1');
    stream.on('data', onData);
    stream.once('error', reject);
    const finish = (): void =>
      guarded(() => {
        for (const line of splitter.flush()) take(line, true);
        resolve();
      });
    // Without an end when it was cut (see cutLateOutput).
    stream.once('end', finish).once('close', finish);
  });
}
