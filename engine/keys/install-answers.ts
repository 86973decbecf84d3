import { createHash } from 'node:crypto';
import { bytesToPathText, type PathText } from '../model/path-text.ts';
import { err, ok, type Result } from '../model/result.ts';
import { betweenMarkers } from '../model/shell.ts';
import type { KeysText } from './authorized-keys.ts';

export const INSTALL_FAULTS = [
  'not-root',
  'no-home',
  /** `text`: what is there instead. */
  'not-a-folder',
  'not-a-file',
  /** `text`: where it leads. */
  'symlink',
  'immutable',
  'read-only',
  'no-space',
  /** Since it was read: read again and edit that. */
  'changed',
  /** Somebody but root could put another file in its place. `text`: owner and mode. */
  'unsafe-folder',
  'failed',
] as const;

/** Why nothing was changed, but for folders made and modes mended before. */
export interface InstallFault {
  readonly kind: (typeof INSTALL_FAULTS)[number];
  readonly path: PathText;
  readonly text: string;
}

/** `garbled`: no whole answer came. */
export type InstallError = InstallFault | { readonly kind: 'garbled' };

export type EntryKind = 'missing' | 'file' | 'directory' | 'symlink' | 'other';

/** root's authorized_keys as it is. */
export interface KeysFile {
  readonly uid: number;
  readonly home: PathText;
  readonly file: PathText;
  readonly folder: EntryKind;
  readonly kind: EntryKind;
  /** Where a symbolic link leads. To write there, name it as the file. */
  readonly target?: { readonly path: PathText; readonly kind: EntryKind };
  /** Of the file itself, or of what the link leads to. Empty when there is none. */
  readonly text: KeysText;
  /** SHA-256 in hex, or `absent`: for `writeKeysArguments`. */
  readonly digest: string;
  /** What sshd's StrictModes refuses among home, folder and file. Writing mends the last two. */
  readonly refused: readonly PathText[];
  readonly immutable: readonly PathText[];
  /** Other names of the file: these keep the old content. */
  readonly links: number;
}

/** What was done, in order. */
export interface InstallDone {
  readonly made: readonly PathText[];
  readonly mended: readonly PathText[];
  readonly written: readonly PathText[];
  readonly removed: readonly PathText[];
}

export function parseKeysFile(stdout: Uint8Array, nonce: string): Result<KeysFile, InstallError> {
  const answer = answerOf(stdout, nonce);
  if (!answer.ok) return answer;
  const { one, all } = answer.value;
  const bytes = Buffer.from(one('hex') ?? '', 'hex');
  const digest = one('digest');
  const folder = entryKind(one('folder'));
  const kind = entryKind(one('kind'));
  const file = one('file');
  if (digest === undefined || folder === undefined || kind === undefined || file === undefined)
    return err({ kind: 'garbled' });
  const found = createHash('sha256').update(bytes).digest('hex');
  if (digest !== 'absent' && digest !== found) return err({ kind: 'garbled' });
  const target = one('target');
  const targetKind = entryKind(one('target-kind'));
  return ok({
    uid: Number(one('uid')),
    home: one('home') ?? '',
    file,
    folder,
    kind,
    ...(target !== undefined && targetKind !== undefined && { target: { path: target, kind: targetKind } }),
    text: bytes.toString('latin1'),
    digest,
    refused: all('refused'),
    immutable: all('immutable'),
    links: Number(one('links') ?? '0'),
  });
}

/** Of `write`, `install-files` and `remove-files`. */
export function parseInstallDone(stdout: Uint8Array, nonce: string): Result<InstallDone, InstallError> {
  const answer = answerOf(stdout, nonce);
  if (!answer.ok) return answer;
  const { all } = answer.value;
  return ok({
    made: all('made'),
    mended: all('mended'),
    written: [...all('written'), ...all('installed')],
    removed: all('removed'),
  });
}

interface Answer {
  readonly one: (key: string) => string | undefined;
  readonly all: (key: string) => readonly string[];
}

function answerOf(stdout: Uint8Array, nonce: string): Result<Answer, InstallError> {
  const body = betweenMarkers(stdout, nonce);
  if (body === undefined) return err({ kind: 'garbled' });
  const parts = Buffer.from(body)
    .toString('latin1')
    .split('\0')
    .slice(0, -1)
    .map((part) => bytesToPathText(Buffer.from(part, 'latin1')));
  const all = (key: string): readonly string[] =>
    parts.filter((_, index) => index % 2 === 1 && parts[index - 1] === key);
  const one = (key: string): string | undefined => all(key)[0];
  const fault = one('fault');
  if (fault === undefined) return ok({ one, all });
  const kind = INSTALL_FAULTS.find((known) => known === fault);
  if (kind === undefined) return err({ kind: 'garbled' });
  return err({ kind, path: one('at') ?? '', text: one('text') ?? '' });
}

const ENTRY_KINDS: readonly EntryKind[] = ['missing', 'file', 'directory', 'symlink', 'other'];

function entryKind(word: string | undefined): EntryKind | undefined {
  return ENTRY_KINDS.find((kind) => kind === word);
}
