import { spawn, type ChildProcess } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { EngineError } from '../model/problem.ts';
import type { PathText } from '../model/path-text.ts';
import { MessageLog } from './messages.ts';
import { argvWord } from './operands.ts';
import { PolledPipe } from './polled-pipe.ts';
import { readPipe, readStream, type LineReader } from './read-output.ts';
import { isProgress } from './progress-line.ts';
import { killGroup, stopOnAbort } from './stop.ts';
import { NO_STATS, OutputReader, type OutputRecord, type TransferStats } from './output.ts';

export interface RsyncRequest {
  /** rsync, or ssh where rsync's client runs on another machine. */
  readonly file: string;
  /** As `rsyncArguments` gives them; no word may need bytes that argv cannot carry. */
  readonly args: readonly PathText[];
  /** A folder of the run's own, where a pipe is made. */
  readonly workFolder: string;
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
  const output = await PolledPipe.open(request.workFolder);
  try {
    return await runWith(output, request);
  } finally {
    output.close();
  }
}

async function runWith(output: PolledPipe, request: RsyncRequest): Promise<RsyncExit> {
  const child = spawn(request.file, request.args.map(argvWord), {
    detached: true,
    // All paths are absolute; a folder of ours might go away.
    cwd: '/',
    env: environment(),
    stdio: [request.stdin === undefined ? 'ignore' : 'pipe', output.writeEnd, 'pipe'],
  });
  output.handedOver();
  const ended = endOf(child);
  const started = await startOf(child, request.file);
  const stop = stopOnAbort(started, request.signal, request.graceMs);
  try {
    request.onStarted?.(started);
    const said = read(child, output, ended, request);
    const [end, output_] = await Promise.all([ended, said, feed(child, request, ended)]);
    return { ...end, ...output_, cancelled: stop.asked() };
  } catch (error) {
    killGroup(started, 'SIGKILL');
    child.stderr?.destroy();
    await ended;
    throw error;
  } finally {
    stop.forget();
    child.stdin?.destroy();
  }
}

async function read(
  child: ChildProcess,
  output: PolledPipe,
  ended: Promise<unknown>,
  request: RsyncRequest,
): Promise<Pick<RsyncExit, 'stats' | 'messages'>> {
  const { onRaw, ready } = request;
  const messages = new MessageLog();
  const stats: { -readonly [K in keyof TransferStats]: number } = { ...NO_STATS };
  const reader = new OutputReader();
  let newestProgress: string | undefined;
  const raw = (stream: 'stdout' | 'stderr'): Pick<LineReader, 'onRaw'> =>
    onRaw === undefined ? {} : { onRaw: (text) => onRaw(stream, text) };
  const stdout = readPipe(output, ended, {
    ...raw('stdout'),
    ...(ready && { ready }),
    take: (line, isTorn) => {
      if (isProgress(line)) {
        newestProgress = line;
        return;
      }
      const record = isTorn ? reader.readTorn(line) : reader.read(line);
      if (record.type === 'stat') stats[record.key] = record.value;
      if (record.type === 'text') messages.addOutput(line);
      request.onRecord(record.type === 'text' ? { type: 'text', text: fromLatin1(record.text) } : record);
    },
    pause: () => {
      if (newestProgress !== undefined) request.onRecord(reader.read(newestProgress));
      newestProgress = undefined;
    },
  });
  const errors = child.stderr ?? Readable.from([]);
  const stderr = readStream(errors, ended, {
    ...raw('stderr'),
    take: (line) => {
      messages.add(line);
      request.onMessage(fromLatin1(line));
    },
  });
  await Promise.all([stdout, stderr]);
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
