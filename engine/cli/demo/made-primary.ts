import { randomBytes } from 'node:crypto';
import { chmod, link, lutimes, mkdir, open, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ODD_NAMES } from './odd-names.ts';
import { joinBytes } from './walk.ts';

export const LARGE_FILE = 'mail archive.bin';
export const SPARSE_FILE = 'virtual disk.img';
export const OLD_LETTERS = 'anna/Old letters';
export const HARD_LINKED = ['usr/bin/tool', 'usr/bin/tool-1.0', 'usr/libexec/tool'] as const;

const MEGABYTE = 1_000_000;
const LARGE_MEGABYTES = 64;
export const SPARSE_BYTES = 200 * MEGABYTE;

export interface MakeOptions {
  /** The time of everything in it, in milliseconds since 1970: what is changed later is then surely newer. */
  readonly modifiedAt: number;
  readonly signal?: AbortSignal;
}

/** Makes the primary's three volumes: what a small office has, and what careless copies lose. Needs no root. */
export async function makePrimary(root: string, options: MakeOptions): Promise<void> {
  await makeSystem(join(root, 'System'));
  options.signal?.throwIfAborted();
  await makeUsers(join(root, 'Users'));
  options.signal?.throwIfAborted();
  await makeAdmin(join(root, 'Space/admin'), options.signal);
  await setTimes(Buffer.from(root), options.modifiedAt / 1000);
}

async function makeSystem(root: string): Promise<void> {
  for (let part = 1; part <= 6; part++)
    await makeFiles(join(root, 'Library', `Part ${String(part)}`), 'setting', 100, 300);
  const [tool, ...otherNames] = HARD_LINKED.map((name) => join(root, name));
  await mkdir(join(root, 'usr/bin'), { recursive: true });
  await mkdir(join(root, 'usr/libexec'));
  await writeFile(tool ?? '', '#!/bin/sh\necho one file, three names\n', { mode: 0o755 });
  for (const name of otherNames) await link(tool ?? '', name);
  await writeFile(join(root, 'Library/secret'), 'only for its owner\n', { mode: 0o600 });
  await symlink('Library/Part 1', join(root, 'relative link'));
  await symlink('/no/such/place', join(root, 'dangling link'));
  await symlink('-rf $(touch pwned)', join(root, 'link to an odd name'));
  await mkdir(join(root, 'empty folder'));
}

async function makeUsers(root: string): Promise<void> {
  await makeFiles(join(root, 'anna/Documents'), 'Letter', 300, 4000);
  await makeFiles(join(root, OLD_LETTERS), 'Letter', 40, 500);
  await makeFiles(join(root, 'ben/Pictures'), 'Picture', 60, 60_000);
  const odd = join(root, 'anna/odd names');
  await mkdir(odd);
  for (const name of ODD_NAMES) await writeOddFile(joinBytes(Buffer.from(odd), name));
  await chmod(join(root, 'ben'), 0o700);
}

/** A file system may refuse a name that is not its kind of text: then the tree has one odd name less. */
async function writeOddFile(path: Buffer): Promise<void> {
  try {
    await writeFile(path, 'an odd name\n');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['EILSEQ', 'EINVAL', 'ENOENT'].includes(code)) throw error;
  }
}

async function makeAdmin(root: string, signal: AbortSignal | undefined): Promise<void> {
  await makeFiles(join(root, 'accounts'), 'Invoice', 200, 2000);
  const large = await open(join(root, LARGE_FILE), 'w');
  try {
    for (let part = 0; part < LARGE_MEGABYTES; part++) {
      signal?.throwIfAborted();
      await large.write(randomBytes(MEGABYTE));
    }
  } finally {
    await large.close();
  }
  const sparse = await open(join(root, SPARSE_FILE), 'w');
  try {
    await sparse.truncate(SPARSE_BYTES);
    await sparse.write(randomBytes(4096), 0, 4096, 0);
    await sparse.write(randomBytes(4096), 0, 4096, SPARSE_BYTES / 2);
  } finally {
    await sparse.close();
  }
}

/** `Letter 001.txt` and so on, each with other content. */
async function makeFiles(folder: string, name: string, count: number, bytes: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const filling = `${'as it was. '.repeat(Math.ceil(bytes / 11)).slice(0, bytes)}\n`;
  for (let number = 1; number <= count; number++) {
    const title = `${name} ${String(number).padStart(3, '0')}`;
    await writeFile(join(folder, `${title}.txt`), `${title}: ${filling}`);
  }
}

/** Sets the times of all there is, what is inside before the folder around it. */
async function setTimes(folder: Buffer, seconds: number): Promise<void> {
  for (const entry of await readdir(folder, { encoding: 'buffer', withFileTypes: true })) {
    const path = joinBytes(folder, entry.name);
    if (entry.isDirectory()) await setTimes(path, seconds);
    else await lutimes(path, seconds, seconds);
  }
  await lutimes(folder, seconds, seconds);
}
