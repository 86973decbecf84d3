import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AuthContext, ParsedKey, PasswordAuthContext, PublicKeyAuthContext } from 'ssh2';
import { readKey } from './embedded-keys.ts';

/** The one account of an embedded server. */
export interface EmbeddedAccount {
  readonly user: string;
  /** Without one, only keys are let in. */
  readonly password?: string;
  /** Read anew at each sign-in; one that is not there lets nobody in. */
  readonly authorizedKeysFile: string;
}

/** `offer`: the client asked whether a key would do, and has proved nothing yet. */
export type Verdict = 'enter' | 'offer' | 'refuse';

/** Judges one request to sign in. */
export async function judgeSignIn(context: AuthContext, account: EmbeddedAccount): Promise<Verdict> {
  if (context.method === 'password') return isPassword(context, account) ? 'enter' : 'refuse';
  if (context.method === 'publickey') return judgeKey(context, account);
  return 'refuse';
}

/** Compares digests, which have one length, in constant time; the user's name is no shortcut. */
function isPassword(context: PasswordAuthContext, account: EmbeddedAccount): boolean {
  const isSame = timingSafeEqual(digest(context.password), digest(account.password ?? ''));
  return isSame && account.password !== undefined && context.username === account.user;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The signature is over this session's own id (RFC 4252, 7), so one made for another session is worth nothing. */
async function judgeKey(context: PublicKeyAuthContext, account: EmbeddedAccount): Promise<Verdict> {
  if (context.username !== account.user) return 'refuse';
  const keys = await readAuthorizedKeys(account.authorizedKeysFile);
  const key = keys.find((candidate) => candidate.getPublicSSH().equals(context.key.data));
  if (key === undefined) return 'refuse';
  const { signature, blob, hashAlgo } = context;
  if (signature === undefined) return 'offer';
  // ssh2 returns an Error, which is truthy, for a signature that cannot be read.
  return blob !== undefined && key.verify(blob, signature, hashAlgo) === true ? 'enter' : 'refuse';
}

async function readAuthorizedKeys(file: string): Promise<readonly ParsedKey[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  // A line with options in front (`restrict,command="…" ssh-ed25519 AAAA…`), which would not be kept here, is no key to ssh2.
  return text.split('\n').flatMap((line) => readKey(line.trim()) ?? []);
}
