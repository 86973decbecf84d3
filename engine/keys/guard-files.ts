import { createHash } from 'node:crypto';
import type { PairId, VolumeId } from '../model/ids.ts';
import { hasRawBytes, pathTextToBytes, type PathText } from '../model/path-text.ts';
import { GUARD_FOLDER, GUARD_SCRIPT } from './guard-script.ts';
import { SCRIPT_VERBS } from './guard-verbs.ts';
import { ROOT_ACCOUNT, type KeyAccount } from './key-account.ts';
import { STANDBY_TOOL, STANDBY_TOOL_NAME } from './standby-tool.ts';

/** One file of the guard's folder. `mode` as chmod takes it; owner and group are root's. */
export interface GuardFile {
  readonly name: string;
  readonly content: string;
  readonly mode: number;
}

/** A place on the standby that the key may write to. */
export interface GuardedPlace {
  readonly id: VolumeId;
  readonly destination: PathText;
  /** What `pwd -P` says there, where that is another text: links that were there at set-up, letter case, composed letters. */
  readonly realPath?: PathText;
}

/** The text of each script that a verb runs. */
export type GuardScripts = Readonly<Record<(typeof SCRIPT_VERBS)[number], string>>;

/** Whose the guard is, and where. */
type Owner = Pick<KeyAccount, 'uid' | 'guardFolder' | 'obeysSshd'>;

/** The guard, the tool for people who stand there, and the scripts of its verbs: the same for every pair on one standby. */
export function sharedGuardFiles(scripts: GuardScripts, account: Owner = ROOT_ACCOUNT): readonly GuardFile[] {
  return [
    { name: 'guard', content: ownedBy(account, GUARD_SCRIPT), mode: 0o755 },
    { name: STANDBY_TOOL_NAME, content: ownedBy(account, STANDBY_TOOL), mode: 0o755 },
    ...SCRIPT_VERBS.map((verb) => ({ name: `${verb}.sh`, content: scripts[verb], mode: 0o644 })),
  ];
}

/** Throws on a folder whose name would have to be quoted in a script's text. */
function ownedBy({ uid, guardFolder, obeysSshd }: Owner, text: string): string {
  // /usr/local/libexec/warmspare   /private/var/folders/x_/z+/T/warmspare-demo-aB3dE6/standby/libexec
  if (!/^(?:\/[A-Za-z0-9._+-]+)+$/.test(guardFolder)) throw new Error(`no guard in ${guardFolder}`);
  const placed = text.replace(`folder='${GUARD_FOLDER}'`, `folder='${guardFolder}'`);
  const owned = placed.replace('\nown=0\n', `\nown=${String(uid)}\n`);
  // Whoever tries it out leaves nothing beyond the demo's own folder.
  return obeysSshd
    ? owned
    : owned
        .replace('\nlogger=/usr/bin/logger\n', '\nlogger=\n')
        .replace('\nrunbooks=\n', `\nrunbooks='${guardFolder}/runbooks'\n`);
}

/** Which places the pair's key may write to. Throws on one that `canBeGuarded` refuses. */
export function destinationsFile(pairId: PairId, places: readonly GuardedPlace[]): GuardFile {
  const refused = places.find(({ destination }) => !canBeGuarded(destination));
  if (refused !== undefined) throw new Error(`no guard for ${refused.destination}`);
  const lines = places.map(({ id, destination, realPath }) => {
    const real = realPath === undefined || realPath === destination ? '' : ` ${octalText(realPath)}`;
    return `${id} ${octalText(destination)}${real}\n`;
  });
  return { name: `${pairId}.destinations`, content: lines.join(''), mode: 0o644 };
}

/** A command that the guard may run for the pair. Its name is its text's: another text is another command. */
export function commandFile(pairId: PairId, text: string): GuardFile {
  return { name: `${commandPrefix(pairId)}${commandDigest(text)}`, content: text, mode: 0o600 };
}

/** What the names of a pair's commands begin with. */
export function commandPrefix(pairId: PairId): string {
  return `${pairId}.command.`;
}

/** By which the guard knows a command. */
export function commandDigest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}

/** What the tool leaves there of a pair that was promoted: the fence, and the number. */
export function roleFiles(pairId: PairId): readonly [promoted: string, generation: string] {
  return [`${pairId}.promoted`, `${pairId}.generation`];
}

/**
 * False for paths that rsync's own escaping cannot carry to the guard: bytes that are not UTF-8, control characters, and a
 * backslash before a wildcard, which rsync takes for an escape.
 */
export function canBeGuarded(destination: PathText): boolean {
  // /a\u0007b
  if (hasRawBytes(destination) || /\p{Cc}/u.test(destination)) return false;
  // /a\*b   /a\[b
  return !/\\[*?[\]]/.test(destination);
}

/** For printf's `%b`: each byte outside `A-Z a-z 0-9 / . _ -` as a backslash, a zero and three octal digits. */
function octalText(path: PathText): string {
  return [...pathTextToBytes(path)].map(octalOrPlain).join('');
}

function octalOrPlain(byte: number): string {
  const char = String.fromCharCode(byte);
  // a   Z   7   /   .   _   -
  return /^[A-Za-z0-9/._-]$/.test(char) ? char : `\\0${byte.toString(8).padStart(3, '0')}`;
}
