import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isAlive, killGroup, startToken } from '../../../engine/platform/process-identity.ts';

describe('a process’s identity', () => {
  it('stays while it lives, is not another’s, and ends with it', async () => {
    const child = spawn('sh', ['-c', 'sleep 60 & wait'], { detached: true, stdio: 'ignore' });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    const token = startToken(pid) ?? '';
    expect([isAlive(pid, token), isAlive(process.pid, token), startToken(pid) === token]).toEqual([
      true,
      false,
      true,
    ]);
    expect(killGroup(pid)).toBe(true);
    await once(child, 'exit');
    expect([isAlive(pid, token), killGroup(2 ** 22 + 1)]).toEqual([false, false]);
  });

  it('is told by ps as well, where there is no /proc', () => {
    const token = startToken(process.pid, 'darwin');
    expect(token).toMatch(/^\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \d{4}$/);
    expect(startToken(2 ** 22 + 1, 'darwin')).toBe(undefined);
  });

  it('refuses to signal everyone', () => {
    expect(() => killGroup(1)).toThrow('no process group');
    expect(() => killGroup(0)).toThrow('no process group');
  });
});
