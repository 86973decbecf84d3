import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptPaths } from '../../../engine/run/changed/kept-paths.ts';
import { anRsync } from '../../fakes/builders.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

type Paths = Readonly<Record<string, 'folder' | 'other'>>;

function kept(paths: Paths, filters: readonly string[], folder = tempDir()): ReturnType<typeof keptPaths> {
  const nothing = { linkTo: () => Promise.reject(new Error('no link')), remove: () => Promise.resolve() };
  const work = { path: folder, file: (name: string) => join(folder, name), ...nothing };
  const asker = { rsync: anRsync(), filters, work, signal: new AbortController().signal };
  return keptPaths(asker, new Map(Object.entries(paths)));
}

describe('the paths of a list that filters keep', () => {
  it('are judged as on the way through everything: nothing below a folder that is left out', async () => {
    const folder = tempDir();
    const paths: Paths = {
      'cache/in/deep': 'other',
      cache: 'folder',
      'work/a.tmp': 'other',
      'work/b': 'other',
      'other/cache': 'other',
      'b\\#377\n#': 'other',
      '-rf': 'folder',
    };
    const all = await kept(paths, ['- cache/', '- *.tmp'], folder);
    expect(all.ok && [...all.value].sort()).toEqual(['-rf', 'b\\#377\n#', 'other/cache', 'work/b']);
    expect(existsSync(join(folder, 'likeness'))).toBe(false);
  });

  it('cannot be told where a name is too long for a likeness, or was a file and then a folder', async () => {
    const long = Array.from({ length: 16 }, () => 'x'.repeat(254)).join('/');
    expect(await kept({ [long]: 'other' }, [])).toEqual({ ok: false, error: 'names' });
    expect(await kept({ a: 'other', 'a/b': 'other' }, [])).toEqual({ ok: false, error: 'changing' });
  });

  it('says that the data folder takes nothing', async () => {
    const nowhere = join(tempDir(), 'gone');
    await expect(kept({ a: 'other' }, [], nowhere)).rejects.toMatchObject({
      problem: { code: 'config.unwritable' },
    });
  });
});
