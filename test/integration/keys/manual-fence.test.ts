import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { roleFiles } from '../../../engine/keys/guard-files.ts';
import { aScript, PAIR_ID, Standby } from './manual-script.ts';

const isRoot = process.getuid?.() === 0;
const SCRIPT = aScript(['/Volumes/A']);

it.skipIf(!isRoot)(
  'a manual set-up, done again or taken away, leaves the fence of a standby that was promoted',
  () => {
    const standby = new Standby('dash');
    standby.run(SCRIPT);
    const [promoted, generation] = roleFiles(PAIR_ID);
    for (const name of [promoted, generation]) writeFileSync(join(standby.guard, name), '1\n');
    expect(standby.run(SCRIPT, ['--uninstall'])).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(standby.guard).sort()).toEqual([generation, promoted, 'standby'].sort());
    expect(standby.run(SCRIPT).status).toBe(0);
    expect(existsSync(join(standby.guard, promoted))).toBe(true);
    rmSync(join(standby.guard, promoted));
    expect(standby.run(SCRIPT, ['--uninstall']).status).toBe(0);
    expect(existsSync(standby.guard)).toBe(false);
  },
);
