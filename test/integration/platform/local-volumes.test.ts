import { execFileSync } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { localVolumes } from '../../../engine/platform/local-volumes.ts';

it.runIf(existsSync('/proc/self/mountinfo'))(
  'finds this machine’s own system and its space, as df has them',
  async () => {
    const [system, ...others] = await localVolumes();
    const df = execFileSync('df', ['-PkT', '/'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    const [, type] = df.split('\n')[1]?.split(/\s+/) ?? [];
    const { blocks, bsize } = statfsSync('/');
    expect(system).toMatchObject({
      path: '/',
      kind: 'volume',
      role: 'system',
      isSystem: true,
      fileSystem: type,
    });
    expect(system?.usedBytes).toBeGreaterThan(0);
    expect((system?.usedBytes ?? 0) + (system?.freeBytes ?? 0)).toBeLessThanOrEqual(blocks * bsize);
    expect(others.filter(({ path }) => /^\/(?:proc|sys|dev)(?:\/|$)/.test(path))).toEqual([]);
  },
);
