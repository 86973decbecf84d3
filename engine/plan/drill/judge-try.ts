import type { Configuration, DrillStep } from '../../model/drill.ts';
import type { DrillAnswer, DrilledPath, ReadSample } from '../../model/drill-answer.ts';
import { printable } from '../../model/path-text.ts';
import { judgeConfigurations } from './judge-configurations.ts';
import type { PlannedTry } from './plan-drill.ts';

/** What one try came to, and why, in words. */
export type Judged = Pick<DrillStep, 'state'> & { readonly output: string };

/** `undefined`: there was nothing of the kind to try, and nothing is said of it. */
export function judgeTry({ kind, what, seconds }: PlannedTry, answer: DrillAnswer): Judged | undefined {
  if (answer.isAway) return failed('its place cannot be entered');
  if (answer.isLate) return failed(`it was not done within ${String(seconds)} s`);
  switch (kind) {
    case 'read':
      return judgeSample(answer);
    case 'users':
      return judgeUsers(answer.paths);
    case 'database':
      return judgeDatabase(answer.paths);
    case 'configuration':
      return judgeConfigurations(what as Configuration, answer.paths);
  }
}

export function failed(output: string): Judged {
  return { state: 'failed', output };
}

export function skipped(output: string): Judged {
  return { state: 'skipped', output };
}

function judgeSample({ sample, paths }: DrillAnswer): Judged {
  if (sample === undefined) return failed('nothing was told of it');
  const read = sampleText(sample);
  if (sample.bad > 0) {
    const names = paths.map(({ path }) => printable(path)).join(', ');
    return failed(`${read}; ${count(sample.bad, 'file')} could not be read: ${names}`);
  }
  if (sample.closed > 0) return failed(`${read}; ${count(sample.closed, 'folder')} could not be looked into`);
  if (sample.files === 0) return skipped(sample.seen === 0 ? 'there is no file to read' : read);
  return { state: 'passed', output: read };
}

function sampleText({ seen, files, bytes, isCut }: ReadSample): string {
  const of = isCut ? `of the first ${String(seen)}` : `of ${String(seen)}`;
  return `${count(files, 'file')} ${of} read whole, ${String(bytes)} bytes`;
}

function judgeUsers([folder, ...homes]: readonly DrilledPath[]): Judged | undefined {
  // Nobody's folders are in root's /var/root, nor in /Users/Shared.
  const people = homes.filter(({ owner }) => owner !== undefined && owner !== 0);
  if (folder?.state !== 'folder' || people.length === 0) return undefined;
  const strangers = people.filter(
    ({ owner, account }) => account === undefined || (folder.hasOwners === true && account !== owner),
  );
  if (strangers.length === 0) {
    const has = people.length === 1 ? 'it' : 'all of them';
    return { state: 'passed', output: `${count(people.length, 'account')}: the standby has ${has}` };
  }
  const names = strangers.map(({ path, owner, account }) =>
    account === undefined
      ? `${printable(path)} has none`
      : `${printable(path)} is ${String(account)} there, and the files are of ${String(owner)}`,
  );
  return { state: 'warned', output: `of ${count(people.length, 'account')}: ${names.join('; ')}` };
}

/** Of the places in which it may lie, the one in which it does. */
function judgeDatabase(paths: readonly DrilledPath[]): Judged {
  const found = paths.find(({ state }) => state === 'file') ?? paths.find(({ state }) => state !== 'absent');
  switch (found?.state) {
    case undefined:
    case 'absent':
      return failed('it is not in the copy');
    case 'link':
      return failed('a symbolic link is on the way to it, which is not followed');
    case 'folder':
    case 'other':
      return failed('it is no file');
    case 'unreadable':
      return failed('it cannot be read');
    case 'file':
      return judgeDatabaseFile(found);
  }
}

const OWN_COMMAND = 'a command of the drill can try it (pair change --on-drill)';

function judgeDatabaseFile({ format, tool, status, said = '', beside }: DrilledPath): Judged {
  if (format === 'empty') return failed('it is empty');
  if (format !== 'sqlite') return skipped(`it is no SQLite database; ${OWN_COMMAND}`);
  if (tool === 'missing') return skipped(`the standby has no sqlite3; ${OWN_COMMAND}`);
  if (tool !== undefined)
    return skipped(`the standby’s sqlite3 is older than 3.31, and not safe to open it with; ${OWN_COMMAND}`);
  const unread = beside === undefined ? '' : `; what lies in its -${beside} file was not read`;
  if (status === 0 && said === 'ok') return { state: 'passed', output: `PRAGMA quick_check: ok${unread}` };
  return failed(
    `PRAGMA quick_check: ${said === '' ? `status ${String(status ?? 'unknown')}` : said}${unread}`,
  );
}

/** `1 file`, `3 files` */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
