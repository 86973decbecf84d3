import type { KeysText } from '../../keys/authorized-keys.ts';
import { parseInstallDone, parseKeysFile, type KeysFile } from '../../keys/install-answers.ts';
import {
  readKeysCall,
  writeKeysCall,
  type InstallCall,
  type KeysPlace,
} from '../../keys/install-arguments.ts';
import type { PathText } from '../../model/path-text.ts';
import { callInstaller, installProblem } from './install-call.ts';
import type { RootSession } from './root-session.ts';

export interface KeysEdit {
  /** Where the text really lies. */
  readonly file: PathText;
  readonly changed: boolean;
  readonly mended: readonly PathText[];
}

/** Whose authorized_keys, and by which shell. */
type Account = Pick<RootSession, 'shell' | 'account'>;

const MOST_TRIES = 3;

/**
 * Reads root's authorized_keys, edits the text and writes it where it was read, behind a symbolic link too. Where somebody
 * else writes in between, it is read and edited again. Throws `setup.install-refused`; then the file is as before.
 */
export async function editKeysFile(session: Account, edit: (text: KeysText) => KeysText): Promise<KeysEdit> {
  for (let tries = 1; ; tries++) {
    const found = await readKeysFile(session);
    const place = placeOf(session, found.target?.kind === 'file' ? found.target.path : undefined);
    const file = place.file ?? found.file;
    const text = edit(found.text);
    if (text === found.text && found.refused.length === 0) return { file, changed: false, mended: [] };
    const written = await callInstaller(
      session,
      (nonce) => writeKeysCall(nonce, found.digest, text, place),
      parseInstallDone,
    );
    if (written.ok) return { file, changed: text !== found.text, mended: written.value.mended };
    const isRace = written.error.kind === 'changed' && tries < MOST_TRIES;
    if (!isRace) throw installProblem(written.error, file);
  }
}

async function readKeysFile(session: Account): Promise<KeysFile> {
  const call = (nonce: string): InstallCall => readKeysCall(nonce, placeOf(session));
  const found = await callInstaller(session, call, parseKeysFile);
  if (!found.ok) throw installProblem(found.error, `~${session.account.user}/.ssh/authorized_keys`);
  const { home, refused } = found.value;
  // Writing mends .ssh and the file; a home that others may write to is a person's to mend.
  if (refused.includes(home)) throw installProblem({ kind: 'unsafe-folder', path: home, text: '' }, home);
  return found.value;
}

function placeOf({ account }: Account, file?: PathText): KeysPlace {
  return { ...(account.home !== undefined && { home: account.home }), ...(file !== undefined && { file }) };
}
