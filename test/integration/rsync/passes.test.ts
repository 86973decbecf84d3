import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitMeaning } from '../../../engine/rsync/exit.ts';
import type { ChangeRecord } from '../../../engine/rsync/output.ts';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { makeTree } from '../../helpers/make-tree.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { runPass, writeList } from './run-pass.ts';

function twoFolders(): {
  folder: string;
  a: string;
  b: string;
  ends: { source: { path: string }; destination: { path: string } };
} {
  const folder = tempDir();
  const [a, b] = [join(folder, 'a'), join(folder, 'b')];
  mkdirSync(a);
  mkdirSync(b);
  return { folder, a, b, ends: { source: { path: a }, destination: { path: b } } };
}

const COMPARE = { kind: 'compare', whole: true } as const;

/** What a person would see: kind and path, sorted. */
function shown(changes: readonly ChangeRecord[]): string[] {
  return changes.map(({ change, path }) => `${change} ${path}`).sort();
}

/** Compare, copy by list, remove by list, mend the root: as a run does. */
async function syncByList(folder: string, ends: ReturnType<typeof twoFolders>['ends']): Promise<string[]> {
  const plan = await runPass({ ...ends, pass: COMPARE });
  expect(plan.exit.code).toBe(0);
  const writes = plan.changes.filter(({ change, path }) => change !== 'deleted' && path !== '.');
  const deletions = plan.changes.filter(({ change }) => change === 'deleted');
  const copyList = writeList(
    folder,
    'copy',
    writes.map(({ path }) => path),
  );
  const copy = await runPass({ ...ends, pass: { kind: 'copy', list: copyList, force: true } });
  expect([copy.exit.code, copy.errors]).toEqual([0, []]);
  const removeList = writeList(
    folder,
    'remove',
    deletions.map(({ path }) => path),
  );
  const remove = await runPass({
    ...ends,
    pass: { kind: 'remove', list: removeList, maxDelete: deletions.length },
  });
  expect(exitMeaning(remove.exit, { missingIsFine: true })).toEqual({
    outcome: 'succeeded',
    problem: undefined,
  });
  expect((await runPass({ ...ends, pass: { kind: 'root' } })).exit.code).toBe(0);
  return shown(plan.changes);
}

describe('compare, copy, remove and root', () => {
  it('make the same tree of everything, and a second comparison finds nothing', async () => {
    const { folder, a, b, ends } = twoFolders();
    await makeTree(a);
    await makeTree(b, { names: false });
    await syncByList(folder, ends);
    expect(compareTrees(a, b, { rootTime: true })).toEqual([]);
    expect((await runPass({ ...ends, pass: COMPARE })).changes).toEqual([]);
  });

  it('change a folder to a file, a file to a folder and a link to a folder', async () => {
    const { folder, a, b, ends } = twoFolders();
    mkdirSync(join(b, 'was-folder/deep'), { recursive: true });
    writeFileSync(join(b, 'was-folder/deep/x'), '1');
    writeFileSync(join(a, 'was-folder'), 'a file now');
    writeFileSync(join(b, 'was-file'), '2');
    mkdirSync(join(a, 'was-file'));
    writeFileSync(join(a, 'was-file/inside'), '3');
    symlinkSync('/etc', join(b, 'was-link'));
    mkdirSync(join(a, 'was-link'));
    writeFileSync(join(a, 'was-link/inside'), '4');
    await syncByList(folder, ends);
    expect(compareTrees(a, b, { rootTime: true })).toEqual([]);
    expect((await runPass({ ...ends, pass: COMPARE })).changes).toEqual([]);
  });

  it('take away what an interrupted copy left behind', async () => {
    const { folder, a, b, ends } = twoFolders();
    mkdirSync(join(a, 'd'));
    mkdirSync(join(b, 'd/.warmspare-partial'), { recursive: true });
    writeFileSync(join(b, 'd/.warmspare-partial/half'), 'x');
    const plan = await syncByList(folder, ends);
    expect(plan.filter((line) => line.startsWith('deleted'))).toEqual([
      'deleted d/.warmspare-partial',
      'deleted d/.warmspare-partial/half',
    ]);
    expect(compareTrees(a, b)).toEqual([]);
  });

  it('leave what a filter protects, and do not plan to delete its folder', async () => {
    const { a, b, ends } = twoFolders();
    mkdirSync(join(b, 'gone/inner'), { recursive: true });
    writeFileSync(join(b, 'gone/inner/keep.tmp'), 'x');
    writeFileSync(join(b, 'gone/other'), 'x');
    utimesSync(a, 1, 1);
    utimesSync(b, 1, 1);
    const plan = await runPass({ ...ends, pass: COMPARE, filters: ['- *.tmp'] });
    expect(shown(plan.changes)).toEqual(['deleted gone/other']);
  });
});

describe('the copy pass', () => {
  it('deletes nothing, whole or listed', async () => {
    const { folder, a, b, ends } = twoFolders();
    writeFileSync(join(a, 'new'), '1');
    mkdirSync(join(a, 'd'));
    writeFileSync(join(a, 'd/not listed'), '1');
    mkdirSync(join(b, 'd'));
    writeFileSync(join(b, 'd/extra'), '2');
    const list = writeList(folder, 'list', ['new', 'd']);
    await runPass({ ...ends, pass: { kind: 'copy', list } });
    expect(['new', 'd/extra', 'd/not listed'].map((path) => existsSync(join(b, path)))).toEqual([
      true,
      true,
      false,
    ]);
    await runPass({ ...ends, pass: { kind: 'copy' } });
    expect(['d/extra', 'd/not listed'].map((path) => existsSync(join(b, path)))).toEqual([true, true]);
  });
});

