import { createPrivateKey, type KeyObject } from 'node:crypto';
import { EngineError } from '../model/problem.ts';
import { readEd25519 } from './ed25519-file.ts';

/** A private key that an agent of ours signs with. */
export interface SigningKey {
  /** `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa` and so on. */
  readonly type: string;
  readonly comment: string;
  /** As in a line of authorized_keys, before base64. */
  readonly publicBlob: Buffer;
  readonly privateKey: KeyObject;
}

/** Why a text cannot be used: `details.text` of the problem. */
export type PrivateKeyFault = 'encrypted' | 'wrong-passphrase' | 'not-a-private-key';

/** Any format that ssh2 knows. Throws problem `endpoint.identity-unreadable` with a `PrivateKeyFault`. */
export async function openPrivateKey(text: string, passphrase?: string): Promise<SigningKey> {
  return (await readEd25519(text, passphrase)) ?? (await openBySsh2(text, passphrase));
}

/** Slow to load: only for keys that are not the app's own, and to say what is wrong with one. */
async function openBySsh2(text: string, passphrase: string | undefined): Promise<SigningKey> {
  const { default: ssh2 } = await import('ssh2');
  const parsed = ssh2.utils.parseKey(text, passphrase);
  if (parsed instanceof Error) throw unusable(faultOf(parsed), parsed);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key?.isPrivateKey() !== true) throw unusable('not-a-private-key');
  const { type, comment } = key;
  return { type, comment, publicBlob: key.getPublicSSH(), privateKey: privateKeyOf(key.getPrivatePEM()) };
}

function privateKeyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw unusable('not-a-private-key', error);
  }
}

function faultOf(error: Error): PrivateKeyFault {
  // Encrypted private OpenSSH key detected, but no passphrase given
  if (/no passphrase given/i.test(error.message)) return 'encrypted';
  // OpenSSH key integrity check failed -- bad passphrase?
  return /bad passphrase|bad decrypt|integrity check/i.test(error.message)
    ? 'wrong-passphrase'
    : 'not-a-private-key';
}

function unusable(text: PrivateKeyFault, cause?: unknown): EngineError {
  return EngineError.of('endpoint.identity-unreadable', { text }, 'person', cause);
}
