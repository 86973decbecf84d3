import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { localShell } from '../../../engine/platform/local-shell.ts';
import { parseTreeTraits, TREE_TRAITS_SCRIPT } from '../../../engine/platform/tree-traits.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const MIB = 1024 * 1024;

async function traits(...folders: readonly string[]): Promise<unknown> {
  const { stdout } = await localShell().run(TREE_TRAITS_SCRIPT, ['n', ...folders]);
  const parsed = parseTreeTraits(stdout, 'n', folders.length);
  return parsed.ok ? parsed.value : parsed.error;
}

/** A folder with a name that is no option and no word, and one file deep in it. */
function folderWith(make: (path: string) => void): string {
  const folder = `${tempDir()}/- of 'files'\n`;
  mkdirSync(`${folder}/a/b`, { recursive: true });
  make(`${folder}/a/b/-file`);
  return folder;
}

it('tells large files and files with holes, folder by folder', async () => {
  const large = folderWith((path) => writeFileSync(path, Buffer.alloc(16 * MIB, 1)));
  const almost = folderWith((path) => writeFileSync(path, Buffer.alloc(16 * MIB - 1, 1)));
  const sparse = folderWith((path) => {
    writeFileSync(path, 'start');
    truncateSync(path, MIB);
  });
  const both = folderWith((path) => {
    writeFileSync(path, '');
    truncateSync(path, 20 * MIB);
  });
  const small = folderWith((path) => writeFileSync(path, 'small'));
  // What was written waits for its blocks on some file systems.
  execFileSync('sync', ['-f', large]);
  expect(await traits(large, almost, sparse, both, small)).toEqual([
    { large: true, sparse: false },
    { large: false, sparse: false },
    { large: false, sparse: true },
    { large: true, sparse: true },
    { large: false, sparse: false },
  ]);
});

it('takes the worst of what cannot be looked at, and half an answer for none', async () => {
  expect(await traits('/no/such/folder')).toEqual([{ large: true, sparse: true }]);
  expect(parseTreeTraits(Buffer.from('warmspare n begin\n10\nwarmspare n end\n'), 'n', 2).ok).toBe(false);
});
