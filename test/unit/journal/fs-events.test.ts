import { mkdtempSync, realpathSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { FLAG, readFsEvent } from '../../../engine/journal/fs-events/read-event.ts';
import type { SeenChange } from '../../../engine/journal/volume-watch.ts';
import { watchByFsEvents, type FsEventHandler } from '../../../engine/journal/fs-events/watch-fs-events.ts';

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
      { isFolder: true, isTree: true, isStructure: true, hidesNames: true },
    ],
    ['a folder, in an old entry', 0, { isFolder: true, isTree: true, isStructure: true, hidesNames: true }],
    [
      'a file with several names',
      ItemIsFile | ItemRemoved | FLAG.ItemIsHardlink,
      { ...file, isStructure: true, hidesNames: true },
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
    ['the folder had another name meanwhile', ItemIsDir | ItemRenamed, 'lost'],
    ['the folder was gone meanwhile', ItemIsDir | ItemRemoved, 'lost'],
  ])('says that %s', (_, flags, why) => {
    expect(readFsEvent('/Volumes/Work', '/Volumes/Work', flags)).toEqual({ kind: 'lost', why });
  });

  it('of the system’s own loss is told of everything', () => {
    expect(readFsEvent('/Users/anna', '/', MustScanSubDirs | KernelDropped)).toEqual({
      kind: 'lost',
      why: 'overflow',
    });
  });

  it('of another disk that comes or goes inside, or of the end of old ones, is of no concern', () => {
    expect(readFsEvent('/', '/Volumes/Stick', FLAG.Unmount)).toEqual({ kind: 'nothing' });
    expect(readFsEvent('/', '/Volumes/Stick', FLAG.Mount)).toEqual({ kind: 'nothing' });
    expect(readFsEvent('/', '/', FLAG.HistoryDone)).toEqual({ kind: 'history-done' });
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

/** FSEvents, and one handler of it. */
function fakeFsEvents({ history }: { history?: string } = { history: 'this one' }) {
  const asked: unknown[] = [];
  const slept: number[] = [];
  const told: unknown[] = [];
  let ended = 0;
  let handler: FsEventHandler = () => undefined;
  return {
    asked,
    slept,
    told,
    ended: () => ended,
    tell: (path: string, flags: number, id: number) => {
      handler(path, flags, id);
    },
    sink: {
      changed: (path: string, what: SeenChange) => told.push([path, what]),
      lost: (why: string) => told.push(why),
    },
    ports: {
      clock: { sleep: async (ms: number) => void slept.push(ms) },
      historyOf: () => Promise.resolve(history),
      fsEvents: {
        watch: (path: string, ...from: [number, FsEventHandler] | [FsEventHandler]) => {
          asked.push([path, ...from.slice(0, -1)]);
          handler = from.at(-1) as FsEventHandler;
          return async () => void (ended += 1);
        },
      },
    },
  };
}

describe('a watch by FSEvents', () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'warmspare-test-'));
  afterAll(() => {
    rmdirSync(folder);
  });

  it('is of the folder with all links resolved, tells what it hears, and nothing once it is closed', async () => {
    const { sink, ports, tell, told, asked, slept, ended } = fakeFsEvents();
    const watch = await watchByFsEvents(folder, sink, ports);
    tell(join(folder, 'new'), ItemIsFile | ItemCreated, 1);
    tell(folder, FLAG.RootChanged, 2);
    await watch.settle();
    await watch.close();
    tell(join(folder, 'later'), ItemIsFile | ItemCreated, 3);
    expect(asked).toEqual([[folder]]);
    expect(told).toEqual([['new', { ...file, isStructure: true }], 'moved']);
    expect([slept, ended(), watch.wentOn]).toEqual([[1500], 1, false]);
  });

  it('goes on from a mark of the same history, and opens once all since then was told', async () => {
    const { sink, ports, tell, told, asked } = fakeFsEvents();
    let isOpen = false;
    const neverLate = { sleep: () => new Promise<void>(() => undefined) };
    const since = { history: 'this one', eventId: 41 };
    const opening = watchByFsEvents(folder, sink, { ...ports, clock: neverLate }, since);
    void opening.then(() => (isOpen = true));
    await vi.waitFor(() => expect(asked).toEqual([[folder, 41]]));
    tell(join(folder, 'a'), ItemIsFile | ItemModified, 43);
    tell(join(folder, 'b'), ItemIsFile | ItemModified, 42);
    await Promise.resolve();
    expect(isOpen).toBe(false);
    tell(folder, FLAG.HistoryDone, 0);
    const watch = await opening;
    expect(watch.wentOn).toBe(true);
    expect(told).toHaveLength(2);
    expect(watch.mark?.()).toEqual({ history: 'this one', eventId: 43 });
  });

  it('begins now where the history is another, none, or takes too long', async () => {
    const other = fakeFsEvents();
    const watch = await watchByFsEvents(folder, other.sink, other.ports, { history: 'old', eventId: 41 });
    expect([other.asked, watch.wentOn, watch.mark?.()]).toEqual([[[folder]], false, undefined]);
    const none = fakeFsEvents({});
    const unmarked = await watchByFsEvents(folder, none.sink, none.ports);
    none.tell(join(folder, 'a'), ItemIsFile | ItemModified, 7);
    expect(unmarked.mark?.()).toBeUndefined();
    const slow = fakeFsEvents();
    const late = await watchByFsEvents(folder, slow.sink, slow.ports, { history: 'this one', eventId: 41 });
    expect([slow.asked, late.wentOn]).toEqual([[[folder, 41]], false]);
  });

  it('waits for no history once nobody wants it any more', async () => {
    const { sink, ports } = fakeFsEvents();
    const untilAsked = {
      sleep: (_ms: number, signal?: AbortSignal) =>
        new Promise<void>((resolve) => {
          if (signal?.aborted === true) resolve();
          signal?.addEventListener('abort', () => resolve());
        }),
    };
    const stop = new AbortController();
    const since = { history: 'this one', eventId: 41 };
    const opening = watchByFsEvents(folder, sink, { ...ports, clock: untilAsked }, since, stop.signal);
    stop.abort();
    expect((await opening).wentOn).toBe(false);
  });

  it('has no mark where a number of an event is more than a number here can be', async () => {
    const { sink, ports, tell } = fakeFsEvents();
    const watch = await watchByFsEvents(folder, sink, ports);
    expect(watch.mark?.()).toBeUndefined();
    tell(join(folder, 'a'), ItemIsFile | ItemModified, 2 ** 53);
    expect(watch.mark?.()).toBeUndefined();
  });
});
