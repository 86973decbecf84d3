import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AuthContext, PasswordAuthContext, PublicKeyAuthContext } from 'ssh2';
import { parseAuthorizedKeys, type AuthorizedKey } from './embedded-authorized-keys.ts';

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
  | {
      readonly kind: 'enter';
      /** Runs in the place of whatever is asked for. */
      readonly forcedCommand?: string;
    }
  | { readonly kind: 'offer' | 'refuse' };

const REFUSE: Verdict = { kind: 'refuse' };

/** Judges one request to sign in. */
export async function judgeSignIn(context: AuthContext, account: EmbeddedAccount): Promise<Verdict> {
  if (context.method === 'password') return isPassword(context, account) ? { kind: 'enter' } : REFUSE;
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
  const keys = await readAuthorizedKeys(account.authorizedKeysFile);
  const found = keys.find(({ key }) => key.getPublicSSH().equals(context.key.data));
  if (found === undefined) return REFUSE;
  const { signature, blob, hashAlgo } = context;
  if (signature === undefined) return { kind: 'offer' };
  // ssh2 returns an Error, which is truthy, for a signature that cannot be read.
  if (blob === undefined || found.key.verify(blob, signature, hashAlgo) !== true) return REFUSE;
  const { forcedCommand } = found;
  return { kind: 'enter', ...(forcedCommand !== undefined && { forcedCommand }) };
}

async function readAuthorizedKeys(file: string): Promise<readonly AuthorizedKey[]> {
  return parseAuthorizedKeys(await readFile(file, 'utf8').catch(() => ''));
}
