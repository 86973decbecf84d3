import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  deliverArguments,
  deliveredName,
  DELIVER_SCRIPT,
  parseDelivered,
  type Delivered,
} from '../../../engine/platform/deliver-script.ts';
import { localShell } from '../../../engine/platform/local-shell.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { isAbsent, POSIX_SHELLS } from './shells.ts';

const PAIR = 'pair-0123456789';
const PAGE = Buffer.from('<!doctype html>\n<p>Büro</p>\n');

interface Given {
  readonly name?: string;
  readonly bytes?: number;
  readonly content?: Buffer;
}

async function deliver(folder: string, given: Given = {}): Promise<readonly Delivered[]> {
  const { name = 'Failover of Office', content = PAGE, bytes = content.length } = given;
  const args = deliverArguments('n', { pairId: PAIR, name, kind: 'html', bytes, folder });
  const { stdout } = await localShell().run(DELIVER_SCRIPT, args, { stdin: content });
  const told = parseDelivered(stdout, 'n');
  if (!told.ok) throw new Error(told.error);
  return told.value;
}

const FILE = `Failover of Office (${PAIR}).html`;

it.skipIf(isAbsent('/usr/bin/shellcheck'))('is clean to shellcheck', () => {
  const checked = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: DELIVER_SCRIPT, encoding: 'utf8' });
  expect([checked.status, checked.stdout]).toEqual([0, '']);
});

describe.each(Object.entries(POSIX_SHELLS))('by %s', (_, shell) => {
  it.skipIf(isAbsent(shell[0]))('writes a document whole, and says so', () => {
    const folder = join(tempDir(), 'Warmspare');
    const args = deliverArguments('n', {
      pairId: PAIR,
      name: 'Failover of Office',
      kind: 'html',
      bytes: PAGE.length,
      folder,
    });
    const [program, ...options] = shell;
    const run = (): unknown =>
      parseDelivered(
        spawnSync(program, [...options, '-c', DELIVER_SCRIPT, 'test', ...args], { input: PAGE }).stdout,
        'n',
      );
    const path = join(folder, FILE);
    expect(run()).toEqual({ ok: true, value: [{ state: 'written', path, reason: '' }] });
    expect(run()).toEqual({ ok: true, value: [{ state: 'same', path, reason: '' }] });
    expect(readFileSync(path)).toEqual(PAGE);
    expect(readdirSync(folder)).toEqual([FILE]);
    expect([statSync(folder).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o755, 0o644]);
  });
});

it('leaves the old document where the new one came in part', async () => {
  const folder = tempDir();
  await deliver(folder);
  const told = await deliver(folder, { content: Buffer.from('half'), bytes: 999 });
  expect(told).toEqual([{ state: 'skipped', path: folder, reason: 'it came in part, or there is no room' }]);
  expect(readFileSync(join(folder, FILE))).toEqual(PAGE);
  expect(readdirSync(folder)).toEqual([FILE]);
});

it('takes the place of the pair’s own under another name, and of no other', async () => {
  const folder = tempDir();
  writeFileSync(join(folder, 'Failover of Shop (pair-aaaaaaaaaa).html'), 'other');
  await deliver(folder);
  await deliver(folder, { name: 'Failover of Studio' });
  expect(readdirSync(folder).sort()).toEqual([
    'Failover of Shop (pair-aaaaaaaaaa).html',
    `Failover of Studio (${PAIR}).html`,
  ]);
});

it('clears away what a kill left, and nothing else', async () => {
  const folder = tempDir();
  writeFileSync(join(folder, `.new-${PAIR}-html.123`), 'half');
  writeFileSync(join(folder, 'mine'), 'mine');
  await deliver(folder);
  expect(readdirSync(folder).sort()).toEqual([FILE, 'mine']);
});

describe('where somebody else may have put something', () => {
  it('writes through no symbolic link in the folder’s place', async () => {
    const base = tempDir();
    mkdirSync(join(base, 'etc'));
    symlinkSync(join(base, 'etc'), join(base, 'Warmspare'));
    const path = join(base, 'Warmspare');
    expect(await deliver(path)).toEqual([{ state: 'skipped', path, reason: 'it is a symbolic link' }]);
    expect(readdirSync(join(base, 'etc'))).toEqual([]);
  });

  it('writes into no folder that others can change', async () => {
    const folder = tempDir();
    chmodSync(folder, 0o777);
    expect(await deliver(folder)).toEqual([
      { state: 'skipped', path: folder, reason: 'others can change it' },
    ]);
  });

  it.skipIf(process.getuid?.() !== 0)('writes into no folder of somebody else’s', async () => {
    const folder = tempDir();
    spawnSync('chown', ['65534', folder]);
    expect(await deliver(folder)).toEqual([
      { state: 'skipped', path: folder, reason: 'it is not the folder of whoever signs in' },
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes the place of a link in the file’s place, and leaves alone where it leads', async () => {
    const folder = tempDir();
    const target = join(tempDir(), 'target');
    writeFileSync(target, 'target');
    symlinkSync(target, join(folder, FILE));
    expect(await deliver(folder)).toMatchObject([{ state: 'written' }]);
    expect(readFileSync(target, 'utf8')).toBe('target');
    expect(readFileSync(join(folder, FILE))).toEqual(PAGE);
  });

  it('says so where a folder has the file’s name', async () => {
    const folder = tempDir();
    mkdirSync(join(folder, FILE));
    expect(await deliver(folder)).toMatchObject([{ state: 'skipped', reason: 'it cannot be replaced' }]);
    expect(readdirSync(folder)).toEqual([FILE]);
  });

  it('says so where the folder cannot be made', async () => {
    const folder = join(tempDir(), 'missing', 'Warmspare');
    expect(await deliver(folder)).toMatchObject([{ state: 'skipped', reason: 'it cannot be made' }]);
    expect(existsSync(folder)).toBe(false);
  });
});

it.each([
  ['Büro/2', 'B-ro-2'],
  ['$(reboot)', '--reboot-'],
  ['a  b\nc', 'a b-c'],
  ['x'.repeat(99), 'x'.repeat(60)],
])('names %j as the guard takes it', (name, expected) => {
  expect(deliveredName(name)).toBe(expected);
});
