import type { Client, ClientChannel } from 'ssh2';
import { EngineError, type ProblemCode, type ProblemDetails } from '../model/problem.ts';
import { remoteCommand } from '../model/shell-words.ts';
import type { Shell, ShellOptions, ShellResult } from '../model/shell.ts';

interface RemoteCommand {
  readonly channel: ClientChannel;
  readonly end: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/** One connection that somebody has signed in on. It shows nothing of ssh2's insides to who prints it. */
export class OpenConnection {
  /** As `formatEndpoint` writes it. */
  readonly endpoint: string;
  readonly #client: Client;
  #isOpen = true;

  constructor(client: Client, endpoint: string) {
    this.endpoint = endpoint;
    this.#client = client;
    client.once('close', () => (this.#isOpen = false));
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Starts a command line of the login shell. */
  exec(command: string): Promise<RemoteCommand> {
    return new Promise((resolve, reject) => {
      if (!this.#isOpen) {
        reject(this.lost());
        return;
      }
      this.#client.exec(command, (error, channel) => {
        // In the same packet may come how it ended, which is told once.
        if (error === undefined) resolve({ channel, end: ended(channel) });
        else reject(this.#isOpen ? this.#refused(error) : this.lost(error));
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#isOpen) {
        resolve();
        return;
      }
      // A server that does not hang up in turn is not waited for.
      const late = setTimeout(() => this.#client.destroy(), PATIENCE_AT_CLOSE_MS);
      this.#client.once('close', () => {
        clearTimeout(late);
        resolve();
      });
      this.#client.end();
    });
  }

  lost(cause?: unknown): EngineError {
    const details = { endpoint: this.endpoint, text: 'connection-lost' };
    return EngineError.of('endpoint.unreachable', details, 'transient', cause);
  }

  #refused(error: Error): EngineError {
    const details = { endpoint: this.endpoint, text: error.message };
    return EngineError.of('endpoint.refused', details, 'transient', error);
  }
}

export interface RemoteRunOptions extends ShellOptions {
  /** Is told at once what comes on stderr. */
  readonly onStderr?: (chunk: Buffer) => void;
}

const DEFAULT_TIMEOUT_MS = 120_000;
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;
const STDERR_TAIL_BYTES = 65_536;
const PATIENCE_AT_CLOSE_MS = 2_000;

/** Runs scripts over the one connection, also several at a time. Same results and problems as by the ssh program. */
export function connectionShell(connection: OpenConnection): Shell {
  return {
    run: (script, args, options) => runOnConnection(connection, remoteCommand(script, args), options),
  };
}

/** Runs a command line of the login shell. What is still running when it is given up gets SIGTERM and an end of its streams. */
export async function runOnConnection(
  connection: OpenConnection,
  command: string,
  options: RemoteRunOptions = {},
): Promise<ShellResult> {
  const stop = new AbortController();
  const stopFor = (code: ProblemCode, details: ProblemDetails = {}): void => {
    const retry = code === 'endpoint.garbled' ? 'person' : 'transient';
    stop.abort(EngineError.of(code, { endpoint: connection.endpoint, ...details }, retry));
  };
  const cancel = (): void => {
    stopFor('run.cancelled');
  };
  const timer = setTimeout(() => {
    stopFor('endpoint.timeout');
  }, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  if (options.signal?.aborted === true) cancel();
  options.signal?.addEventListener('abort', cancel, { once: true });
  let channel: ClientChannel | undefined;
  try {
    const started = await unlessStopped(connection.exec(command), stop.signal, (late) => {
      giveUp(late.channel);
    });
    channel = started.channel;
    const output = collect(channel, options, () => {
      stopFor('endpoint.garbled', { text: 'too much output' });
    });
    feed(channel, options.stdin).catch((error: unknown) => {
      stop.abort(error);
    });
    const { code, signal } = await unlessStopped(started.end, stop.signal);
    if (code === null && signal === null && !connection.isOpen) throw connection.lost();
    return { code, signal, stdout: output.stdout(), stderr: output.stderr() };
  } catch (error) {
    if (channel !== undefined) giveUp(channel);
    throw error;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', cancel);
  }
}

function giveUp(channel: ClientChannel): void {
  channel.on('error', () => undefined);
  channel.signal('TERM');
  channel.close();
}

function unlessStopped<T>(wanted: Promise<T>, signal: AbortSignal, late?: (value: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    wanted.then((value) => {
      signal.removeEventListener('abort', abort);
      if (signal.aborted) late?.(value);
      resolve(value);
    }, reject);
  });
}

/** Keeps stdout up to the limit and the tail of stderr; past the limit nothing more is kept. */
function collect(
  channel: ClientChannel,
  { maxOutputBytes = DEFAULT_MAX_BYTES, onStderr }: RemoteRunOptions,
  tooMuch: () => void,
): { stdout: () => Buffer; stderr: () => string } {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let tail: Buffer = Buffer.alloc(0);
  const isWithin = (chunk: Buffer): boolean => {
    bytes += chunk.length;
    if (bytes > maxOutputBytes) tooMuch();
    return bytes <= maxOutputBytes;
  };
  channel.on('data', (chunk: Buffer) => {
    if (isWithin(chunk)) chunks.push(chunk);
  });
  channel.stderr.on('data', (chunk: Buffer) => {
    if (!isWithin(chunk)) return;
    tail = Buffer.concat([tail, chunk]).subarray(-STDERR_TAIL_BYTES);
    onStderr?.(chunk);
  });
  return { stdout: () => Buffer.concat(chunks), stderr: () => tail.toString('utf8') };
}

function ended(channel: ClientChannel): RemoteCommand['end'] {
  return new Promise((resolve) => {
    let status: { code: number | null; signal: string | null } = { code: null, signal: null };
    channel.once('exit', (code: number | null, signal?: string) => {
      status = { code, signal: signal ?? null };
    });
    channel.once('close', () => {
      resolve(status);
    });
  });
}

/** A command may end before it has read everything: its status says what that means. */
async function feed(channel: ClientChannel, source: ShellOptions['stdin']): Promise<void> {
  let isClosed = false;
  channel.on('error', () => (isClosed = true)).once('close', () => (isClosed = true));
  if (source !== undefined) {
    for await (const chunk of source instanceof Uint8Array ? [source] : source) {
      if (isClosed) return;
      if (!channel.write(chunk)) await drained(channel);
    }
  }
  if (!isClosed) channel.end();
}

function drained(channel: ClientChannel): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      channel.off('drain', done).off('close', done);
      resolve();
    };
    channel.on('drain', done).on('close', done);
  });
}
