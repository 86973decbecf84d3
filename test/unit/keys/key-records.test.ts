import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeyId, KeyRecord } from '../../../engine/model/key.ts';
import { makeKeyPair } from '../../../engine/ssh/key-pair.ts';
import { openKeyRecords } from '../../../engine/store/key-records.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const ID = KeyId.parse('key-0123456789');
const SEALED = makeKeyPair({ comment: 'c', passphrase: 'p' });
const PLAIN = makeKeyPair({ comment: 'c' });

function aRecord(fields: Partial<KeyRecord> = {}): KeyRecord {
  return KeyRecord.parse({
    id: ID,
    pairId: 'pair-0123456789',
    role: 'standby',
    publicKey: SEALED.publicKey.split(' ').slice(0, 2).join(' '),
    fingerprint: `SHA256:${'A'.repeat(43)}`,
    comment: 'warmspare Office standby 2026-11-23',
    createdAt: '2026-11-23T10:00:00.000Z',
    sealedBy: 'keyring',
    installs: [],
    state: 'new',
    ...fields,
  });
}

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('the keys on the disk', () => {
  it('come back as they were put, files 0600 in a folder 0700', async () => {
    const home = tempDir();
    const install = {
      endpoint: 'ssh://root@spare',
      authorizedKeysFile: '/root/.ssh/authorized_keys',
      installedAt: 'x',
    };
    const record = aRecord({ installs: [install] });
    await openKeyRecords(home).put(record, SEALED.privateKey);
    expect(await openKeyRecords(home).get(ID)).toEqual(record);
    expect(await openKeyRecords(home).privateKey(ID)).toBe(SEALED.privateKey);
    expect(readdirSync(join(home, 'keys')).sort()).toEqual([ID, `${ID}.json`]);
    expect([`keys/${ID}`, `keys/${ID}.json`, 'keys'].map((path) => modeOf(join(home, path)))).toEqual([
      0o600, 0o600, 0o700,
    ]);
  });

  it('are none where there is no folder', async () => {
    const records = openKeyRecords(join(tempDir(), 'nowhere'));
    expect([await records.list(), await records.get(ID), await records.privateKey(ID)]).toEqual([
      [],
      undefined,
      undefined,
    ]);
    await expect(records.remove(ID)).resolves.toBeUndefined();
  });

  it('are listed in the order of their making, and files of others are not', async () => {
    const home = tempDir();
    const records = openKeyRecords(home);
    const later = aRecord({ createdAt: '2026-11-24T10:00:00.000Z' });
    const earlier = aRecord({ id: KeyId.parse('key-zzzzzzzzzz') });
    await records.put(later);
    await records.put(earlier);
    for (const name of ['notes.json', 'key-short.json', `.${ID}.json.0011.tmp`])
      writeFileSync(join(home, 'keys', name), '{}');
    expect(await records.list()).toEqual([earlier, later]);
  });

  it('keep the private key when only the record is put again', async () => {
    const records = openKeyRecords(tempDir());
    await records.put(aRecord(), SEALED.privateKey);
    await records.put(aRecord({ state: 'active' }));
    expect([(await records.get(ID))?.state, await records.privateKey(ID)]).toEqual([
      'active',
      SEALED.privateKey,
    ]);
  });

  it('go one by one, with what a killed write left, and nothing else goes', async () => {
    const home = tempDir();
    const records = openKeyRecords(home);
    const other = aRecord({ id: KeyId.parse('key-zzzzzzzzzz') });
    await records.put(aRecord(), SEALED.privateKey);
    await records.put(other, SEALED.privateKey);
    for (const name of [`.${ID}.00ff.tmp`, `.${ID}.json.00ff.tmp`, 'notes'])
      writeFileSync(join(home, 'keys', name), 'x');
    await records.remove(ID);
    expect(readdirSync(join(home, 'keys')).sort()).toEqual([other.id, `${other.id}.json`, 'notes'].sort());
  });

  it.each([
    ['a plain key that is said to be sealed', PLAIN.privateKey, 'keyring'],
    ['a sealed key that is said to be plain', SEALED.privateKey, 'unattended'],
    ['what is no private key', SEALED.publicKey, 'keyring'],
  ] as const)('never take %s', async (_, privateKey, sealedBy) => {
    const home = tempDir();
    await expect(openKeyRecords(home).put(aRecord({ sealedBy }), privateKey)).rejects.toThrow(
      'the private key of key-0123456789 is not',
    );
    expect(readdirSync(home)).toEqual([]);
  });

  it('take a plain key when a person asked for it', async () => {
    const home = tempDir();
    await openKeyRecords(home).put(aRecord({ sealedBy: 'unattended' }), PLAIN.privateKey);
    expect(modeOf(join(home, 'keys', ID))).toBe(0o600);
    expect(readFileSync(join(home, 'keys', ID), 'utf8')).toBe(PLAIN.privateKey);
  });

  it.each([
    ['not JSON', '{'],
    ['a key without its fields', '{}'],
    ['another key', JSON.stringify({ ...aRecord(), id: 'key-aaaaaaaaaa' })],
  ])('are a problem that names the file when one holds %s', async (_, text) => {
    const home = tempDir();
    mkdirSync(join(home, 'keys'));
    const path = join(home, 'keys', `${ID}.json`);
    writeFileSync(path, text);
    const problem = expect.objectContaining({
      code: 'config.unreadable',
      details: expect.objectContaining({ path }),
    });
    await expect(openKeyRecords(home).list()).rejects.toMatchObject({ problem });
  });

  it('are a problem where they cannot be written', async () => {
    const home = tempDir();
    writeFileSync(join(home, 'keys'), 'a file');
    chmodSync(join(home, 'keys'), 0o600);
    await expect(openKeyRecords(home).put(aRecord(), SEALED.privateKey)).rejects.toMatchObject({
      problem: { code: 'config.unwritable' },
    });
  });
});
