import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import ssh2 from 'ssh2';
import { makeKeyPair, readKey } from '../../../engine/ssh/key-pair.ts';
import { openPrivateKey } from '../../../engine/ssh/private-key.ts';
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

  it('signs what its public key verifies', async () => {
    const { publicKey, privateKey } = makeKeyPair({ comment: COMMENT, passphrase: PASSPHRASE });
    const key = await openPrivateKey(privateKey, PASSPHRASE);
    expect(`${key.type} ${key.publicBlob.toString('base64')} ${COMMENT}`).toBe(publicKey);
    const data = Buffer.from('data');
    const pem = readKey(publicKey)?.getPublicPEM() ?? '';
    expect(verify(null, data, createPublicKey(pem), sign(null, data, key.privateKey))).toBe(true);
  });

  it('refuses a comment of two lines and an empty passphrase', () => {
    expect(() => makeKeyPair({ comment: 'a\nssh-rsa AAAA' })).toThrow('one line');
    expect(() => makeKeyPair({ comment: 'a', passphrase: '' })).toThrow('empty passphrase');
  });
});

/** What ssh2 makes of it, as `openPrivateKey` tells it. */
function bySsh2(text: string, passphrase?: string): unknown {
  const key = ssh2.utils.parseKey(text, passphrase);
  if (key instanceof Error || Array.isArray(key)) throw new Error('ssh2 reads no key', { cause: key });
  const { type, comment } = key;
  return { type, comment, publicBlob: key.getPublicSSH(), pem: pemOf(createPrivateKey(key.getPrivatePEM())) };
}

function pemOf(key: KeyObject): string | Buffer {
  return key.export({ format: 'pem', type: 'pkcs8' });
}

describe('opening a private key', () => {
  const ways = (['ed25519', 'ecdsa', 'rsa'] as const).flatMap((type) => [
    [type, ''] as const,
    [type, PASSPHRASE] as const,
  ]);

  it.each(ways)('reads what ssh-keygen wrote as ssh2 does: %s, passphrase %j', async (type, passphrase) => {
    const file = join(tempDir(), 'key');
    const publicKey = await makeKey(file, type, COMMENT);
    await runProcess(['ssh-keygen', '-q', '-p', '-P', '', '-N', passphrase, '-f', file]);
    const text = readFileSync(file, 'utf8');
    const { privateKey, ...rest } = await openPrivateKey(text, passphrase);
    expect({ ...rest, pem: pemOf(privateKey) }).toEqual(bySsh2(text, passphrase));
    expect(`${rest.type} ${rest.publicBlob.toString('base64')} ${rest.comment}`).toBe(publicKey);
  });

  // The last is the one that OpenSSH takes by itself only where it was built without OpenSSL.
  it.each(['aes256-gcm@openssh.com', 'aes128-cbc', 'chacha20-poly1305@openssh.com'])(
    'sealed with %s it is read, or said to be none',
    async (cipher) => {
      const file = join(tempDir(), 'key');
      await makeKey(file, 'ed25519', COMMENT);
      await runProcess(['ssh-keygen', '-q', '-p', '-P', '', '-N', PASSPHRASE, '-Z', cipher, '-f', file]);
      const opened = openPrivateKey(readFileSync(file, 'utf8'), PASSPHRASE);
      if (cipher.startsWith('aes')) expect((await opened).comment).toBe(COMMENT);
      else await expect(opened).rejects.toMatchObject(problemOf('not-a-private-key'));
    },
  );

  it.each([
    ['no passphrase', undefined, 'encrypted'],
    ['another passphrase', 'another', 'wrong-passphrase'],
  ])('with %s is a problem that says so', async (_, passphrase, text) => {
    const { privateKey } = makeKeyPair({ comment: '', passphrase: PASSPHRASE });
    await expect(openPrivateKey(privateKey, passphrase)).rejects.toMatchObject(problemOf(text));
  });

  const whole = makeKeyPair({ comment: 'public' });
  it.each([
    '',
    'text',
    whole.publicKey,
    `${whole.privateKey.slice(0, 200)}\n-----END OPENSSH PRIVATE KEY-----`,
  ])('takes no %j for one', async (text) => {
    await expect(openPrivateKey(text)).rejects.toMatchObject(problemOf('not-a-private-key'));
  });
});

function problemOf(text: string): object {
  return { problem: { code: 'endpoint.identity-unreadable', retry: 'person', details: { text } } };
}
