/// <reference path="./bcrypt-pbkdf.d.ts" />
import { createDecipheriv, createPrivateKey, type KeyObject } from 'node:crypto';
import type { SigningKey } from './private-key.ts';
import { string, takeStrings } from './wire.ts';

const MAGIC = Buffer.from('openssh-key-v1\0');
const TYPE = Buffer.from('ssh-ed25519');
const NONE = Buffer.from('none');
const CIPHER = Buffer.from('aes256-ctr');
const KEY_BYTES = 32;
const IV_BYTES = 16;
const BCRYPT = Buffer.from('bcrypt');
const SALT_BYTES = 16;
/** Minutes of work already, and a broken file could ask for four billion. */
const MOST_ROUNDS = 10_000;
/** What a private key in PKCS #8 begins with (RFC 8410, 7); 32 bytes follow. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Reads an Ed25519 key as makeKeyPair and ssh-keygen write it by default (PROTOCOL.key in OpenSSH). `undefined` for anything
 * else, and where the passphrase does not open it. ssh2 reads them too, but takes tens of milliseconds to load.
 */
export async function readEd25519(text: string, passphrase?: string): Promise<SigningKey | undefined> {
  const sealed = readSealed(text);
  const secret = sealed && (await openSecret(sealed, passphrase));
  const read = secret && readSecret(secret);
  // The part that anybody can read is the one that the agent lists.
  return read !== undefined && sealed?.publicBlob.equals(read.publicBlob) === true ? read : undefined;
}

interface Sealed {
  readonly cipher: Buffer;
  readonly kdf: Buffer;
  readonly kdfOptions: Buffer;
  readonly publicBlob: Buffer;
  readonly secret: Buffer;
}

function readSealed(text: string): Sealed | undefined {
  // -----BEGIN OPENSSH PRIVATE KEY-----
  // b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
  // -----END OPENSSH PRIVATE KEY-----
  const match =
    /^-----BEGIN OPENSSH PRIVATE KEY-----\r?\n([A-Za-z0-9+/=\r\n]+)\r?\n-----END OPENSSH PRIVATE KEY-----$/.exec(
      text.trim(),
    );
  const bytes = Buffer.from(match?.[1] ?? '', 'base64');
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const [[cipher, kdf, kdfOptions] = [], afterHead] = takeStrings(bytes.subarray(MAGIC.length), 3) ?? [];
  if (cipher === undefined || kdf === undefined || kdfOptions === undefined) return undefined;
  if (afterHead === undefined || afterHead.length < 4 || afterHead.readUInt32BE(0) !== 1) return undefined;
  const [[publicBlob, secret] = [], rest] = takeStrings(afterHead.subarray(4), 2) ?? [];
  if (publicBlob === undefined || secret === undefined || rest?.length !== 0) return undefined;
  return { cipher, kdf, kdfOptions, publicBlob, secret };
}

async function openSecret(
  { cipher, kdf, kdfOptions, secret }: Sealed,
  passphrase: string | undefined,
): Promise<Buffer | undefined> {
  if (cipher.equals(NONE) && kdf.equals(NONE) && kdfOptions.length === 0) return secret;
  if (!cipher.equals(CIPHER) || !kdf.equals(BCRYPT) || !passphrase) return undefined;
  const [[salt] = [], rest] = takeStrings(kdfOptions, 1) ?? [];
  if (salt?.length !== SALT_BYTES || rest?.length !== 4) return undefined;
  const rounds = rest.readUInt32BE(0);
  if (rounds > MOST_ROUNDS) return undefined;
  const derived = await deriveKey(Buffer.from(passphrase), salt, rounds);
  if (derived === undefined) return undefined;
  const decipher = createDecipheriv(
    'aes-256-ctr',
    derived.subarray(0, KEY_BYTES),
    derived.subarray(KEY_BYTES),
  );
  return Buffer.concat([decipher.update(secret), decipher.final()]);
}

/** Loaded for those that have a passphrase alone. */
async function deriveKey(passphrase: Buffer, salt: Buffer, rounds: number): Promise<Buffer | undefined> {
  const { default: bcrypt } = await import('bcrypt-pbkdf');
  const derived = Buffer.alloc(KEY_BYTES + IV_BYTES);
  const status = bcrypt.pbkdf(
    passphrase,
    passphrase.length,
    salt,
    salt.length,
    derived,
    derived.length,
    rounds,
  );
  return status === 0 ? derived : undefined;
}

/** A number twice, the key, its comment, and 1, 2, 3 … up to a whole block. */
function readSecret(secret: Buffer): SigningKey | undefined {
  if (secret.length < 8 || secret.readUInt32BE(0) !== secret.readUInt32BE(4)) return undefined;
  const [[type, publicKey, privateKey, comment] = [], padding] = takeStrings(secret.subarray(8), 4) ?? [];
  if (type?.equals(TYPE) !== true || publicKey?.length !== 32 || privateKey?.length !== 64) return undefined;
  if (!privateKey.subarray(32).equals(publicKey) || comment === undefined) return undefined;
  if (padding?.every((byte, index) => byte === index + 1) !== true) return undefined;
  const publicBlob = Buffer.concat([string(TYPE), string(publicKey)]);
  return {
    type: 'ssh-ed25519',
    comment: comment.toString('utf8'),
    publicBlob,
    privateKey: keyOf(privateKey),
  };
}

function keyOf(privateKey: Buffer): KeyObject {
  const der = Buffer.concat([PKCS8_HEAD, privateKey.subarray(0, 32)]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}
