import { existsSync, readFileSync } from 'node:fs';
import { listProcesses, type SeenProcess } from '../helpers/proc.ts';
import { eventually } from '../helpers/eventually.ts';

/** In the environment of everything that an app started, so that what has left it is found too. */
export const FAMILY_VARIABLE = 'WARMSPARE_TEST_FAMILY';

/** The app's process and all that it started, directly or not, and that still runs. On a Mac the app alone. */
export function familyOf(pid: number, mark: string): SeenProcess[] {
  if (!existsSync('/proc/self/stat')) return [];
  const all = listProcesses();
  const family = new Set(all.filter((seen) => seen.pid === pid || hasMark(seen.pid, mark)).map(pidOf));
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const { pid: child, parent } of all) if (family.has(parent)) family.add(child);
  }
  return all.filter((seen) => family.has(seen.pid));
}

/** Waits until all of them have ended by themselves, then ends those that have not. */
export async function endFamily(members: readonly SeenProcess[], patienceMs: number): Promise<void> {
  const left = (): readonly SeenProcess[] => members.filter(isStillThere);
  const isGone = (): boolean => left().length === 0;
  try {
    await eventually(isGone, { timeoutMs: patienceMs });
  } catch {
    for (const { pid } of left()) killIfThere(pid);
    await eventually(isGone);
  }
}

export function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** A number may have been given to another process since. */
function isStillThere(member: SeenProcess): boolean {
  const now = listProcesses().find(({ pid }) => pid === member.pid);
  return now !== undefined && now.argv.join('\0') === member.argv.join('\0');
}

function hasMark(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${FAMILY_VARIABLE}=${mark}`);
  } catch {
    // It ended while it was looked at.
    return false;
  }
}

function pidOf({ pid }: SeenProcess): number {
  return pid;
}
