import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { currentPlatform } from './index.ts';

/**
 * A text that is this process's alone, also after its number was given to another or the machine was started again;
 * `undefined` when there is no such process.
 */
export function startToken(pid: number, platform = currentPlatform()): string | undefined {
  try {
    return platform === 'linux' ? linuxToken(pid) : psToken(pid);
  } catch {
    return undefined;
  }
}

/** True when the process that once had this number and token is still there, and when that cannot be told. A zombie is not. */
export function isAlive(pid: number, token: string, platform = currentPlatform()): boolean {
  try {
    return (platform === 'linux' ? linuxToken(pid) : psToken(pid)) === token;
  } catch (error) {
    return !isNoSuchProcess(error);
  }
}

/** ps(1) ends with 1 when it knows no such process; /proc has no such folder, or loses it while it is read. */
function isNoSuchProcess(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('status' in error) return error.status === 1;
  return 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');
}

/** Sends a signal to a process group; false when there is none. */
export function killGroup(leader: number, signal: NodeJS.Signals = 'SIGTERM'): boolean {
  // 0 would be our own group, and -1 everyone.
  if (!Number.isInteger(leader) || leader <= 1) throw new Error(`no process group ${String(leader)}`);
  try {
    return process.kill(-leader, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/** proc(5): the name in field 2 may hold spaces and brackets, so fields count from the last bracket; 3 is the state, 22 the start. */
function linuxToken(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  if (start === undefined || state === 'Z' || state === 'X') return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${start}`;
}

/** ps(1) of macOS and BSD. A second is fine enough: numbers do not come round that fast. */
function psToken(pid: number): string | undefined {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const text = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // "Ss   Mon Nov 23 11:35:38 2026"
  const match = /^\s*(\S+)\s+(\S.*\S)\s*$/.exec(text);
  return match?.[2] === undefined || match[1]?.startsWith('Z') === true ? undefined : match[2];
}
