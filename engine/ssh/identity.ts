import { readFile, stat } from 'node:fs/promises';
import type { ParsedKey } from 'ssh2';
import { EngineError } from '../model/problem.ts';

/** Why a private key cannot be used, in `details.text` of problem `endpoint.identity-unreadable`. */
export type IdentityFault = 'missing' | 'unreadable' | 'permissions' | 'encrypted' | 'not-a-private-key';

/** Reads a private key that has no passphrase, under the same conditions as ssh itself. */
export async function loadIdentity(file: string): Promise<ParsedKey> {
  await refuseOpenPermissions(file);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw unusable(file, faultOf(error), error);
  });
  // Only where an agent of ours signs; the rest of the engine starts sooner without it.
  const { default: ssh2 } = await import('ssh2');
  const keys = ssh2.utils.parseKey(bytes);
  if (keys instanceof Error) {
    throw unusable(
      file,
      /encrypted|passphrase/i.test(keys.message) ? 'encrypted' : 'not-a-private-key',
      keys,
    );
  }
  const key = Array.isArray(keys) ? keys[0] : keys;
  if (key?.isPrivateKey() !== true) throw unusable(file, 'not-a-private-key');
  return key;
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
