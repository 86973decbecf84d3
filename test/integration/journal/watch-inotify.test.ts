import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { WholeReason } from '../../../engine/model/changed-paths.ts';
import { watchByInotify } from '../../../engine/journal/inotify/watch-inotify.ts';
import type { SeenChange, VolumeWatch } from '../../../engine/journal/volume-watch.ts';
import { RandomChanges } from '../../helpers/random-changes.ts';
import { readTree, type Tree } from '../../helpers/read-tree.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const open: VolumeWatch[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((watch) => watch.close()));
});

interface Told {
  readonly root: string;
  readonly watch: VolumeWatch;
  readonly changes: Map<string, SeenChange>;
  readonly lost: WholeReason[];
}

async function watched(root = tempDir()): Promise<Told> {
  const changes = new Map<string, SeenChange>();
  const lost: WholeReason[] = [];
  const watch = await watchByInotify(root, {
    changed: (path, what) => {
      const before = changes.get(path);
      changes.set(path, { ...what, isTree: what.isTree || (before?.isTree ?? false) });
    },
    lost: (why) => lost.push(why),
  });
  open.push(watch);
  return { root, watch, changes, lost };
}

/** Paths that are not what they were, without what only follows: a folder's times, and the other names of a file. */
function differences(before: Tree, after: Tree): string[] {
  const text = (tree: Tree, path: string): string => {
    const entry = tree.get(path);
    if (entry === undefined) return 'nothing';
    const { inode: _inode, allocatedBytes: _bytes, ...rest } = entry;
    const own = rest.type === 'folder' ? { ...rest, mtimeNs: 0n, size: 0n } : rest;
    return JSON.stringify(own, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  };
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => text(before, path) !== text(after, path),
  );
}

function isTold(path: string, { changes }: Told, after: Tree): boolean {
  if (changes.has(path)) return true;
  const inode = after.get(path)?.inode;
  if (inode !== undefined && [...changes.keys()].some((other) => after.get(other)?.inode === inode))
    return true;
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const above = path.slice(0, at);
    const told = changes.get(above);
    if (told?.isTree === true) return true;
    // What went with its folder.
    if (told !== undefined && after.get(above)?.type !== 'folder') return true;
  }
  return false;
}

