import { spawn, type ChildProcess } from 'node:child_process';
import { eventually } from './eventually.ts';

export interface ProcessOptions {
  readonly cwd?: string;
  /** The whole environment; by default the runner's own. */
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | Uint8Array;
  /** Leaves stdin open for `write` and `endInput`. */
  readonly keepInputOpen?: boolean;
  /** By default 60 seconds. */
  readonly timeoutMs?: number;
  /** Exit codes that are no error for `runProcess`; by default only 0. */
  readonly okCodes?: readonly number[] | 'any';
}

export interface ProcessResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly stdoutBytes: Buffer;
  readonly stderrBytes: Buffer;
}

/** Runs to the end. Throws when it does not start, takes too long or ends with a code that is not ok. */
export async function runProcess(
  argv: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  const result = await startProcess(argv, options).exited;
  const { okCodes = [0] } = options;
  if (okCodes === 'any' || (result.code !== null && okCodes.includes(result.code))) return result;
  throw new Error(`${argv.join(' ')}\nended with ${result.code ?? result.signal}\n${tail(result)}`);
}

export function startProcess(argv: readonly string[], options: ProcessOptions = {}): StartedProcess {
  return new StartedProcess(argv, options);
}

export class StartedProcess {
  /** Rejects when it does not start or takes too long. */
  readonly exited: Promise<ProcessResult>;
  readonly #child: ChildProcess;
  readonly #stdout: Buffer[] = [];
  readonly #stderr: Buffer[] = [];

  constructor(argv: readonly string[], options: ProcessOptions) {
    const [program = '', ...args] = argv;
    const hasInput = options.input !== undefined || options.keepInputOpen === true;
    this.#child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: [hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it started can be ended with it.
      detached: true,
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#stdout.push(chunk));
    this.#child.stderr?.on('data', (chunk: Buffer) => this.#stderr.push(chunk));
    // It may end without reading what it is given.
    this.#child.stdin?.on('error', () => undefined);
    if (options.input !== undefined) this.#child.stdin?.write(options.input);
    if (options.keepInputOpen !== true) this.#child.stdin?.end();
    this.exited = this.#waitForEnd(argv, options.timeoutMs ?? 300_000);
    // Whoever waits gets the error; nobody waiting is no crash of the runner.
    this.exited.catch(() => undefined);
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('it did not start');
    return this.#child.pid;
  }

  get isRunning(): boolean {
    return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** All of stdout so far. */
  get stdout(): string {
    return Buffer.concat(this.#stdout).toString();
  }

  get stderr(): string {
    return Buffer.concat(this.#stderr).toString();
  }

  write(input: string | Uint8Array): void {
    this.#child.stdin?.write(input);
  }

  endInput(): void {
    this.#child.stdin?.end();
  }

  /** Signals this process alone. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends it and what it started, but for what left its process group. */
  kill(): void {
    if (!this.isRunning) return;
    process.kill(-this.pid, 'SIGKILL');
  }

  /** Waits until stdout or stderr matches. */
  async waitForOutput(pattern: RegExp, timeoutMs = 60_000): Promise<void> {
    await eventually(
      () => {
        if (pattern.test(this.stdout) || pattern.test(this.stderr)) return;
        throw new Error(`no ${String(pattern)} in: ${this.stdout}${this.stderr}`);
      },
      { timeoutMs },
    );
  }

  #waitForEnd(argv: readonly string[], timeoutMs: number): Promise<ProcessResult> {
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        reject(new Error(`${argv.join(' ')}\nstill ran after ${timeoutMs} ms\n${this.stdout}${this.stderr}`));
        this.kill();
      }, timeoutMs);
      this.#child.once('error', (error) => {
        clearTimeout(deadline);
        reject(error);
      });
      const settle = (): void => {
        clearTimeout(deadline);
        resolve(this.#result());
      };
      this.#child.once('close', settle);
      // What it left in the background may hold its output open for ever.
      this.#child.once('exit', () => setTimeout(settle, 5000).unref());
    });
  }

  #result(): ProcessResult {
    const stdoutBytes = Buffer.concat(this.#stdout);
    const stderrBytes = Buffer.concat(this.#stderr);
    return {
      code: this.#child.exitCode,
      signal: this.#child.signalCode,
      stdout: stdoutBytes.toString(),
      stderr: stderrBytes.toString(),
      stdoutBytes,
      stderrBytes,
    };
  }
}

function tail({ stdout, stderr }: ProcessResult): string {
  return `${stdout.slice(-2000)}${stderr.slice(-2000)}`;
}
