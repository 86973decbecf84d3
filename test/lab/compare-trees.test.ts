import {
  chmodSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  lchownSync,
} from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareTrees, type CompareOptions } from '../helpers/compare-trees.ts';
import { makeTree } from '../helpers/make-tree.ts';
import { joinBytes, runOnBytes } from '../helpers/path-bytes.ts';
import { readTree } from '../helpers/read-tree.ts';
import { runProcess } from '../helpers/run-process.ts';
import { makeTempDir, removeTree, tempDir } from '../helpers/temp-dir.ts';
import { describeInLab, labForSuite } from './describe-in-lab.ts';

const isRoot = process.getuid?.() === 0;
// a/b: mode: 0644, not 0600   a/b: missing file
const KIND = /: (content|mode|owner|mtime|target|device|hard links|sparse|xattrs|ACL|type|missing|extra)\b/;
const copyWithRsync = (from: string, to: string): Promise<unknown> => {
  const all = ['-aHAXSU', '--numeric-ids', '--modify-window=-1'];
  return runProcess(['rsync', ...all, `${from}/`, `${to}/`]);
};

describe.skipIf(!isRoot)('comparing a nasty tree', () => {
  const folder = makeTempDir();
  const tree = `${folder}/tree`;
  beforeAll(() => makeTree(tree, { plainFiles: 700 }));
  afterAll(() => removeTree(folder));

  it('finds no difference to a complete copy', async () => {
    await copyWithRsync(tree, `${folder}/copy`);
    expect(readTree(tree).size).toBeGreaterThan(900);
    expect(compareTrees(tree, `${folder}/copy`, { rootTime: true })).toEqual([]);
  });

  it.each([
    ['-rlptgoD', ['ACL', 'hard links', 'sparse', 'xattrs']],
    ['-rlHX', ['ACL', 'missing', 'mode', 'mtime', 'owner', 'sparse']],
  ])('finds what a copy with %s loses, and nothing else', async (options, expected) => {
    const copy = `${folder}/copy ${options}`;
    await runProcess(['rsync', options, '--modify-window=-1', `${tree}/`, `${copy}/`]);
    const kinds = compareTrees(tree, copy).map((line) => KIND.exec(line)?.[1]);
    expect([...new Set(kinds)].sort()).toEqual(expected);
  });
});