describe('a watch of a tree', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('tells of everything that random changes did (%i)', async (seed) => {
    const root = tempDir();
    const changes = new RandomChanges(root, seed);
    for (let count = 0; count < 150; count++) changes.change();
    const told = await watched(root);
    const before = readTree(root);
    for (let round = 0; round < 5; round++) {
      for (let count = 0; count < 120; count++) changes.change();
      await told.watch.settle();
    }
    const after = readTree(root);
    const changed = differences(before, after);
    expect(changed.length).toBeGreaterThan(20);
    expect(changed.filter((path) => !isTold(path, told, after))).toEqual([]);
    expect(told.lost).toEqual([]);
  });

  it('tells whether it came, went or only changed, also of attributes alone', async () => {
    const told = await watched();
    const file = join(told.root, 'file');
    fs.mkdirSync(join(told.root, 'folder'));
    fs.writeFileSync(file, '1');
    await told.watch.settle();
    expect(told.changes.get('file')).toMatchObject({ isFolder: false, isTree: false });
    expect(told.changes.get('folder')).toEqual({ isFolder: true, isTree: true, isStructure: true });
    const later = async (work: () => void): Promise<[string, SeenChange][]> => {
      told.changes.clear();
      work();
      await told.watch.settle();
      return [...told.changes];
    };
    const own = { isFolder: false, isTree: false };
    expect(await later(() => fs.appendFileSync(file, '2'))).toEqual([
      ['file', { ...own, isStructure: false }],
    ]);
    expect(await later(() => fs.chmodSync(file, 0o600))).toEqual([['file', { ...own, isStructure: false }]]);
    const xattr = await later(() => execFileSync('setfattr', ['-n', 'user.note', '-v', 'x', file]));
    expect(xattr).toEqual([['file', { ...own, isStructure: false }]]);
    expect(await later(() => fs.unlinkSync(file))).toEqual([['file', { ...own, isStructure: true }]]);
    expect(await later(() => fs.utimesSync(told.root, 1, 1))).toEqual([
      ['.', { isFolder: true, isTree: false, isStructure: false }],
    ]);
  });

  it('follows names of any bytes', async () => {
    const told = await watched();
    const name = Buffer.from([0x62, 0xff, 0x0a, 0x23]);
    const folder = Buffer.concat([Buffer.from(`${told.root}/`), name]);
    fs.mkdirSync(folder);
    await told.watch.settle();
    fs.writeFileSync(Buffer.concat([folder, Buffer.from('/in')]), '1');
    await told.watch.settle();
    expect([...told.changes.keys()]).toEqual(['b\\#377\n#', 'b\\#377\n#/in']);
  });

  it('follows what was moved within the tree under its new name, and nothing that has left it', async () => {
    const told = await watched();
    const outside = tempDir();
    fs.mkdirSync(join(told.root, 'a/b/c'), { recursive: true });
    fs.mkdirSync(join(told.root, 'x'));
    await told.watch.settle();
    fs.renameSync(join(told.root, 'a'), join(told.root, 'x/moved'));
    await told.watch.settle();
    told.changes.clear();
    fs.writeFileSync(join(told.root, 'x/moved/b/c/file'), '1');
    await told.watch.settle();
    expect([...told.changes.keys()]).toEqual(['x/moved/b/c/file']);
    fs.renameSync(join(told.root, 'x/moved'), join(outside, 'gone'));
    await told.watch.settle();
    await told.watch.settle();
    told.changes.clear();
    fs.writeFileSync(join(outside, 'gone/b/c/other'), '1');
    await told.watch.settle();
    expect([...told.changes.keys()]).toEqual([]);
    fs.renameSync(join(outside, 'gone'), join(told.root, 'back'));
    await told.watch.settle();
    fs.writeFileSync(join(told.root, 'back/b/c/again'), '1');
    await told.watch.settle();
    expect([...told.changes.keys()]).toEqual(['back', 'back/b', 'back/b/c', 'back/b/c/again']);
  });

  it('follows a folder that was made in one that had another name before anybody looked', async () => {
    const told = await watched();
    fs.mkdirSync(join(told.root, 'folder'));
    await told.watch.settle();
    fs.mkdirSync(join(told.root, 'folder/new/deep'), { recursive: true });
    fs.renameSync(join(told.root, 'folder'), join(told.root, 'moved'));
    await told.watch.settle();
    told.changes.clear();
    fs.writeFileSync(join(told.root, 'moved/new/deep/file'), '1');
    await told.watch.settle();
    expect([...told.changes.keys()]).toEqual(['moved/new/deep/file']);
  });

  it('says that events were dropped, and follows everything again from there', async () => {
    const told = await watched();
    const many = Number(fs.readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8'));
    fs.writeFileSync(join(told.root, 'file'), '');
    for (let count = 0; count < many + 10; count++) {
      // Two events that are alike in a row are one.
      fs.chmodSync(join(told.root, 'file'), 0o600);
      fs.chmodSync(told.root, 0o700);
    }
    fs.mkdirSync(join(told.root, 'unseen/below'), { recursive: true });
    await told.watch.settle();
    expect(told.lost).toEqual(['overflow']);
    told.changes.clear();
    fs.writeFileSync(join(told.root, 'unseen/below/file'), '1');
    await told.watch.settle();
    expect([...told.changes.keys()]).toEqual(['unseen/below/file']);
  });

  it.each(['moved away', 'removed'])('says that its root was %s', async (how) => {
    const told = await watched();
    if (how === 'removed') fs.rmdirSync(told.root);
    else fs.renameSync(told.root, join(tempDir(), 'moved'));
    await told.watch.settle();
    expect(told.lost).toEqual(['moved']);
    await told.watch.settle();
    expect(told.lost).toEqual(['moved']);
  });

  it('cannot be where there is nothing', async () => {
    await expect(watched(join(tempDir(), 'nowhere'))).rejects.toThrow('cannot be watched: gone');
  });
});
