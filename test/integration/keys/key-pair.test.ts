import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeKeyPair, openPrivateKey } from '../../../engine/ssh/key-pair.ts';
import { makeKey } from '../../helpers/host-keys.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const COMMENT = 'warmspare Büro (Süd) standby 2026-11-23';
const PASSPHRASE = 'a long passphrase of the keyring';

function fileWith(privateKey: string): string {
  const file = join(tempDir(), 'key');
  writeFileSync(file, privateKey, { mode: 0o600 });
  return file;
}

describe('a key pair', () => {
  it('encrypted, is opened by the real ssh-keygen with its passphrase', async () => {
    const { publicKey, privateKey } = makeKeyPair({ comment: COMMENT, passphrase: PASSPHRASE });
    const { stdout } = await runProcess(['ssh-keygen', '-y', '-P', PASSPHRASE, '-f', fileWith(privateKey)]);
    expect(stdout.trim()).toBe(publicKey);
    expect(publicKey.endsWith(` ${COMMENT}`)).toBe(true);
  });

  it('encrypted, is opened by nothing without its passphrase', async () => {
    const { privateKey } = makeKeyPair({ comment: COMMENT, passphrase: PASSPHRASE });
    const file = fileWith(privateKey);
    for (const guess of ['', 'another']) {
      const { code } = await runProcess(['ssh-keygen', '-y', '-P', guess, '-f', file], { okCodes: 'any' });
      expect(code).not.toBe(0);
    }
  });

  it('encrypted, has the cipher that OpenSSH uses, and no more rounds of bcrypt than a random passphrase needs', () => {
    const { privateKey } = makeKeyPair({ comment: '', passphrase: PASSPHRASE });
    const bytes = Buffer.from(privateKey.split('\n').slice(1, -2).join(''), 'base64');
    const head = bytes.toString('latin1', 0, 39);
    expect(head).toBe('openssh-key-v1\0\0\0\0\naes256-ctr\0\0\0\x06bcrypt');
    // After two lengths and 16 bytes of salt.
    expect(bytes.readUInt32BE(39 + 4 + 4 + 16)).toBe(1);
  });

  it('without a passphrase is read by the real ssh-keygen as it is', async () => {
    const { publicKey, privateKey } = makeKeyPair({ comment: COMMENT });
    const { stdout } = await runProcess(['ssh-keygen', '-y', '-P', '', '-f', fileWith(privateKey)]);
    expect(stdout.trim()).toBe(publicKey);
  });

  it('is whole each time, also when the public key begins with zero', () => {
    const pairs = Array.from({ length: 600 }, () => makeKeyPair({ comment: 'c' }));
    const blobs = pairs.map(({ publicKey }) => Buffer.from(publicKey.split(' ')[1] ?? '', 'base64').length);
    expect(new Set(blobs)).toEqual(new Set([51]));
    expect(new Set(pairs.map(({ publicKey }) => publicKey)).size).toBe(600);
  });

  it('signs what its public key verifies', () => {
    const { publicKey, privateKey } = makeKeyPair({ comment: COMMENT, passphrase: PASSPHRASE });
    const key = openPrivateKey(privateKey, PASSPHRASE);
    expect(`${key.type} ${key.getPublicSSH().toString('base64')} ${COMMENT}`).toBe(publicKey);
    const signature = key.sign(Buffer.from('data'));
    expect(signature instanceof Error ? signature : key.verify(Buffer.from('data'), signature)).toBe(true);
  });

  it('refuses a comment of two lines and an empty passphrase', () => {
    expect(() => makeKeyPair({ comment: 'a\nssh-rsa AAAA' })).toThrow('one line');
    expect(() => makeKeyPair({ comment: 'a', passphrase: '' })).toThrow('empty passphrase');
  });
});

describe('opening a private key', () => {
  it.each(['ed25519', 'ecdsa', 'rsa'] as const)('reads what ssh-keygen wrote: %s', async (type) => {
    const file = join(tempDir(), 'key');
    const publicKey = await makeKey(file, type, 'c');
    await runProcess(['ssh-keygen', '-q', '-p', '-P', '', '-N', PASSPHRASE, '-f', file]);
    const { stdout } = await runProcess(['cat', file]);
    const key = openPrivateKey(stdout, PASSPHRASE);
    const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
    expect(digest(key.getPublicSSH())).toBe(digest(Buffer.from(publicKey.split(' ')[1] ?? '', 'base64')));
  });

  it.each([
    ['no passphrase', undefined, 'encrypted'],
    ['another passphrase', 'another', 'wrong-passphrase'],
  ])('with %s is a problem that says so', (_, passphrase, text) => {
    const { privateKey } = makeKeyPair({ comment: '', passphrase: PASSPHRASE });
    const problem = { code: 'endpoint.identity-unreadable', retry: 'person', details: { text } };
    expect(() => openPrivateKey(privateKey, passphrase)).toThrow(expect.objectContaining({ problem }));
  });

  it.each(['', 'text', makeKeyPair({ comment: 'public' }).publicKey])('takes no %j for one', (text) => {
    const details = { text: 'not-a-private-key' };
    const problem = { code: 'endpoint.identity-unreadable', retry: 'person', details };
    expect(() => openPrivateKey(text)).toThrow(expect.objectContaining({ problem }));
  });
});
