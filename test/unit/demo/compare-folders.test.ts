import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareFolders, snapshotOf } from '../../../engine/cli/demo/compare-folders.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

/** A small tree and a true copy of it. */
function twoFolders(): { source: string; copy: string } {
  const folder = tempDir();
  const source = `${folder}/source`;
  mkdirSync(`${source}/inner`, { recursive: true });
  writeFileSync(`${source}/inner/file`, 'content');
  writeFileSync(Buffer.concat([Buffer.from(`${source}/caf`), Buffer.of(0xe9)]), 'not UTF-8');
  symlinkSync('inner/file', `${source}/link`);
  linkSync(`${source}/inner/file`, `${source}/second name`);
  execFileSync('cp', ['-a', source, `${folder}/copy`]);
  return { source, copy: `${folder}/copy` };
}

const TAMPERINGS: Readonly<Record<string, (copy: string) => void>> = {
  'inner/extra: only in the copy': (copy) => {
    writeFileSync(`${copy}/inner/extra`, '');
  },
  'link: missing in the copy': (copy) => {
    rmSync(`${copy}/link`);
  },
  'link: a link to another place': (copy) => {
    rmSync(`${copy}/link`);
    symlinkSync('elsewhere', `${copy}/link`);
  },
  'inner/file: another type or other permissions': (copy) => {
    chmodSync(`${copy}/inner/file`, 0o600);
  },
  'inner/file: another time': (copy) => {
    utimesSync(`${copy}/inner/file`, 1, 1);
  },
  'inner/file: another size': (copy) => {
    rewrite(`${copy}/inner/file`, 'longer content');
  },
  'inner/file: other content': (copy) => {
    rewrite(`${copy}/inner/file`, 'CONTENT');
  },
  'inner/file = second name: not hard links of each other on both sides': (copy) => {
    execFileSync('sh', ['-c', 'cp -p inner/file new && mv new "second name"'], { cwd: copy });
  },
};

/** Leaves the time as it was. */
function rewrite(file: string, text: string): void {
  execFileSync('sh', [
    '-c',
    'cp -p "$1" "$1.time" && printf %s "$2" > "$1" && touch -r "$1.time" "$1" && rm "$1.time"',
    'sh',
    file,
    text,
  ]);
}

describe('two folders', () => {
  it('are the same when one is a true copy, but for the app’s marker', async () => {
    const { source, copy } = twoFolders();
    writeFileSync(`${copy}/.warmspare-standby`, '{}');
    expect(await compareFolders(source, copy, { wholeSeconds: false })).toEqual([]);
  });

  it.each(Object.entries(TAMPERINGS))('differ: %s', async (difference, tamper) => {
    const { source, copy } = twoFolders();
    tamper(copy);
    expect(await compareFolders(source, copy, { wholeSeconds: false })).toContain(difference);
  });

  it('are the same to the second where a side keeps no more', async () => {
    const { source, copy } = twoFolders();
    for (const [folder, seconds] of [
      [source, 100.25],
      [copy, 100.75],
    ] as const)
      utimesSync(`${folder}/inner/file`, seconds, seconds);
    expect(await compareFolders(source, copy, { wholeSeconds: true })).toEqual([]);
    expect(await compareFolders(source, copy, { wholeSeconds: false })).not.toEqual([]);
  });
});

describe('a snapshot', () => {
  it('stays while nothing is written, and moves with a write that changes neither size nor time', async () => {
    const { source } = twoFolders();
    const before = await snapshotOf(source);
    expect(await snapshotOf(source)).toEqual(before);
    rewrite(`${source}/inner/file`, 'CONTENT');
    expect(await snapshotOf(source)).not.toEqual(before);
  });
});
