import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endOrphans } from '../../../engine/platform/orphans.ts';
import { eventually } from '../../helpers/eventually.ts';
import { listProcesses } from '../../helpers/proc.ts';
import { killGroup, startToken } from '../../../engine/platform/process-identity.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The states of the members of a group that are no zombies. */
function living(group: number): string[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pgid=,stat='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => new RegExp(`^\\s*${String(group)} +[^Z]`).test(line));
}

/** A group whose leader is gone, with a `sleep` in it. */
async function leaderless(trap = ''): Promise<{ pid: number; startToken: string; output: ChildProcess }> {
  const script = `(${trap} exec sleep 60) & read line; exit`;
  const child = spawn('sh', ['-c', script], { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
  await once(child, 'spawn');
  const leader = { pid: child.pid ?? 0, startToken: startToken(child.pid ?? 0) ?? '' };
  // Until then it is called as what started it.
  await eventually(() =>
    listProcesses().some(({ parent, name }) => parent === child.pid && name === 'sleep'),
  );
  child.stdin?.end('\n');
  await once(child, 'exit');
  return { ...leader, output: child };
}

describe('what a killed run left', () => {
  it.each([
    ['when the leader is gone', ''],
    ['when it does not hear', "trap '' TERM;"],
  ])('is ended %s', async (_, trap) => {
    const { output, ...leader } = await leaderless(trap);
    const closed = once(output, 'close');
    await endOrphans(leader, ['sleep'], sleep);
    expect(living(leader.pid)).toEqual([]);
    await closed;
  });

  it('is waited for, leader and all', async () => {
    const child = spawn('sh', ['-c', 'sleep 60 & wait'], { detached: true, stdio: 'ignore' });
    await once(child, 'spawn');
    const leader = { pid: child.pid ?? 0, startToken: startToken(child.pid ?? 0) ?? '' };
    await endOrphans(leader, ['sleep'], sleep);
    expect(living(leader.pid)).toEqual([]);
  });

  it('stops no run where there is no ps to tell of it', async () => {
    const { output, ...leader } = await leaderless();
    const path = process.env['PATH'];
    process.env['PATH'] = '/nonexistent';
    try {
      await endOrphans(leader, ['sleep'], sleep);
    } finally {
      process.env['PATH'] = path;
    }
    expect(killGroup(leader.pid, 'SIGKILL')).toBe(true);
    await once(output, 'close');
  });

  it('is left alone when it is called otherwise, and when the number is another’s', async () => {
    const { output, ...leader } = await leaderless();
    await endOrphans(leader, ['rsync'], sleep);
    await endOrphans({ pid: process.pid, startToken: 'long ago' }, ['sleep'], sleep);
    expect(killGroup(leader.pid, 'SIGKILL')).toBe(true);
    await once(output, 'close');
  });
});
