import { execFileSync, spawnSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HARD_LINKS_SCRIPT, hardLinkInput } from '../../../engine/platform/hard-links.ts';
import { localShell } from '../../../engine/platform/local-shell.ts';
import {
  DISK_USAGE_SCRIPT,
  parseDiskUsage,
  parseHardLinks,
  parseWriteMarker,
  WRITE_MARKER_SCRIPT,
  writeMarkerArguments,
} from '../../../engine/platform/place-scripts.ts';

const MARKER = '.warmspare-standby';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ws-place-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function writeMarker(directory: string, content: string): Promise<unknown> {
  const { stdout } = await localShell().run(
    WRITE_MARKER_SCRIPT,
    writeMarkerArguments('n', directory, content),
  );
  const parsed = parseWriteMarker(stdout, 'n');
  return parsed.ok ? parsed.value : parsed.error;
}

describe('writing the marker', () => {
  it('creates it whole, once, and leaves nothing beside it', async () => {
    expect(await writeMarker(folder, '{"a":"\'$x\n"}')).toEqual({ kind: 'written' });
    expect(readFileSync(join(folder, MARKER), 'utf8')).toBe('{"a":"\'$x\n"}');
    expect(statSync(join(folder, MARKER)).mode & 0o777).toBe(0o644);
    expect(await writeMarker(folder, '{"a":"\'$x\n"}')).toEqual({ kind: 'same' });
    expect(readdirSync(folder)).toEqual([MARKER]);
  });

  it('refuses when another is there, and says which', async () => {
    writeFileSync(join(folder, MARKER), 'theirs');
    expect(await writeMarker(folder, 'ours')).toEqual({ kind: 'other', found: 'theirs' });
    expect(readFileSync(join(folder, MARKER), 'utf8')).toBe('theirs');
  });

  it('follows no symbolic link and goes into no directory of that name', async () => {
    mkdirSync(join(folder, 'd'));
    symlinkSync('d', join(folder, MARKER));
    expect(await writeMarker(folder, 'ours')).toEqual({ kind: 'other', found: '' });
    rmSync(join(folder, MARKER));
    mkdirSync(join(folder, MARKER));
    expect(await writeMarker(folder, 'ours')).toEqual({ kind: 'failed' });
    expect([readdirSync(join(folder, 'd')), readdirSync(join(folder, MARKER))]).toEqual([[], []]);
  });

  it('fails where there is no directory', async () => {
    expect(await writeMarker(join(folder, 'none'), 'ours')).toEqual({ kind: 'failed' });
  });

  it('lets exactly one of many writers win', async () => {
    const all = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((content) => writeMarker(folder, content)),
    );
    const winner = readFileSync(join(folder, MARKER), 'utf8');
    expect(all.filter((one) => JSON.stringify(one) === '{"kind":"written"}')).toHaveLength(1);
    expect(
      all.filter((one) => JSON.stringify(one) === JSON.stringify({ kind: 'other', found: winner })),
    ).toHaveLength(5);
    expect(readdirSync(folder)).toEqual([MARKER]);
  });

  it('does without hard links', async (context) => {
    // vfat needs mkfs.vfat and the kernel's driver.
    const image = `${folder}.img`;
    try {
      execFileSync('truncate', ['-s', '4M', image]);
      if (
        spawnSync('mkfs.vfat', [image]).status !== 0 ||
        spawnSync('mount', ['-o', 'loop', image, folder]).status !== 0
      )
        context.skip();
      try {
        expect(await writeMarker(folder, 'ours')).toEqual({ kind: 'written' });
        expect(await writeMarker(folder, 'others')).toEqual({ kind: 'other', found: 'ours' });
      } finally {
        execFileSync('umount', [folder]);
      }
    } finally {
      rmSync(image, { force: true });
    }
  });
});

describe('disk usage', () => {
  const usage = async (path: string): Promise<unknown> => {
    const { stdout } = await localShell().run(DISK_USAGE_SCRIPT, ['n', path]);
    return parseDiskUsage(stdout, 'n');
  };
  it('is in bytes, as du says', async () => {
    writeFileSync(join(folder, 'f'), Buffer.alloc(1_000_000));
    const expected = Number(execFileSync('du', ['-skx', folder], { encoding: 'utf8' }).split('\t')[0]) * 1024;
    expect(expected).toBeGreaterThan(999_999);
    expect(await usage(folder)).toEqual({ ok: true, value: { bytes: expected, complete: true } });
  });
  it('is unknown for what is not there', async () => {
    expect(await usage(join(folder, 'none'))).toEqual({ ok: false, error: 'the answer is not whole' });
  });
});

describe('looking for hard links', () => {
  const look = async (names: Iterable<string>): Promise<unknown> => {
    const { stdout } = await localShell().run(HARD_LINKS_SCRIPT, ['n', folder], {
      stdin: hardLinkInput(names),
    });
    const parsed = parseHardLinks(stdout, 'n');
    return parsed.ok ? parsed.value : parsed.error;
  };

  it('sees a file with two links among odd names', async () => {
    for (const name of ['-name', 'a\nb', ' c ', "'", '(']) writeFileSync(join(folder, name), '');
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])]), '');
    const names = ['-name', 'a\nb', ' c ', "'", '(', '\\#377', 'gone'];
    expect(await look(names)).toBe('none');
    for (const name of names.slice(0, -1)) {
      linkSync(
        name === '\\#377'
          ? Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])])
          : join(folder, name),
        join(folder, 'other'),
      );
      expect(await look(names)).toBe('linked');
      rmSync(join(folder, 'other'));
    }
  });

  it('looks at the named entries alone, and not into directories', async () => {
    mkdirSync(join(folder, 'd'));
    writeFileSync(join(folder, 'd/x'), '');
    linkSync(join(folder, 'd/x'), join(folder, 'd/y'));
    symlinkSync('d/x', join(folder, 'link'));
    expect([await look(['d', 'link']), await look([]), await look(['d/x'])]).toEqual([
      'none',
      'none',
      'linked',
    ]);
  });

  it('stops at the first among a million names', async () => {
    writeFileSync(join(folder, 'x'), '');
    linkSync(join(folder, 'x'), join(folder, 'y'));
    let asked = 0;
    function* many(): Generator<string> {
      yield 'x';
      for (; asked < 1_000_000; asked++) yield `some/longer/name/${String(asked)}`;
    }
    expect(await look(many())).toBe('linked');
    expect(asked).toBeLessThan(200_000);
  });

  it('says nothing about a directory that is not there', async () => {
    rmSync(folder, { recursive: true });
    expect(await look(['x'])).toBe('the answer is not whole');
    mkdirSync(folder);
  });
});
