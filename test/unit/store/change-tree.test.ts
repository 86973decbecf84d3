import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { FolderEntry } from '../../../engine/model/browse.ts';
import { VolumeId } from '../../../engine/model/ids.ts';
import type { Change, ChangeKind } from '../../../engine/model/run.ts';
import { aChange, aRunOf, namesOf, RUN } from './change-tree-run.ts';
import { runIdAt, VOLUME } from './run-builder.ts';

const OTHER = VolumeId.parse('vol-bbbbbb');
const NONE = { created: 0, updated: 0, attributes: 0, deleted: 0 };

describe('a folder of a run’s changes', () => {
  const folder = aChange('b', { type: 'directory', kind: 'attributes', bytes: 4096 });
  const CHANGES = [
    aChange('b/x.txt', { bytes: 10 }),
    aChange('B.txt', { kind: 'updated', bytes: 7 }),
    folder,
    aChange('b/deep/er/z', { kind: 'deleted', type: 'unknown', bytes: 0 }),
    aChange('a.txt'),
    aChange('.', { type: 'directory', kind: 'attributes', bytes: 0 }),
    aChange('empty', { type: 'directory', bytes: 0 }),
    aChange('q', { volumeId: OTHER, bytes: 5 }),
  ];
  const aFolder = (fields: Partial<FolderEntry>): FolderEntry => ({
    name: '',
    volumeId: VOLUME,
    path: '',
    isFolder: true,
    change: undefined,
    below: NONE,
    bytesBelow: 0,
    ...fields,
  });

  it('is, at the top, the volumes with what changed in them', async () => {
    const { history } = await aRunOf(CHANGES);
    expect(await history.folder(RUN, {})).toEqual({
      total: 2,
      entries: [
        aFolder({
          name: VOLUME,
          change: CHANGES[5],
          below: { created: 3, updated: 1, attributes: 1, deleted: 1 },
          bytesBelow: 10 + 7 + 4096 + 1,
        }),
        aFolder({ name: OTHER, volumeId: OTHER, below: { ...NONE, created: 1 }, bytesBelow: 5 }),
      ],
    });
  });

  it('has its own children only, folders first, by name whatever its case', async () => {
    const { history } = await aRunOf(CHANGES);
    const leaf = (name: string, change: Change | undefined): FolderEntry =>
      aFolder({ name, path: change?.path ?? '', isFolder: false, change });
    expect(await history.folder(RUN, { volumeId: VOLUME })).toEqual({
      total: 4,
      entries: [
        aFolder({
          name: 'b',
          path: 'b',
          change: folder,
          below: { ...NONE, created: 1, deleted: 1 },
          bytesBelow: 10,
        }),
        aFolder({ name: 'empty', path: 'empty', change: CHANGES[6] }),
        leaf('a.txt', CHANGES[4]),
        leaf('B.txt', CHANGES[1]),
      ],
    });
    expect(await history.folder(RUN, { volumeId: VOLUME, path: 'b/deep' })).toEqual({
      total: 1,
      entries: [aFolder({ name: 'er', path: 'b/deep/er', below: { ...NONE, deleted: 1 } })],
    });
  });

  it('comes in pages, across the folders and what follows them', async () => {
    const { history } = await aRunOf(CHANGES);
    const pages: string[][] = [];
    for (const offset of [0, 1, 2, 3, 4, 9])
      pages.push(namesOf(await history.folder(RUN, { volumeId: VOLUME, offset, limit: 2 })));
    expect(pages).toEqual([['b', 'empty'], ['empty', 'a.txt'], ['a.txt', 'B.txt'], ['B.txt'], [], []]);
  });

  it('is empty where nothing changed, and of a run without changes', async () => {
    const { history, file } = await aRunOf(CHANGES);
    const nothing = { total: 0, entries: [] };
    expect(await history.folder(RUN, { volumeId: VOLUME, path: 'nowhere/at all' })).toEqual(nothing);
    expect(await history.folder(RUN, { volumeId: VOLUME, path: 'a.txt' })).toEqual(nothing);
    await rm(file);
    expect(await history.folder(RUN, {})).toEqual(nothing);
    expect(await history.search(RUN, { text: '' })).toEqual({ total: 0, changes: [] });
  });

  it('is asked of a run that is there', async () => {
    const { history } = await aRunOf([]);
    const gone = { problem: { code: 'history.unknown-run' } };
    await expect(history.folder(runIdAt(1), {})).rejects.toMatchObject(gone);
    await expect(history.search(runIdAt(1), { text: 'a' })).rejects.toMatchObject(gone);
  });

  it('counts every change of an entry that has several, and shows the last', async () => {
    const again = aChange('a/x', { type: 'directory', bytes: 0 });
    const { history } = await aRunOf([aChange('a/x', { kind: 'deleted', bytes: 0 }), again]);
    const [top] = (await history.folder(RUN, { volumeId: VOLUME })).entries;
    expect(top).toMatchObject({ name: 'a', below: { ...NONE, created: 1, deleted: 1 } });
    const [inside] = (await history.folder(RUN, { volumeId: VOLUME, path: 'a' })).entries;
    expect(inside).toMatchObject({ name: 'x', isFolder: true, change: again });
  });
});

