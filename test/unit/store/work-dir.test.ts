import { mkdir, readdir, readFile, readlink, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkDir, sweepWorkDirs } from '../../../engine/store/work-dir.ts';
import { NOW, OWNER, PORTS, runIdAt } from './run-builder.ts';
import { tempHome } from './temp-home.ts';

it('is a folder for the user alone', async () => {
  const home = join(await tempHome(), 'new');
  const work = await openWorkDir(home, runIdAt(0), OWNER);
  const modes = await Promise.all(
    [home, join(home, 'tmp'), work.path].map(async (path) => (await stat(path)).mode & 0o777),
  );
  expect({ path: work.path, file: work.file('a'), modes }).toEqual({
    path: join(home, 'tmp', runIdAt(0)),
    file: join(home, 'tmp', runIdAt(0), 'a'),
    modes: [0o700, 0o700, 0o700],
  });
});

it('links to a path whose bytes no argv can carry, and removes no more than the link', async () => {
  const home = await tempHome();
  const target = Buffer.concat([Buffer.from(`${home}/raw-`), Buffer.from([0xff, 0x80])]);
  await mkdir(target);
  await writeFile(Buffer.concat([target, Buffer.from('/inside')]), 'kept');
  const work = await openWorkDir(home, runIdAt(0), OWNER);
  const [link, another] = [await work.linkTo(`${home}/raw-\\#377\\#200`), await work.linkTo('/plain')];
  expect(await readlink(link, { encoding: 'buffer' })).toEqual(target);
  expect(await readlink(another)).toEqual('/plain');
  expect(await readFile(join(link, 'inside'), 'utf8')).toEqual('kept');
  await work.remove();
  await work.remove();
  expect(await readdir(join(home, 'tmp'))).toEqual([]);
  expect(await readFile(Buffer.concat([target, Buffer.from('/inside')]), 'utf8')).toEqual('kept');
});

it('rejects when it cannot be made', async () => {
  const home = await tempHome();
  await writeFile(join(home, 'tmp'), '');
  await expect(openWorkDir(home, runIdAt(0), OWNER)).rejects.toThrow('config.unwritable');
});

it('sweeps the folders of dead runs and of nobody, once they are old enough', async () => {
  const home = await tempHome();
  await openWorkDir(home, runIdAt(0), OWNER);
  await openWorkDir(home, runIdAt(1), { pid: 1, startToken: 'gone' });
  for (const [number, ageMs] of [
    [2, 599_000],
    [3, 601_000],
  ] as const) {
    const path = join(home, 'tmp', runIdAt(number));
    await mkdir(path);
    await utimes(path, (NOW - ageMs) / 1000, (NOW - ageMs) / 1000);
  }
  await mkdir(join(home, 'tmp', 'notes'));
  expect((await sweepWorkDirs(home, PORTS)).toSorted()).toEqual([runIdAt(3), runIdAt(1)]);
  expect((await readdir(join(home, 'tmp'))).sort()).toEqual([runIdAt(2), runIdAt(0), 'notes']);
  expect(await sweepWorkDirs(join(home, 'none'), PORTS)).toEqual([]);
});
