import { spawn, type ChildProcess } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { EngineError } from '../model/problem.ts';
import { LineSplitter } from './line-splitter.ts';
import { MessageLog } from './messages.ts';
import { NO_STATS, parseLine, type OutputRecord, type TransferStats } from './output.ts';

export interface RsyncRequest {
  /** rsync, or ssh where rsync's client runs on another machine. */
  readonly file: string;
  readonly args: readonly string[];
  /** Held open until the process ends; a file's content goes first. Without it, standard input is empty. */
  readonly stdin?: { readonly hold: true; readonly file: string | undefined };
  /** Asks for the end: SIGTERM to the whole group, after `graceMs` SIGKILL. */
  readonly signal: AbortSignal;
  readonly graceMs?: number;
  readonly onStarted?: (pid: number) => void;
  readonly onRecord: (record: OutputRecord) => void;
  /** A line of standard error. */
  readonly onMessage: (line: string) => void;
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

/** Runs one rsync to its end, in a process group of its own. Rejects only when it cannot be started. */
export async function runRsync(request: RsyncRequest): Promise<RsyncExit> {
  const child = spawn(request.file, [...request.args], {
    detached: true,
    env: environment(),
    stdio: [request.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  const started = await startOf(child, request.file);
  request.onStarted?.(started);
  const stop = stopOnAbort(started, request);
  feed(child, request);
  const messages = new MessageLog();
  const stats: { -readonly [K in keyof TransferStats]: number } = { ...NO_STATS };
  try {
    const [end] = await Promise.all([
      ended,
      readLines(child.stdout, request, (line) => {
        const record = parseLine(line);
        if (record.type === 'stat') stats[record.key] = record.value;
        request.onRecord(record);
      }),
      readLines(child.stderr, request, (line) => {
        messages.add(line);
        request.onMessage(line);
      }),
    ]);
    return { ...end, stats, messages, cancelled: stop.asked() };
  } finally {
    stop.forget();
    child.stdin?.destroy();
  }
}

function startOf(child: ChildProcess, file: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid ?? 0));
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

function feed(child: ChildProcess, { stdin }: RsyncRequest): void {
  const pipe = child.stdin;
  if (pipe === null || stdin === undefined) return;
  // The other side may end first; its exit code says why.
  pipe.on('error', () => undefined);
  if (stdin.file === undefined) return;
  createReadStream(stdin.file)
    .on('error', () => child.kill('SIGTERM'))
    .pipe(pipe, { end: false });
}

/** Chunk after chunk, waiting for a slow reader: the pipe fills, and rsync waits in its turn. */
async function readLines(
  stream: NodeJS.ReadableStream | null,
  { ready }: RsyncRequest,
  take: (line: string) => void,
): Promise<void> {
  if (stream === null) return;
  const splitter = new LineSplitter();
  stream.setEncoding('latin1');
  for await (const chunk of stream) {
    for (const line of splitter.push(String(chunk))) take(line);
    await ready?.();
  }
  for (const line of splitter.flush()) take(line);
}
