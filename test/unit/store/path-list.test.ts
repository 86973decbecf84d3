import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToPathText } from '../../../engine/model/path-text.ts';
import { ListWriter } from '../../../engine/store/list-writer.ts';
import { readBackwards, readList, topmost } from '../../../engine/store/path-list.ts';
import { toPathBytes, toPathText } from '../../../engine/store/path-bytes.ts';
import { collect, tempHome } from './temp-home.ts';

async function listOf(paths: readonly string[]): Promise<string> {
  const file = join(await tempHome(), 'list');
  await writeList(file, paths);
  return file;
}

async function writeList(file: string, paths: readonly string[]): Promise<ListWriter> {
  const writer = await ListWriter.open(file);
  for (const path of paths) writer.add(path);
  await writer.close();
  return writer;
}

describe('a list', () => {
  it('holds the bytes of each path, ended by NUL', async () => {
    const file = join(await tempHome(), 'list');
    const writer = await writeList(file, ['a/ä', 'raw \\#377', 'kept \\#134#012', 'new\nline']);
    const expected = Buffer.concat([
      Buffer.from('a/ä\0raw '),
      Buffer.from([0xff]),
      Buffer.from('\0kept \\#012\0new\nline\0'),
    ]);
    expect(await readFile(file)).toEqual(expected);
    expect({ count: writer.count, bytes: writer.bytes }).toEqual({ count: 4, bytes: expected.length });
  });

  it('begins anew when it is opened again', async () => {
    const file = await listOf(['old', 'older']);
    await writeList(file, ['new']);
    expect(await collect(readList(file))).toEqual(['new']);
  });

  it('takes no path with a NUL in it and no empty one', async () => {
    const writer = await ListWriter.open(join(await tempHome(), 'list'));
    for (const path of ['a\0b', 'a\\#000b', '']) expect(() => writer.add(path)).toThrow('not a path');
    await writer.close();
  });

  it('that cannot be opened rejects', async () => {
    const open = ListWriter.open(join(await tempHome(), 'none', 'list'));
    await expect(open).rejects.toThrow('config.unwritable');
  });

  it('that is cut short is not read as if it were whole', async () => {
    const file = join(await tempHome(), 'list');
    for (const text of ['a', 'a\0b', `a\0${'b'.repeat(70_000)}`]) {
      await writeFile(file, text);
      await expect(collect(readBackwards(file))).rejects.toThrow('cut short');
      await expect(collect(readList(file))).rejects.toThrow('cut short');
      await expect(topmost(file, `${file}.out`)).rejects.toThrow('cut short');
    }
  });

  it('comes back whole in both directions, wherever the blocks fall', async () => {
    const file = join(await tempHome(), 'list');
    // Lengths around the block of 65,536 bytes, so that its edges fall before, in and after the NULs.
    const length = fc.oneof(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 65_530, max: 65_540 }),
      fc.constantFrom(131_071, 32_767),
    );
    const paths = fc.array(
      length.map((characters) => 'x'.repeat(characters - 1).concat('y')),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(paths, async (list) => {
        await writeList(file, list);
        expect(await collect(readList(file))).toEqual(list);
        expect(await collect(readBackwards(file))).toEqual([...list].reverse());
      }),
      { numRuns: 60 },
    );
  });
});

it('turns bytes into text and back as the model does, only faster', () => {
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    fc.stringMatching(/^(\\|#|[0-9]|ä)*$/).map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(bytes, (name) => {
      const text = toPathText(name);
      expect(text).toEqual(bytesToPathText(name));
      expect(Buffer.from(toPathBytes(text))).toEqual(Buffer.from(name));
    }),
  );
});

describe('topmost', () => {
  const top = async (paths: readonly string[]) => {
    const file = await listOf(paths);
    const result = await topmost(file, `${file}.top`);
    const kept = await collect(readList(`${file}.top`));
    return { ...result, kept };
  };

  it('keeps what has no ancestor in the list', async () => {
    const deletions = ['b/f3', 'b/sub/x', 'b/sub', 'b', 'a/f1'];
    expect(await top(deletions)).toEqual({ kept: ['a/f1', 'b'], count: 2, bytes: 7 });
  });

  it('does not take a longer name for something inside', async () => {
    const names = ['dir/x', 'dir', 'dir.old', 'dir2/y', 'directory'];
    expect((await top(names)).kept).toEqual(['directory', 'dir2/y', 'dir.old', 'dir']);
    const others = ['directory', 'dir.old', 'dir2/y', 'dir/x', 'dir'];
    expect((await top(others)).kept).toEqual(['dir', 'dir2/y', 'dir.old', 'directory']);
  });

  it('keeps nothing of nothing', async () => {
    expect(await top([])).toEqual({ kept: [], count: 0, bytes: 0 });
  });

  it('agrees with the plain definition on any tree', async () => {
    const file = join(await tempHome(), 'list');
    const part = fc.constantFrom('a', 'b', 'ab', 'a b', '\\#377', 'ä');
    const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
    const someDirs = fc
      .tuple(fc.array(path, { maxLength: 40 }), fc.constantFrom<(1 | -1)[]>(1, -1))
      .map(([paths, siblings]) => depthFirst(paths, siblings));
    await fc.assert(
      fc.asyncProperty(someDirs, async (paths) => {
        await writeList(file, paths);
        const { count } = await topmost(file, `${file}.top`);
        const expected = paths.filter((one) => !paths.some((other) => one.startsWith(`${other}/`)));
        expect(await collect(readList(`${file}.top`))).toEqual(expected.reverse());
        expect(count).toEqual(expected.length);
      }),
      { numRuns: 200 },
    );
  });
});

/** The order of rsync's deletions: a directory after all that is in it, nothing else in between, siblings either way. */
function depthFirst(paths: readonly string[], siblings: 1 | -1): string[] {
  return [...new Set(paths)].sort((one, other) => {
    const [a, b] = [one.split('/'), other.split('/')];
    const at = a.findIndex((part, i) => part !== b[i]);
    if (at === -1) return 1;
    const [left, right] = [a[at], b[at]];
    return left === undefined || right === undefined ? -1 : left < right ? -siblings : siblings;
  });
}