describe('a difference', () => {
  /** Two trees that are the same, to change one of them. */
  const twoTrees = async (): Promise<{ a: string; b: string }> => {
    const folder = tempDir();
    const [a, b] = [`${folder}/a`, `${folder}/b`];
    mkdirSync(`${a}/folder`, { recursive: true });
    for (const name of ['file', 'folder/other', 'third']) writeFileSync(`${a}/${name}`, 'content\n');
    symlinkSync('file', `${a}/link`);
    linkSync(`${a}/third`, `${a}/folder/third`);
    writeFileSync(joinBytes(a, Buffer.from('odd \xff', 'latin1')), '');
    const past = 1_600_000_000;
    for (const path of ['file', 'folder/other', 'third', 'link', 'folder'])
      lutimesSync(`${a}/${path}`, past, past);
    await runProcess(['cp', '-a', a, b]);
    return { a, b };
  };
  const past = (path: string): void => lutimesSync(path, 1_600_000_000, 1_600_000_000);

  const kinds: Readonly<Record<string, { change: (copy: string) => void; expected: readonly string[] }>> = {
    'none at all': { change: () => undefined, expected: [] },
    'something missing': {
      change: (copy) => {
        rmSync(`${copy}/folder/other`);
        past(`${copy}/folder`);
      },
      expected: ['folder/other: missing file'],
    },
    'something extra, with a name that is no text': {
      change: (copy) => mkdirSync(joinBytes(copy, Buffer.from('new \xfe\n', 'latin1'))),
      expected: ['new \\xfe\\x0a: extra folder'],
    },
    'another type': {
      change: (copy) => {
        rmSync(`${copy}/file`);
        mkdirSync(`${copy}/file`);
      },
      expected: ['file: type: file, not folder'],
    },
    'other content of the same size and time': {
      change: (copy) => {
        writeFileSync(`${copy}/file`, 'CONTENT\n');
        past(`${copy}/file`);
      },
      expected: ['file: content: 8 bytes 434728a410a7, not 8 bytes d61e5fa787e5'],
    },
    'another mode': {
      change: (copy) => chmodSync(`${copy}/file`, 0o4755),
      expected: ['file: mode: 0644, not 4755'],
    },
    'another time, by a nanosecond': {
      change: (copy) => runOnBytes('touch -d @1600000000.000000001 "$1"', [[`${copy}/file`]]),
      expected: ['file: mtime: 1600000000.000000000, not 1600000000.000000001'],
    },
    'another time of a folder and of a link': {
      change: (copy) => {
        lutimesSync(`${copy}/folder`, 1, 1);
        lutimesSync(`${copy}/link`, 1, 1);
      },
      expected: [
        'folder: mtime: 1600000000.000000000, not 1.000000000',
        'link: mtime: 1600000000.000000000, not 1.000000000',
      ],
    },
    'another target': {
      change: (copy) => {
        rmSync(`${copy}/link`);
        symlinkSync('fil', `${copy}/link`);
        past(`${copy}/link`);
      },
      expected: ['link: target: file, not fil'],
    },
    'a hard link that became a file': {
      change: (copy) => {
        runOnBytes('cp -a "$1" "$1.new"', [[`${copy}/third`]]);
        renameSync(`${copy}/third.new`, `${copy}/third`);
      },
      expected: [
        'folder/third: hard links: folder/third = third, not none',
        'third: hard links: folder/third = third, not none',
      ],
    },
    'an xattr': {
      change: (copy) => runOnBytes('setfattr -n user.new -v "" "$1"', [[`${copy}/folder`]]),
      expected: ['folder: xattrs: , not user.new=0x'],
    },
    'an ACL': {
      change: (copy) => runOnBytes('setfacl -d -m u:54321:r "$1"', [[`${copy}/folder`]]),
      expected: [
        'folder: ACL: , not default:group::r-x\ndefault:mask::r-x\ndefault:other::r-x\ndefault:user:54321:r--\ndefault:user::rwx\ngroup::r-x\nother::r-x\nuser::rwx',
      ],
    },
  };
  it.each(Object.entries(kinds))('is seen: %s', async (_, { change, expected }) => {
    const { a, b } = await twoTrees();
    change(b);
    expect(compareTrees(a, b)).toEqual(expected);
  });

  it.skipIf(!isRoot)('is seen: owners and devices', async () => {
    const { a, b } = await twoTrees();
    runOnBytes('mknod "$1" c 1 3; mknod "$2" c 1 5; touch -r "$1" "$2"', [[`${a}/device`, `${b}/device`]]);
    lchownSync(`${b}/file`, 12, 34);
    lchownSync(`${b}/link`, 12, 34);
    expect(compareTrees(a, b)).toEqual([
      'device: device: 259, not 261',
      'file: owner: 0:0, not 12:34',
      'link: owner: 0:0, not 12:34',
    ]);
  });

  it('is seen: a hole that was filled', async () => {
    const { a, b } = await twoTrees();
    truncateSync(`${a}/file`, 5_000_000);
    await runProcess(['cp', '-a', '--sparse=never', `${a}/file`, `${b}/file`]);
    expect(compareTrees(a, b)).toEqual([
      expect.stringMatching(/^file: sparse: \d+ bytes of disk, not 5\d{6}$/),
    ]);
  });

  it('is left out when asked', async () => {
    const { a, b } = await twoTrees();
    writeFileSync(`${b}/.marker`, '');
    mkdirSync(`${b}/folder/cache`);
    writeFileSync(`${b}/folder/cache/file`, '');
    chmodSync(`${b}/file`, 0o600);
    const options: CompareOptions = {
      ignore: (path) => path === '.marker' || path === 'folder/cache',
      without: ['mode', 'mtime'],
    };
    expect(compareTrees(a, b, options)).toEqual([]);
  });

  it('is seen between two moments of one tree', async () => {
    const { a } = await twoTrees();
    const before = readTree(a);
    expect(compareTrees(before, a)).toEqual([]);
    rmSync(`${a}/file`);
    expect(compareTrees(before, a, { rootTime: true })).toEqual([
      expect.stringMatching(/^\.: mtime: \d+\.\d{9}, not \d+\.\d{9}$/),
      'file: missing file',
    ]);
  });
});

describeInLab('comparing trees of two hosts', () => {
  const lab = labForSuite();

  it('works from outside, on their own disks and on added ones', async () => {
    const { primary, standby } = lab();
    const disk = await standby.addDisk({ name: 'Copy', sizeMb: 64 });
    await makeTree(primary.path('/srv/tree'));
    await copyWithRsync(primary.path('/srv/tree'), `${disk.path}/tree`);
    expect(compareTrees(primary.path('/srv/tree'), standby.path('/Volumes/Copy/tree'))).toEqual([]);
    await standby.exec('echo changed >> /Volumes/Copy/tree/simple.txt');
    expect(compareTrees(primary.path('/srv/tree'), standby.path('/Volumes/Copy/tree'))).toHaveLength(2);
  });
});
