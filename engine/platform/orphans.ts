import { execFileSync } from 'node:child_process';
import { isAlive, killGroup, startToken } from './process-identity.ts';

/** The leader of a process group, as it was noted when it started. */
export interface GroupLeader {
  readonly pid: number;
  readonly startToken: string;
}

const PATIENCE_MS = 3000;
const STEP_MS = 50;

/**
 * Ends what a killed run left of a process group, and resolves when it is gone, or after a few seconds. The leader
 * may be gone before the rest: an rsync whose reader died ends at once, while its receiver still keeps what is half
 * written, and would do so beside the next run.
 */
export async function endOrphans(
  leader: GroupLeader,
  programs: readonly string[],
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isLeft(leader, programs)) return;
    killGroup(leader.pid, signal);
    for (let waited = 0; waited < PATIENCE_MS && isLeft(leader, programs); waited += STEP_MS)
      await sleep(STEP_MS);
  }
}

/**
 * The number of a group is given to no process while the group has a member. So what is left without its leader is
 * ours, unless all of ours were gone, the number went round, and the new leader is gone as well: then its children
 * are hardly all called as our programs are.
 */
function isLeft({ pid, startToken: token }: GroupLeader, programs: readonly string[]): boolean {
  if (isAlive(pid, token)) return true;
  if (startToken(pid) !== undefined) return false;
  const members = membersOf(pid);
  return members.length > 0 && members.every((name) => programs.includes(name));
}

/** The names of the processes of a group, zombies left out; none where that cannot be told: no run is stopped by it. */
function membersOf(group: number): string[] {
  return listed()
    .split('\n')
    .flatMap((line) => {
      const [, pgid, state, name] = /^\s*(\d+)\s+(\S+)\s+(.*\S)\s*$/.exec(line) ?? [];
      if (Number(pgid) !== group || name === undefined || state?.startsWith('Z') === true) return [];
      // macOS shows the whole path.
      return [name.slice(name.lastIndexOf('/') + 1)];
    });
}

/** From ps(1): macOS has no /proc, and a small Linux may have no ps. */
function listed(): string {
  try {
    return execFileSync('ps', ['-A', '-o', 'pgid=,stat=,comm='], {
      env: { ...process.env, LC_ALL: 'C' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 26,
    });
  } catch {
    return '';
  }
}