/** Names with all that could break a line, a key or an order. */
const aName = fc
  .array(
    fc.constantFrom(
      'a',
      'A',
      'b',
      'É',
      'e\u0301',
      '.',
      ' ',
      '\n',
      '\t',
      '\u000b',
      '\u000e',
      '\u000f',
      '\u0001',
      '\\#377',
      '😀',
      '-',
      'ß',
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((parts) => parts.join(''))
  .filter((name) => name !== '.' && name !== '..');
const aPath = fc.array(aName, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const aKind = fc.constantFrom<ChangeKind>('created', 'updated', 'attributes', 'deleted');

describe('a tree of any changes', () => {
  it('holds each one in its folder, once, and counts it in all above', async () => {
    const someChanges = fc.uniqueArray(fc.record({ path: aPath, kind: aKind, bytes: fc.nat(99) }), {
      selector: ({ path }) => path,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(someChanges, async (some) => {
        const changes = some.map((one) => aChange(one.path, one));
        const { history } = await aRunOf(changes);
        const found: Change[] = [];
        const walk = async (path: string): Promise<number> => {
          const { total, entries } = await history.folder(RUN, { volumeId: VOLUME, path });
          expect([entries.length, new Set(entries.map(({ name }) => name)).size]).toEqual([total, total]);
          let bytes = 0;
          for (const entry of entries) {
            if (entry.change !== undefined) found.push(entry.change);
            const below = entry.isFolder ? await walk(entry.path) : 0;
            expect(entry.bytesBelow).toBe(below);
            const counted = Object.values(entry.below).reduce((sum, count) => sum + count, 0);
            expect(counted).toBe(changes.filter((one) => one.path.startsWith(`${entry.path}/`)).length);
            bytes += below + (entry.change?.bytes ?? 0);
          }
          return bytes;
        };
        await walk('');
        const byPath = (a: Change, b: Change): number => (a.path < b.path ? -1 : 1);
        expect(found.sort(byPath)).toEqual([...changes].sort(byPath));
      }),
      { numRuns: 60 },
    );
  });

  it('finds what a look at every path would', async () => {
    const query = fc.record({
      text: fc.oneof(aName, fc.constant('')),
      kinds: fc.option(fc.uniqueArray(aKind)),
      offset: fc.nat(5),
      limit: fc.nat(6),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ path: aPath, kind: aKind }), { maxLength: 30 }),
        query,
        async (some, { text, kinds, offset, limit }) => {
          const { history } = await aRunOf(some.map((one) => aChange(one.path, one)));
          const fold = (name: string): string => name.normalize('NFC').toLowerCase();
          const matching = some.filter(
            ({ path, kind }) => fold(path).includes(fold(text)) && (kinds === null || kinds.includes(kind)),
          );
          const asked = { text, offset, limit, ...(kinds !== null && { kinds }) };
          const { total, changes } = await history.search(RUN, asked);
          expect(total).toBe(matching.length);
          expect(changes.length).toBe(Math.max(0, Math.min(limit, total - offset)));
          const all = await history.search(RUN, { ...asked, offset: 0, limit: 1000 });
          expect(changes).toEqual(all.changes.slice(offset, offset + limit));
          expect(all.changes.map(({ path }) => path).sort()).toEqual(matching.map(({ path }) => path).sort());
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a search', () => {
  it('tells whatever is between the letters’ case and their accents, in one volume or all', async () => {
    const changes = [
      aChange('Users/Anna/Re\u0301sume\u0301.PDF'),
      aChange('résumé.pdf', { volumeId: OTHER }),
    ];
    const { history } = await aRunOf(changes);
    expect(await history.search(RUN, { text: 'RÉSUMÉ' })).toEqual({ total: 2, changes });
    expect(await history.search(RUN, { text: 'anna/ré', volumeId: VOLUME })).toEqual({
      total: 1,
      changes: [changes[0]],
    });
    expect(await history.search(RUN, { text: 'anna', volumeId: OTHER })).toEqual({ total: 0, changes: [] });
    // What is written down beside a path is no part of it.
    expect(await history.search(RUN, { text: 'created' })).toEqual({ total: 0, changes: [] });
  });
});
