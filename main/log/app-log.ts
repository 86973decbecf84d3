import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { systemClock } from '../../engine/index.ts';
import type { Problem } from '../../engine/model/problem.ts';

/** What went wrong in the app itself, for whoever mends it. Holds no input of anybody: that may be a secret. */
export interface AppLog {
  readonly path: string;
  /** Returns the id under which it stands there. */
  readonly bug: (where: string, error: unknown) => string;
}

const MOST_BYTES = 512 * 1024;
const MOST_BYTES_OF_ONE = 16 * 1024;

/** `app.log` of the data folder, and `app.1.log`, what came before it: not more than a megabyte together. */
export function openAppLog(home: string): AppLog {
  const path = join(home, 'app.log');
  return {
    path,
    bug: (where, error) => {
      const id = `bug-${randomBytes(4).toString('hex')}`;
      const said = inspect(error, { depth: 3, breakLength: 120 }).slice(0, MOST_BYTES_OF_ONE);
      append(path, `${new Date(systemClock.now()).toISOString()} ${id} ${where}\n${said}\n\n`);
      return id;
    },
  };
}

/** At once: the process may be about to end. A disk that takes nothing is no reason for another bug. */
function append(path: string, text: string): void {
  try {
    if (sizeOf(path) > MOST_BYTES) renameSync(path, path.replace(/\.log$/, '.1.log'));
    appendFileSync(path, text, { mode: 0o600 });
    chmodSync(path, 0o600);
  } catch (error) {
    console.error(text, error);
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

export function bugProblem(id: string, { path }: Pick<AppLog, 'path'>): Problem {
  return { code: 'bug', retry: 'person', details: { text: id, path } };
}
