import { readFile, stat } from 'node:fs/promises';
import { EngineError } from '../model/problem.ts';
import { openPrivateKey, type PrivateKeyFault, type SigningKey } from './private-key.ts';

/** Why a private key cannot be used, in `details.text` of problem `endpoint.identity-unreadable`. */
export type IdentityFault = 'missing' | 'unreadable' | 'permissions' | PrivateKeyFault;

/** Reads a private key that has no passphrase, under the same conditions as ssh itself. */
export async function loadIdentity(file: string): Promise<SigningKey> {
  await refuseOpenPermissions(file);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unusable(file, faultOf(error), error);
  });
  return openPrivateKey(text).catch((error: unknown) => {
    if (!(error instanceof EngineError)) throw error;
    throw EngineError.of(error.problem.code, { ...error.problem.details, path: file }, 'person', error);
  });
}

/** sshkey_perm_ok in OpenSSH's authfile.c: only one's own key is held to 0600. */
async function refuseOpenPermissions(file: string): Promise<void> {
  const { mode, uid } = await stat(file).catch((error: unknown) => {
    throw unusable(file, faultOf(error), error);
  });
  if (uid === process.getuid?.() && (mode & 0o077) !== 0) throw unusable(file, 'permissions');
}

function faultOf(error: unknown): IdentityFault {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'unreadable';
}

function unusable(path: string, text: IdentityFault, cause?: unknown): EngineError {
  return EngineError.of('endpoint.identity-unreadable', { path, text }, 'person', cause);
}
