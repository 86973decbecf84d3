import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';

/** An Ed25519 key pair, both parts as OpenSSH writes them. */
export interface KeyPair {
  /** `ssh-ed25519 AAAA… comment`, without a newline. */
  readonly publicKey: string;
  /** Encrypted when a passphrase was given. */
  readonly privateKey: string;
}

export interface KeyPairOptions {
  /** One line. */
  readonly comment: string;
  readonly passphrase?: string;
}

const MOST_TRIES = 20;
/** The type's name and 32 bytes, each with its length. */
const ED25519_BLOB_BYTES = 4 + 'ssh-ed25519'.length + 4 + 32;
/** What ssh-keygen itself uses (DEFAULT_CIPHERNAME in OpenSSH's sshkey.c), with bcrypt over the passphrase. */
const CIPHER = 'aes256-ctr';
/** More make it harder to guess a passphrase. Ours are 32 random bytes, and each round costs every sync 16 ms. */
const BCRYPT_ROUNDS = 1;

/**
 * ssh2 1.17 drops the zero bytes that one public key of 256 begins with (its issue 1513), and then nobody can read either
 * part. So only a pair whose public part is whole is returned.
 */
export function makeKeyPair({ comment, passphrase }: KeyPairOptions): KeyPair {
  if (/\p{Cc}/u.test(comment)) throw new Error('the comment of a key is one line');
  if (passphrase === '') throw new Error('an empty passphrase encrypts nothing');
  const seal = passphrase === undefined ? {} : { passphrase, cipher: CIPHER, rounds: BCRYPT_ROUNDS };
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment, ...seal });
    if (blobOf(pair.public).length === ED25519_BLOB_BYTES)
      return { publicKey: pair.public, privateKey: pair.private };
  }
  throw new Error(`no whole key pair in ${String(MOST_TRIES)} tries`);
}

/** The first key in a text, private or public; `undefined` when there is none that can be read without a passphrase. */
export function readKey(text: string): ParsedKey | undefined {
  const parsed = ssh2.utils.parseKey(text);
  if (parsed instanceof Error) return undefined;
  return Array.isArray(parsed) ? parsed[0] : parsed;
}

function blobOf(publicKey: string): Buffer {
  return Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
}
