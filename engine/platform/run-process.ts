import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { ProcessEnd, RunProcess, ShellOptions } from '../model/shell.ts';

const DEFAULT_TIMEOUT_MS = 120_000;
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;
const STDERR_TAIL_BYTES = 65_536;
/** Between SIGTERM and SIGKILL, and for what is still in the pipes after the end. */
const GRACE_MS = 2_000;

type Stopped = 'timed-out' | 'cancelled' | 'too-much-output';

/** Starts a program in a process group of its own, so that ending it ends what it started as well. */
export const runProcess: RunProcess = async (argv, options = {}) => {
  if (options.signal?.aborted === true) return { kind: 'cancelled', stderr: '' };
  const [program, ...args] = argv;
  const env = { ...process.env, ...options.env };
  const child = spawn(program, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'], env });
  const failure = await started(child);
  if (failure !== undefined) return { kind: 'not-started', reason: failure };
  return watch(child, options);
};

async function started(child: ChildProcess): Promise<string | undefined> {
  try {
    await once(child, 'spawn');
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

async function watch(child: PipedChild, options: ShellOptions): Promise<ProcessEnd> {
  let stopped: Stopped | undefined;
  let grace: NodeJS.Timeout | undefined;
  const stop = (why: Stopped): void => {
    if (stopped !== undefined) return;
    stopped = why;
    signalGroup(child, 'SIGTERM');
    grace = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
    }, GRACE_MS);
  };
  const cancel = (): void => {
    stop('cancelled');
  };
  const timeout = setTimeout(() => {
    stop('timed-out');
  }, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  options.signal?.addEventListener('abort', cancel, { once: true });
  // It may have come while the process started.
  if (options.signal?.aborted === true) cancel();
  const output = collect(child, options.maxOutputBytes ?? DEFAULT_MAX_BYTES, () => {
    stop('too-much-output');
  });
  const fed = feed(child.stdin, options).catch((error: unknown) => {
    cancel();
    return error instanceof Error ? error : new Error(String(error));
  });
  const { code, signal } = await ended(child);
  clearTimeout(timeout);
  clearTimeout(grace);
  options.signal?.removeEventListener('abort', cancel);
  const sourceError = await fed;
  if (sourceError !== undefined) throw sourceError;
  const stderr = output.stderr();
  if (stopped !== undefined) return { kind: stopped, stderr };
  return { kind: 'exited', code, signal, stdout: output.stdout(), stderr };
}

type PipedChild = ChildProcess & { stdin: Writable; stdout: Readable; stderr: Readable };

/** Keeps stdout up to the limit and the tail of stderr; past the limit nothing more is kept. */
function collect(
  child: PipedChild,
  maxBytes: number,
  tooMuch: () => void,
): { stdout: () => Buffer; stderr: () => string } {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let tail: Buffer = Buffer.alloc(0);
  const count = (chunk: Buffer): boolean => {
    bytes += chunk.length;
    if (bytes > maxBytes) tooMuch();
    return bytes <= maxBytes;
  };
  child.stdout.on('data', (chunk: Buffer) => {
    if (count(chunk)) chunks.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    if (count(chunk)) tail = Buffer.concat([tail, chunk]).subarray(-STDERR_TAIL_BYTES);
  });
  return { stdout: () => Buffer.concat(chunks), stderr: () => tail.toString('utf8') };
}

/** A child may end before it has read everything (EPIPE): its status says what that means. */
async function feed(stdin: Writable, { stdin: source, holdStdin = false }: ShellOptions): Promise<undefined> {
  let broken = false;
  stdin.on('error', () => (broken = true)).on('close', () => (broken = true));
  if (source !== undefined) {
    for await (const chunk of source instanceof Uint8Array ? [source] : source) {
      if (broken) break;
      if (!stdin.write(chunk)) await drained(stdin);
    }
  }
  if (!holdStdin) stdin.end();
  return undefined;
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done).off('error', done);
      resolve();
    };
    stream.on('drain', done).on('close', done).on('error', done);
  });
}

/** Waits for the pipes too, but not for ever: something left behind in the background may hold them open. */
function ended(child: PipedChild): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve) => {
    child.once('exit', () => {
      const late = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, GRACE_MS);
      child.once('close', () => {
        clearTimeout(late);
      });
      child.stdin.destroy();
    });
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It had ended by itself.
  }
}
