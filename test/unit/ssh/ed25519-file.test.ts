import { createPublicKey, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEd25519 } from '../../../engine/ssh/ed25519-file.ts';
import { makeKeyPair, readKey } from '../../../engine/ssh/key-pair.ts';

const PASSPHRASE = 'a long passphrase of the keyring';
const PLAIN = makeKeyPair({ comment: 'warmspare Büro' });
const SEALED = makeKeyPair({ comment: 'warmspare Büro', passphrase: PASSPHRASE });

const LINES = /^(-----BEGIN .*-----)\n([^-]+)\n(-----END .*-----)\n?$/;

function bytesOf(privateKey: string): Buffer {
  return Buffer.from(LINES.exec(privateKey)?.[2] ?? '', 'base64');
}

function textOf(bytes: Uint8Array): string {
  const [, begin, , end] = LINES.exec(PLAIN.privateKey) ?? [];
  return `${String(begin)}\n${Buffer.from(bytes).toString('base64')}\n${String(end)}\n`;
}

describe('reading an Ed25519 key', () => {
  it.each([
    ['without a passphrase', PLAIN, undefined],
    ['with its passphrase', SEALED, PASSPHRASE],
    ['without a passphrase, though one is given', PLAIN, 'of no use'],
  ])('%s gives what was made', async (_, { publicKey, privateKey }, passphrase) => {
    const key = await readEd25519(privateKey, passphrase);
    expect(`${String(key?.type)} ${String(key?.publicBlob.toString('base64'))} ${String(key?.comment)}`).toBe(
      publicKey,
    );
  });

  it('gives a key whose signatures its public part verifies', async () => {
    const key = await readEd25519(SEALED.privateKey, PASSPHRASE);
    if (key === undefined) throw new Error('no key');
    const pem = readKey(SEALED.publicKey)?.getPublicPEM() ?? '';
    const data = Buffer.from('data');
    expect(verify(null, data, createPublicKey(pem), sign(null, data, key.privateKey))).toBe(true);
  });

  it('reads it with other ends of lines, and blanks around it', async () => {
    const text = `\r\n${PLAIN.privateKey.replaceAll('\n', '\r\n')}  \r\n`;
    expect((await readEd25519(text))?.comment).toBe('warmspare Büro');
  });

  it.each([undefined, '', 'another', `${PASSPHRASE} `])('does not open it with %j', async (passphrase) => {
    expect(await readEd25519(SEALED.privateKey, passphrase)).toBeUndefined();
  });

  it('takes nothing that is cut anywhere, nor anything behind it', async () => {
    const bytes = bytesOf(PLAIN.privateKey);
    const cuts = bytes.map((_, cut) => cut).keys();
    for (const cut of cuts) expect(await readEd25519(textOf(bytes.subarray(0, cut)))).toBeUndefined();
    expect(await readEd25519(textOf(Buffer.concat([bytes, Buffer.from([0])])))).toBeUndefined();
    expect(await readEd25519(textOf(bytes))).toBeDefined();
  });

  it('takes no key in which a byte other than of its secret or its comment is another', async () => {
    const bytes = bytesOf(PLAIN.privateKey);
    const comment = bytes.indexOf('warmspare');
    // The secret's 32 bytes lie before the second copy of the public part, and that before the comment's length.
    const secret = comment - 4 - 64;
    const isFree = (at: number): boolean =>
      (at >= secret && at < secret + 32) || (at >= comment && at < comment + 'warmspare Büro'.length + 1);
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect({ at, read: (await readEd25519(textOf(changed))) !== undefined }).toEqual({
        at,
        read: isFree(at),
      });
    }
  });

  it('does no work without end for a number of rounds that nobody asked for', async () => {
    const bytes = bytesOf(SEALED.privateKey);
    // After the name of the key derivation: the options' length, the salt's, and the salt.
    const rounds = bytes.indexOf('bcrypt') + 'bcrypt'.length + 4 + 4 + 16;
    expect(bytes.readUInt32BE(rounds)).toBe(1);
    bytes.writeUInt32BE(0xffffffff, rounds);
    expect(await readEd25519(textOf(bytes), PASSPHRASE)).toBeUndefined();
  });

  it('takes nothing else for one', async () => {
    const head = Buffer.from('openssh-key-v1\0');
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([head, bytes])),
    );
    const text = fc.oneof(fc.string({ unit: 'binary' }), body.map(textOf));
    await fc.assert(
      fc.asyncProperty(text, fc.option(fc.string(), { nil: undefined }), async (garbage, passphrase) => {
        expect(await readEd25519(garbage, passphrase)).toBeUndefined();
      }),
    );
  });
});
