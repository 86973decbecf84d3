import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { runProcess } from './run-process.ts';

/** A process as this machine's /proc shows it. */
export interface SeenProcess {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly argv: readonly string[];
}

/** All processes that have not ended, of the machine or of one pid namespace (as /proc/PID/ns/pid names it). */
export function listProcesses(pidNamespace?: string): SeenProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => pidNamespace === undefined || namespaceOf(Number(pid)) === pidNamespace)
    .flatMap((pid) => readProcess(Number(pid)));
}

export function namespaceOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}

/** The processes that a process started, as Linux's /proc or ps tells. */
export async function childrenOf(pid: number): Promise<number[]> {
  if (existsSync('/proc/self/stat')) {
    return listProcesses()
      .filter(({ parent }) => parent === pid)
      .map((child) => child.pid);
  }
  const { stdout } = await runProcess(['ps', '-axo', 'pid=,ppid=']);
  const rows = stdout.split('\n').map((row) => row.trim().split(/\s+/).map(Number));
  return rows.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
}

function readProcess(pid: number): SeenProcess[] {
  try {
    // 123 (a name) S 1 …
    const [, name = '', state, parent] =
      /^\d+ \((.*)\) (\S) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    if (state === 'Z' || state === 'X') return [];
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    return [{ pid, parent: Number(parent), name, argv }];
  } catch {
    // It ended while it was looked at.
    return [];
  }
}