describe('the remove pass', () => {
  it('deletes what is listed and missing, and nothing beside it', async () => {
    const { folder, a, b, ends } = twoFolders();
    writeFileSync(join(a, 'listed but there'), '1');
    for (const name of ['listed but there', 'gone', 'unlisted']) writeFileSync(join(b, name), '2');
    const list = writeList(folder, 'list', ['gone', 'listed but there']);
    const { changes } = await runPass({ ...ends, pass: { kind: 'remove', list, maxDelete: 9 } });
    expect(shown(changes).filter((line) => line.startsWith('deleted'))).toEqual(['deleted gone']);
    expect(['listed but there', 'gone', 'unlisted'].map((name) => existsSync(join(b, name)))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('stops at its limit, and says how many it left', async () => {
    const { folder, b, ends } = twoFolders();
    const names = ['1', '2', '3'];
    for (const name of names) writeFileSync(join(b, name), name);
    const list = writeList(folder, 'list', names);
    const { exit } = await runPass({ ...ends, pass: { kind: 'remove', list, maxDelete: 1 } });
    expect(names.filter((name) => existsSync(join(b, name)))).toHaveLength(2);
    expect(exitMeaning(exit, { missingIsFine: true })).toMatchObject({
      outcome: 'partial',
      problem: { code: 'rsync.max-delete', details: { exitCode: 25, count: 2 } },
    });
  });

  it('takes a path below what is a file now for missing', async () => {
    const { folder, a, b, ends } = twoFolders();
    for (const place of [a, b]) writeFileSync(join(place, 'was-folder'), 'file');
    writeFileSync(join(b, 'gone'), 'x');
    const list = writeList(folder, 'list', ['was-folder/x', 'gone']);
    const { exit } = await runPass({ ...ends, pass: { kind: 'remove', list, maxDelete: 2 } });
    expect([exit.code, exitMeaning(exit, { missingIsFine: true }).outcome]).toEqual([23, 'succeeded']);
    expect(existsSync(join(b, 'gone'))).toBe(false);
  });
});

describe('the root pass', () => {
  it("mends the root's own attributes and touches nothing in it", async () => {
    const { a, b, ends } = twoFolders();
    writeFileSync(join(a, 'new'), '1');
    chmodSync(a, 0o711);
    utimesSync(a, 1000, 1000);
    const { changes } = await runPass({ ...ends, pass: { kind: 'root' } });
    expect(shown(changes)).toEqual(['attributes .']);
    expect(existsSync(join(b, 'new'))).toBe(false);
  });
});

describe('the checksum pass', () => {
  it('finds what differs in content alone, of the whole tree or of a list', async () => {
    const { folder, a, b, ends } = twoFolders();
    for (const name of ['same', 'rotten', 'rotten too']) {
      writeFileSync(join(a, name), 'good');
      writeFileSync(join(b, name), name === 'same' ? 'good' : 'bad!');
      for (const place of [a, b]) utimesSync(join(place, name), 1000, 1000);
    }
    for (const place of [a, b]) utimesSync(place, 1000, 1000);
    expect((await runPass({ ...ends, pass: COMPARE })).changes).toEqual([]);
    const whole = await runPass({ ...ends, pass: { kind: 'checksum' } });
    expect(shown(whole.changes)).toEqual(['updated rotten', 'updated rotten too']);
    const list = writeList(folder, 'list', ['same', 'rotten']);
    const some = await runPass({ ...ends, pass: { kind: 'checksum', list } });
    expect(shown(some.changes)).toEqual(['updated rotten']);
  });
});

// Root reads everything: rsync runs as nobody (65534), which only root can arrange.
const asRoot = describe.skipIf(process.getuid?.() !== 0 || !existsSync('/usr/bin/setpriv'));
asRoot('a source folder that cannot be read', () => {
  it('is a partial end that names it, and a mirror then deletes nothing', async () => {
    const { folder, a, b, ends } = twoFolders();
    mkdirSync(join(a, 'secret'));
    writeFileSync(join(b, 'extra'), 'x');
    for (const path of [folder, a, b, join(b, 'extra'), join(a, 'secret')]) chownSync(path, 65534, 65534);
    chmodSync(join(a, 'secret'), 0);
    const script = join(folder, 'rsync-as-nobody');
    writeFileSync(script, '#!/bin/sh\nexec setpriv --reuid=65534 --regid=65534 --clear-groups rsync "$@"\n', {
      mode: 0o755,
    });
    const { exit } = await runPass({ ...ends, pass: { kind: 'mirror', maxDelete: 10 } }, { file: script });
    chmodSync(join(a, 'secret'), 0o700);
    expect(exitMeaning(exit)).toMatchObject({
      outcome: 'partial',
      problem: { code: 'rsync.partial', details: { exitCode: 23, count: 1, files: [join(a, 'secret')] } },
    });
    expect(exit.messages.count('deletion-skipped')).toBe(1);
    expect(existsSync(join(b, 'extra'))).toBe(true);
  });
});

describe('a source that is not there', () => {
  it('is a failure, and not one file among others', async () => {
    const { a, ends } = twoFolders();
    rmSync(a, { recursive: true });
    const { exit } = await runPass({ ...ends, pass: COMPARE });
    expect([exit.code, exitMeaning(exit).outcome]).toEqual([23, 'failed']);
  });
});
