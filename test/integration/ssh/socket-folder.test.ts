import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { makeSocketFolder, SOCKET_NAME } from '../../../engine/ssh/socket-folder.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

/** Of a process that has ended. */
const DEAD = spawnSync('true').pid;

/** A socket that nobody listens at any more. */
async function leftSocket(path: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(`${path}.new`, resolve));
  spawnSync('mv', [`${path}.new`, path]);
  await new Promise((resolve) => server.close(resolve));
}

it('is private, and named after the process', async () => {
  const parent = tempDir();
  const folder = await makeSocketFolder(parent);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(basename(folder)).toMatch(new RegExp(`^ws-${String(process.pid)}-`));
});

it('takes away what ended processes left, and nothing that is not a socket of ours', async () => {
  const parent = tempDir();
  const name = (letters: string): string => join(parent, `ws-${String(DEAD)}-${letters}`);
  for (const letters of ['swept0', 'filled', 'theirs']) mkdirSync(name(letters));
  for (const letters of ['swept0', 'filled']) await leftSocket(join(name(letters), SOCKET_NAME));
  await leftSocket(join(name('swept0'), `${SOCKET_NAME}.aB3dE6`));
  writeFileSync(join(name('filled'), 'precious'), '');
  mkdirSync(join(parent, 'elsewhere'));
  await leftSocket(join(parent, 'elsewhere', SOCKET_NAME));
  symlinkSync('elsewhere', name('linked'));
  const own = await makeSocketFolder(parent);
  const alive = await makeSocketFolder(parent);
  expect([existsSync(own), existsSync(alive)]).toEqual([true, true]);
  expect(existsSync(name('swept0'))).toBe(false);
  expect(existsSync(name('theirs'))).toBe(false);
  expect(readdirSync(name('filled'))).toEqual(['precious']);
  expect(readdirSync(join(parent, 'elsewhere'))).toEqual([SOCKET_NAME]);
});
