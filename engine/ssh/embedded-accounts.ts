import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AuthContext, PasswordAuthContext, PublicKeyAuthContext } from 'ssh2';
import { readAuthorizedKeys, type AuthorizedKey } from './embedded-keys.ts';

/** The one account of an embedded server. */
export interface EmbeddedAccount {
  readonly user: string;
  /** Without one, only keys are let in. */
  readonly password?: string;
  /** Read anew at each sign-in; one that is not there lets nobody in. */
  readonly authorizedKeysFile: string;
}

/** `offer`: the client asked whether a key would do, and has proved nothing yet. */
export type Verdict =
  | { readonly kind: 'refuse' | 'offer' }
  /** `command`: the only one that this key runs. */
  | { readonly kind: 'enter'; readonly command: string | undefined };

const REFUSE: Verdict = { kind: 'refuse' };

/** Judges one request to sign in. */
export async function judgeSignIn(context: AuthContext, account: EmbeddedAccount): Promise<Verdict> {
  if (context.method === 'password')
    return isPassword(context, account) ? { kind: 'enter', command: undefined } : REFUSE;
  if (context.method === 'publickey') return judgeKey(context, account);
  return REFUSE;
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
  if (context.username !== account.user) return REFUSE;
  const keys = await authorizedKeys(account);
  const found = keys.find(({ key }) => key.getPublicSSH().equals(context.key.data));
  if (found === undefined) return REFUSE;
  const { key, command } = found;
  const { signature, blob, hashAlgo } = context;
  if (signature === undefined) return { kind: 'offer' };
  // ssh2 returns an Error, which is truthy, for a signature that cannot be read.
  const isSigned = blob !== undefined && key.verify(blob, signature, hashAlgo) === true;
  return isSigned ? { kind: 'enter', command } : REFUSE;
}

async function authorizedKeys({ authorizedKeysFile }: EmbeddedAccount): Promise<readonly AuthorizedKey[]> {
  return readAuthorizedKeys(await readFile(authorizedKeysFile, 'utf8').catch(() => ''));
}
