import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemoFolder, VOLUME_NAMES, type DemoFolder } from '../../../engine/cli/demo/demo-folder.ts';
import {
  HARD_LINKED,
  LARGE_FILE,
  makePrimary,
  SPARSE_BYTES,
  SPARSE_FILE,
} from '../../../engine/cli/demo/made-primary.ts';
import { ODD_NAMES } from '../../../engine/cli/demo/odd-names.ts';
import { DAY_OF_WORK } from '../../../engine/cli/demo/change-primary.ts';
import { sizeOf, walk } from '../../../engine/cli/demo/walk.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';

const MODIFIED_AT = Date.UTC(2026, 10, 22, 12);
let parent: string;
let folder: DemoFolder;
beforeAll(async () => {
  parent = makeTempDir();
  folder = await makeDemoFolder(parent);
  await makePrimary(folder.primary, { modifiedAt: MODIFIED_AT });
});
afterAll(() => removeTree(parent));

describe('the made primary', () => {
  it('has three volumes with some hundred to two thousand files', async () => {
    const sizes = await Promise.all(
      VOLUME_NAMES.map(async (name) => sizeOf(await walk(`${folder.primary}/${name}`))),
    );
    const files = sizes.reduce((sum, size) => sum + size.files, 0);
    expect(sizes.map((size) => size.files > 100)).toEqual([true, true, true]);
    expect(files).toBeGreaterThan(500);
    expect(files).toBeLessThan(2000);
  });

  it('has every odd name, to the byte', () => {
    const names = readdirSync(`${folder.primary}/Users/anna/odd names`, { encoding: 'buffer' });
    const wanted = ODD_NAMES.map((name) => Buffer.from(name).toString('latin1'));
    expect(names.map((name) => name.toString('latin1')).sort()).toEqual(wanted.sort());
  });

  it('has one file with three names, and links that lead nowhere', () => {
    const inodes = HARD_LINKED.map((name) => lstatSync(`${folder.primary}/System/${name}`).ino);
    expect(new Set(inodes).size).toBe(1);
    expect(readlinkSync(`${folder.primary}/System/dangling link`)).toBe('/no/such/place');
  });

  it('has a large file, and a larger one that is nearly all hole', () => {
    const large = lstatSync(`${folder.primary}/Space/admin/${LARGE_FILE}`);
    const sparse = lstatSync(`${folder.primary}/Space/admin/${SPARSE_FILE}`);
    expect([large.size, sparse.size]).toEqual([64_000_000, SPARSE_BYTES]);
    expect(sparse.blocks * 512).toBeLessThan(1_000_000);
  });

  it('is of one time, so that every later change is newer', async () => {
    const times = [...(await walk(folder.primary)).values()].map(({ stats }) => Number(stats.mtimeMs));
    expect([...new Set(times)]).toEqual([MODIFIED_AT]);
  });

  it('holds all that the day of work touches, and nothing that it adds', () => {
    const isThere = ({ volume, path }: { volume: string; path: string }): boolean =>
      existsSync(`${folder.primary}/${volume}/${path}`);
    const { edited, deleted, renamed, added } = DAY_OF_WORK;
    expect([...edited, ...deleted, renamed.from].filter((place) => !isThere(place))).toEqual([]);
    expect([...added, renamed.to].filter(isThere)).toEqual([]);
    expect([edited.length, added.length, deleted.length]).toEqual([10, 3, 2]);
  });

  it('has a standby that nobody else may write to, whatever the umask', async () => {
    const before = process.umask(0o002);
    const { standby, remove } = await makeDemoFolder(parent);
    process.umask(before);
    const folders = [standby, ...VOLUME_NAMES.map((name) => `${standby}/${name}`)];
    expect(folders.map((path) => (lstatSync(path).mode & 0o777).toString(8))).toEqual(
      folders.map(() => '755'),
    );
    await remove();
  });

  it('is private, and goes away again with all its names', async () => {
    expect((lstatSync(folder.path).mode & 0o777).toString(8)).toBe('700');
    await folder.remove();
    expect(readdirSync(parent)).toEqual([]);
  });
});
