import { chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProcess } from '../../../engine/platform/run-process.ts';
import { findCommandLine } from '../../../engine/supervise/find-command-line.ts';
import { ownerOf } from '../../../engine/supervise/folder-owner.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

function aMachine(): { readonly bin: string; readonly script: string } {
  const folder = tempDir();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'node'), '', { mode: 0o755 });
  const script = join(folder, 'warmspare.js');
  writeFileSync(script, '', { mode: 0o755 });
  return { bin, script };
}

describe('the command line', () => {
  it('is found where a shell finds it, with the Node that runs it', async () => {
    const { bin, script } = aMachine();
    expect(await findCommandLine({ path: bin, beside: join(bin, 'nothing.js') })).toBeUndefined();
    expect(await findCommandLine({ path: `relative:${bin}`, beside: script })).toEqual([
      join(bin, 'node'),
      script,
    ]);
    symlinkSync(script, join(bin, 'warmspare'));
    expect(await findCommandLine({ path: bin })).toEqual([join(bin, 'node'), script]);
  });

  it('may be a program of its own', async () => {
    const { bin } = aMachine();
    writeFileSync(join(bin, 'warmspare'), '', { mode: 0o755 });
    expect(await findCommandLine({ path: bin })).toEqual([join(bin, 'warmspare')]);
  });
});

describe('the owner of a data folder', () => {
  it.skipIf(process.getuid?.() !== 0)(
    'is told by name, and is root where there is no folder yet',
    async () => {
      const folder = tempDir();
      expect(await ownerOf(folder, runProcess)).toBeUndefined();
      expect(await ownerOf(join(folder, 'missing'), runProcess)).toBeUndefined();
      // Of Debian and of macOS.
      const { stdout } = await (
        await import('../../helpers/run-process.ts')
      ).runProcess(['id', '-u', 'daemon']);
      chownSync(folder, Number(stdout), 0);
      expect(await ownerOf(folder, runProcess)).toBe('daemon');
    },
  );
});
