import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PathText } from '../../../engine/model/path-text.ts';
import { gatherPaths } from '../../../engine/run/changed/gather-paths.ts';
import { LinkNames } from '../../../engine/run/changed/link-names.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

/** A folder of which only what is named is known to have changed. `meanwhile`: between the look at the names and the search for others. */
function aFolder(): {
  readonly at: (name: string) => string;
  readonly look: (names: readonly PathText[], meanwhile?: () => void) => Promise<readonly PathText[]>;
} {
  const root = tempDir();
  const links = new LinkNames();
  return {
    at: (name) => join(root, name),
    look: async (names, meanwhile = () => undefined) => {
      const changed = names.map((path) => ({ path, isTree: false, isFolder: false }));
      const gathered = await gatherPaths(root, changed);
      if (!gathered.ok) throw new Error(gathered.error);
      const found = await links.complete(root, gathered.value, () => {
        meanwhile();
        return Promise.resolve(root);
      });
      expect(found).toBe(true);
      return [...gathered.value.paths.keys()].sort();
    },
  };
}

describe('the other names of a file', () => {
  it('are brought along, and found again when one of them has moved', async () => {
    const { at, look } = aFolder();
    writeFileSync(at('old'), '1');
    linkSync(at('old'), at('new'));
    expect(await look(['new'])).toEqual(['new', 'old']);
    renameSync(at('old'), at('moved'));
    expect(await look(['moved', 'old'])).toEqual(['moved', 'new', 'old']);
    expect(await look(['new'])).toEqual(['moved', 'new']);
  });

  it('are searched for again, although there are as many links as when one went in the middle of the search', async () => {
    const { at, look } = aFolder();
    writeFileSync(at('old'), '1');
    linkSync(at('old'), at('short-lived'));
    await look(['short-lived'], () => {
      rmSync(at('short-lived'));
    });
    linkSync(at('old'), at('new'));
    expect(await look(['new'])).toEqual(['new', 'old']);
  });

  it('outside the volume are searched for once, as long as nothing else changes', async () => {
    const { at, look } = aFolder();
    writeFileSync(at('inside'), '1');
    linkSync(at('inside'), join(tempDir(), 'outside'));
    let searches = 0;
    const count = (): void => void (searches += 1);
    for (let turn = 0; turn < 3; turn++) expect(await look(['inside'], count)).toEqual(['inside']);
    expect(searches).toBe(1);
  });
});
