import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A run takes about as many. */
const MADE_AT_ONCE = 5;
/** A run has one folder, and few run at once. */
const MOST_FOLDERS = 16;

const made = new Map<string, string[]>();

/**
 * The path of a new fifo (0600) in `folder`, which is the caller's to remove. Some are made at once, since each `mkfifo` is a process: what
 * nobody takes goes with the folder. Rejects as `mkfifo` fails.
 */
export async function takeFifo(folder: string): Promise<string> {
  const ready = made.get(folder)?.pop();
  if (ready !== undefined) return ready;
  const paths = Array.from({ length: MADE_AT_ONCE }, () =>
    join(folder, `pipe-${randomBytes(6).toString('hex')}`),
  );
  await promisify(execFile)('mkfifo', ['-m', '600', ...paths]);
  const [first = '', ...others] = paths;
  made.set(folder, [...(made.get(folder) ?? []), ...others]);
  for (const oldest of made.keys()) if (made.size > MOST_FOLDERS) made.delete(oldest);
  return first;
}
