import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measured {
  /** From its start to its exit, by the wall. */
  readonly seconds: number;
  /** Most memory that this one process ever had, without those that it started. 0 where nobody tells. */
  readonly peakBytes: number;
  readonly code: number | null;
  readonly output: string;
}

const POLL_MS = 10;

/** Runs a program to its end; `started` lets the caller hold on to it meanwhile. */
export async function measure(
  argv: readonly string[],
  started: (child: ChildProcess) => void = () => undefined,
): Promise<Measured> {
  const [program = '', ...args] = argv;
  const startedAt = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  started(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-20_000)));
  let peakBytes = 0;
  const poll = setInterval(() => (peakBytes = Math.max(peakBytes, peakOf(child.pid))), POLL_MS);
  try {
    const { code, seconds } = await exitOf(child, startedAt);
    return { seconds, peakBytes, code, output };
  } finally {
    clearInterval(poll);
  }
}

/** The clock stops at the exit; what it wrote may be read a moment later. */
function exitOf(child: ChildProcess, startedAt: number): Promise<{ code: number | null; seconds: number }> {
  return new Promise((resolve, reject) => {
    let seconds = 0;
    child.once('error', reject);
    child.once('exit', () => (seconds = (performance.now() - startedAt) / 1000));
    child.once('close', (code) => resolve({ code, seconds }));
  });
}

/** The kernel's own high-water mark of the resident set: what came between two looks is in it. */
export function peakOf(pid: number | undefined): number {
  try {
    // VmHWM:	   98304 kB
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}
