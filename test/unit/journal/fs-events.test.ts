import { mkdtempSync, realpathSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FLAG, readFsEvent } from '../../../engine/journal/fs-events/read-event.ts';
import { watchByFsEvents } from '../../../engine/journal/fs-events/watch-fs-events.ts';

const { ItemCreated, ItemIsDir, ItemIsFile, ItemIsSymlink, ItemRemoved, ItemRenamed, MustScanSubDirs } = FLAG;
/** As FSEvents.h has them; nothing is done about which it is. */
const ItemInodeMetaMod = 0x400;
const ItemModified = 0x1000;
const ItemXattrMod = 0x8000;
const KernelDropped = 0x4;

const file = { isFolder: false, isTree: false };

describe('an event of FSEvents', () => {
  it.each([
    ['content', ItemIsFile | ItemModified, { ...file, isStructure: false }],
    ['mode or owner', ItemIsFile | ItemInodeMetaMod, { ...file, isStructure: false }],
    ['extended attributes', ItemIsFile | ItemXattrMod, { ...file, isStructure: false }],
    ['a new file', ItemIsFile | ItemCreated | ItemModified, { ...file, isStructure: true }],
    ['a file that went', ItemIsFile | ItemRemoved, { ...file, isStructure: true }],
    ['one half of a move', ItemIsFile | ItemRenamed, { ...file, isStructure: true }],
    ['a link', ItemIsSymlink | ItemCreated, { ...file, isStructure: true }],
    ['a new folder', ItemIsDir | ItemCreated, { isFolder: true, isTree: true, isStructure: true }],
    ['a moved folder', ItemIsDir | ItemRenamed, { isFolder: true, isTree: true, isStructure: true }],
    [
      'attributes of a folder',
      ItemIsDir | ItemInodeMetaMod,
      { isFolder: true, isTree: false, isStructure: false },
    ],
    [
      'a folder of which events were dropped',
      MustScanSubDirs | KernelDropped,
      { isFolder: true, isTree: true, isStructure: true },
    ],
    ['nobody says what', ItemModified, { isFolder: undefined, isTree: false, isStructure: false }],
  ])('is of %s', (_, flags, what) => {
    expect(readFsEvent('/Users/anna', '/Users/anna/a/b', flags)).toEqual({
      kind: 'changed',
      path: 'a/b',
      what,
    });
  });

  it.each([
    ['everything was dropped', MustScanSubDirs | KernelDropped, 'overflow'],
    ['its numbers began anew', FLAG.EventIdsWrapped, 'lost'],
    ['the folder was moved', FLAG.RootChanged, 'moved'],
    ['its disk went away', FLAG.Unmount, 'moved'],
  ])('says that %s', (_, flags, why) => {
    expect(readFsEvent('/Volumes/Work', '/Volumes/Work', flags)).toEqual({ kind: 'lost', why });
  });

  it('of another disk that comes or goes inside, or of the end of old ones, is of no concern', () => {
    expect(readFsEvent('/', '/Volumes/Stick', FLAG.Unmount)).toEqual({ kind: 'nothing' });
    expect(readFsEvent('/', '/Volumes/Stick', FLAG.Mount)).toEqual({ kind: 'nothing' });
    expect(readFsEvent('/', '/', FLAG.HistoryDone)).toEqual({ kind: 'nothing' });
  });

  it.each([
    ['/', '/Users/anna', 'Users/anna'],
    ['/', '/', '.'],
    ['/Users', '/Users/', '.'],
    ['/System/Volumes/Data', '/System/Volumes/Data/Users/anna', 'Users/anna'],
    ['/System/Volumes/Data', '/Users/anna', 'Users/anna'],
  ])('below %s, %s is %s', (root, path, below) => {
    expect(readFsEvent(root, path, ItemModified)).toMatchObject({ kind: 'changed', path: below });
  });

  it('of somewhere else is not understood, and never taken for nothing', () => {
    expect(readFsEvent('/Users/anna', '/Users/annabel', ItemModified)).toEqual({
      kind: 'lost',
      why: 'failed',
    });
  });
});

describe('a watch by FSEvents', () => {
  it('is of the folder with all links resolved, tells what it hears, and nothing once it is closed', async () => {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'warmspare-test-'));
    const told: unknown[] = [];
    const slept: number[] = [];
    let tell: (path: string, flags: number, id: number) => void = () => undefined;
    let ended = 0;
    const watch = await watchByFsEvents(
      folder,
      { changed: (path, what) => told.push([path, what]), lost: (why) => told.push(why) },
      {
        clock: { sleep: async (ms) => void slept.push(ms) },
        fsEvents: {
          watch: (path, handler) => {
            told.push(path);
            tell = handler;
            return async () => void (ended += 1);
          },
        },
      },
    );
    tell(join(folder, 'new'), ItemIsFile | ItemCreated, 1);
    tell(folder, FLAG.RootChanged, 2);
    await watch.settle();
    await watch.close();
    tell(join(folder, 'later'), ItemIsFile | ItemCreated, 3);
    rmdirSync(folder);
    expect(told).toEqual([folder, ['new', { ...file, isStructure: true }], 'moved']);
    expect([slept, ended]).toEqual([[1500], 1]);
  });
});
