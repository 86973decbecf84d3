import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';

/** An ed25519 key pair: the private key as OpenSSH writes it, without a passphrase, and the line for authorized_keys. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

export interface KeyPairOptions {
  readonly comment: string;
  /** ssh2's own unless told. */
  readonly generate?: (comment: string) => KeyPair;
}

const MOST_TRIES = 20;

/**
 * ssh2 1.17 writes one key of 256 so that nobody can read it: it drops the zero bytes that a public key begins with (its
 * issue 1513). So only a pair that reads back is returned.
 */
export function makeKeyPair({ comment, generate = generateEd25519 }: KeyPairOptions): KeyPair {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const pair = generate(comment);
    if (readKey(pair.privateKey) !== undefined && readKey(pair.publicKey) !== undefined) return pair;
  }
  throw new Error(`no readable key pair in ${String(MOST_TRIES)} tries`);
}

/** The first key in a text, private or public; `undefined` when there is none that can be read. */
export function readKey(text: string): ParsedKey | undefined {
  const parsed = ssh2.utils.parseKey(text);
  if (parsed instanceof Error) return undefined;
  return Array.isArray(parsed) ? parsed[0] : parsed;
}

function generateEd25519(comment: string): KeyPair {
  const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment });
  return { privateKey: pair.private, publicKey: pair.public };
}
