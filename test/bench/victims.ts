import { listProcesses, type SeenProcess } from '../helpers/proc.ts';

export const VICTIMS = ['engine', 'rsync', 'ssh', 'sshd session'] as const;
export type Victim = (typeof VICTIMS)[number];

/** Kills one process of a run with SIGKILL: which one, or nothing where there is none of its kind just now. */
export function killVictim(victim: Victim, enginePid: number, sshdPid: number): boolean {
  const found = candidates(victim, enginePid, sshdPid)[0];
  if (found === undefined) return false;
  try {
    process.kill(found, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/** The newest first: the one that does the work, not the one that waits for it. */
function candidates(victim: Victim, enginePid: number, sshdPid: number): number[] {
  if (victim === 'engine') return [enginePid];
  const processes = listProcesses();
  const below = descendantsOf(victim === 'sshd session' ? sshdPid : enginePid, processes);
  const name = victim === 'sshd session' ? 'sshd' : victim;
  return below
    .filter((process) => process.name.startsWith(name))
    .map(({ pid }) => pid)
    .toSorted((a, b) => b - a);
}

function descendantsOf(pid: number, processes: readonly SeenProcess[]): SeenProcess[] {
  const children = processes.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child.pid, processes)]);
}
