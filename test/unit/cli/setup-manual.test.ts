import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeyRecord } from '../../../engine/model/key.ts';
import { aWorld, type FakeWorld } from '../../fakes/fake-engine.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { aPair, cli, PIN, type Ran } from './cli-harness.ts';

const KEY = KeyRecord.parse({
  id: 'key-0123456789',
  pairId: aPair().id,
  role: 'standby',
  publicKey: 'ssh-ed25519 AAAA',
  fingerprint: PIN,
  comment: 'warmspare pair-abcdefghij standby office 2026-11-23',
  createdAt: '2026-11-23T09:00:00.000Z',
  sealedBy: 'keyring',
  installs: [],
  state: 'new',
});
const ENDPOINT = 'ssh://root@spare.local';
const SCRIPT = '#!/bin/sh\n# for the pair pair-abcdefghij.\nmain\n';
const SHA256 = createHash('sha256').update(SCRIPT).digest('hex');

function aWorldWith(script: string, given: unknown[] = []): FakeWorld {
  return aWorld({
    pairs: [aPair()],
    setupScript: (pair, options) => {
      given.push(options);
      return Promise.resolve({ pair, key: KEY, endpoint: ENDPOINT, script });
    },
  });
}

function manual(cwd: string, ...words: readonly string[]): Promise<Ran> {
  return cli(['setup', 'office', '--manual', ...words], { world: aWorldWith(SCRIPT), cwd });
}

describe('setup --manual', () => {
  it('prints the script alone on stdout, and what to do with it beside', async () => {
    const { status, stdout, stderr } = await manual('/');
    expect([status, stdout]).toEqual([0, SCRIPT]);
    expect(stderr).toBe(
      `It lets the key ${PIN} in, and holds nothing secret.\n` +
        `SHA-256 ${SHA256}: what "shasum -a 256 FILE" is to show there\n` +
        'On ssh://root@spare.local, its administrator runs it: sudo sh FILE\n' +
        'Then here, without a password: warmspare setup office\n',
    );
  });

  it('writes a file that everybody may run, and replaces one of the same pair only', async () => {
    const folder = tempDir();
    const file = join(folder, 'office.command');
    expect(await manual(folder, '--out', 'office.command')).toMatchObject({ status: 0, stderr: '' });
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([SCRIPT, 0o755]);

    writeFileSync(file, SCRIPT.replace('main', 'older'));
    expect(await manual(folder, '--out', file)).toMatchObject({ status: 0 });
    expect(readFileSync(file, 'utf8')).toBe(SCRIPT);

    const others = SCRIPT.replace('abcdefghij', 'zzzzzzzzzz');
    writeFileSync(file, others);
    const refused = await manual(folder, '--out', file);
    expect([refused.status, refused.stderr.split('\n')[0], readFileSync(file, 'utf8')]).toEqual([
      2,
      `warmspare: cannot write ${file}: it exists already, and only an earlier script for this pair (pair-abcdefghij) is replaced`,
      others,
    ]);
    expect(readdirSync(folder)).toEqual(['office.command']);
  });

  it.each([
    ['a link', (file: string) => symlinkSync('/etc/passwd', file)],
    ['a folder', (file: string) => mkdirSync(file)],
  ])('leaves %s alone', async (_, make) => {
    const folder = tempDir();
    make(join(folder, 'there'));
    expect(await manual(folder, '--out', 'there')).toMatchObject({ status: 2, stdout: '' });
    expect(readdirSync(folder)).toEqual(['there']);
  });

  it('says why it cannot write', async () => {
    const { status, stderr } = await manual('/', '--out', '/nowhere/x.sh');
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('cannot write /nowhere/x.sh: there is no such file or folder') as string,
    ]);
  });

  it('names file, key and standby with --json, and holds the script where there is no file', async () => {
    const folder = tempDir();
    const about = {
      type: 'setup.script',
      sha256: SHA256,
      pairId: 'pair-abcdefghij',
      pairName: 'office',
      endpoint: ENDPOINT,
      fingerprint: PIN,
      publicKey: KEY.publicKey,
      comment: KEY.comment,
    };
    const json = async (...words: readonly string[]): Promise<unknown> =>
      JSON.parse((await manual(folder, '--json', ...words)).stdout);
    expect(await json()).toEqual({ ...about, script: SCRIPT });
    expect(await json('--out', 'x')).toEqual({ ...about, file: join(folder, 'x') });
  });

  it('hands on the limits, and warns of them', async () => {
    const given: unknown[] = [];
    const world = aWorldWith(SCRIPT, given);
    const words = ['setup', 'office', '--manual', '--from', '10.0.0.*', '--unattended'];
    const { stderr } = await cli(words, { world });
    expect(given).toEqual([{ from: '10.0.0.*', unattended: true }]);
    expect(stderr).toMatch(/without encryption\.[^]*works from these addresses only\./);
  });

  it.each([
    ['--user', ['--manual', '--user', 'anna']],
    ['--password-stdin', ['--manual', '--password-stdin']],
    ['--by-hand', ['--manual', '--by-hand']],
    ['--host-key', ['--manual', '--host-key', PIN]],
    ['--from', ['--manual', '--from', 'a"b']],
    ['--out', ['--out', 'file']],
  ])('refuses %s where it means nothing', async (option, words) => {
    const { status, stderr } = await cli(['setup', 'office', ...words], { world: aWorldWith(SCRIPT) });
    expect([status, stderr]).toEqual([2, expect.stringContaining(option) as string]);
  });
});
