import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { atomicWrite, removeTemporaries } from '../../../engine/store/atomic-write.ts';
import { tempHome } from './temp-home.ts';

it('replaces the whole file and leaves nothing beside it', async () => {
  const home = await tempHome();
  await atomicWrite(join(home, 'a.json'), 'a longer text');
  await atomicWrite(join(home, 'a.json'), 'short');
  expect(await readdir(home)).toEqual(['a.json']);
  expect(await readFile(join(home, 'a.json'), 'utf8')).toEqual('short');
});

it('gives the file the mode that was asked for, whatever the umask and the old mode', async () => {
  const home = await tempHome();
  const path = join(home, 'a');
  await writeFile(path, 'old', { mode: 0o644 });
  const modeAfter = async (mode?: number) => {
    await atomicWrite(path, 'new', mode);
    return (await stat(path)).mode & 0o777;
  };
  expect([await modeAfter(), await modeAfter(0o666), await modeAfter(0o400)]).toEqual([0o600, 0o666, 0o400]);
});

it('rejects and leaves no temporary file when the name is taken by a folder', async () => {
  const home = await tempHome();
  await mkdir(join(home, 'a'));
  await expect(atomicWrite(join(home, 'a'), 'new')).rejects.toMatchObject({ code: 'EISDIR' });
  expect(await readdir(home)).toEqual(['a']);
});

it('rejects when the folder is missing', async () => {
  const home = await tempHome();
  await expect(atomicWrite(join(home, 'b', 'a'), 'new')).rejects.toMatchObject({ code: 'ENOENT' });
});

it('takes away what a killed writer left, and nothing else', async () => {
  const home = await tempHome();
  const names = ['.a.json.0123456789abcdef.tmp', '.b.json.0123456789abcdef.tmp', 'a.json', 'a.json.tmp'];
  for (const name of names) await writeFile(join(home, name), '');
  await removeTemporaries(join(home, 'a.json'));
  expect((await readdir(home)).sort()).toEqual(names.slice(1));
});
