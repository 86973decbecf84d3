import { appendFile, mkdir, readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sortLines } from '../../../engine/platform/sort-lines.ts';
import { openHistory } from '../../../engine/store/history.ts';
import { aChange, aRunOf, namesOf, RUN } from './change-tree-run.ts';
import { NOW, PORTS, runIdAt, VOLUME } from './run-builder.ts';

describe('the tree on the disk', () => {
  const trees = (home: string): Promise<string[]> => readdir(join(home, 'tmp', 'trees')).catch(() => []);

  it('is made anew when there are more changes, or when it is taken away or cut short', async () => {
    const { history, file, home } = await aRunOf([aChange('a')]);
    const names = async (): Promise<string[]> => namesOf(await history.folder(RUN, { volumeId: VOLUME }));
    expect(await names()).toEqual(['a']);
    await appendFile(file, `${JSON.stringify(aChange('b'))}\n{"volumeId":"vol-`);
    expect(await names()).toEqual(['a', 'b']);
    await rm(join(home, 'tmp', 'trees', RUN, 'head.json'));
    expect(await names()).toEqual(['a', 'b']);
    await rm(join(home, 'tmp', 'trees', RUN, '1.leaves'));
    expect(await names()).toEqual(['a', 'b']);
    expect(await trees(home)).toEqual([RUN]);
  });

  it('is one, however many ask at once and however many processes make it', async () => {
    const { history, home } = await aRunOf(Array.from({ length: 500 }, (_, i) => aChange(`d/${String(i)}`)));
    const other = openHistory(home, { ...PORTS, sortLines });
    const asked = Array.from({ length: 8 }, (_, i) =>
      (i % 2 === 0 ? history : other).folder(RUN, { volumeId: VOLUME, path: 'd', limit: 1 }),
    );
    expect((await Promise.all(asked)).map(({ total }) => total)).toEqual(asked.map(() => 500));
    expect(await trees(home)).toEqual([RUN]);
  });

  it('goes with its run, after an hour without a question, and when it was never finished', async () => {
    const { history, home } = await aRunOf([aChange('a')]);
    const place = (name: string): string => join(home, 'tmp', 'trees', name);
    await history.folder(RUN, {});
    await utimes(place(RUN), new Date(NOW), new Date(NOW));
    await mkdir(place(`.${runIdAt(3)}-half`));
    await mkdir(place(`.${runIdAt(4)}-busy`));
    await mkdir(place(runIdAt(5)));
    await utimes(place(`.${runIdAt(3)}-half`), new Date(NOW - 3_700_000), new Date(NOW - 3_700_000));
    for (const name of [`.${runIdAt(4)}-busy`, runIdAt(5)])
      await utimes(place(name), new Date(NOW), new Date(NOW));
    await history.rotate();
    expect((await trees(home)).sort()).toEqual([`.${runIdAt(4)}-busy`, RUN]);
    await utimes(place(RUN), new Date(NOW - 3_700_000), new Date(NOW - 3_700_000));
    await history.rotate();
    expect(await trees(home)).toEqual([`.${runIdAt(4)}-busy`]);
  });

  it('is not left half made when it cannot be sorted', async () => {
    const { home } = await aRunOf([aChange('a')]);
    const history = openHistory(home, { ...PORTS, sortLines: () => Promise.reject(new Error('no sort')) });
    await expect(history.folder(RUN, {})).rejects.toThrow('no sort');
    expect(await trees(home)).toEqual([]);
  });
});
