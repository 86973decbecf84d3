import type { RunProcess } from '../model/shell.ts';
import { runProcess } from './run-process.ts';

/** Sorts the lines of a file by their bytes into another one. */
export type SortLines = (file: string, sorted: string, workFolder: string) => Promise<void>;

/** Memory that sort may use before it goes to the disk. */
const BUFFER = '64M';
const TIMEOUT_MS = 600_000;

/**
 * By the system's sort, which keeps to little memory whatever the size. `-o`, `-T` are POSIX's and usual; `-S` is known to GNU's
 * and to the BSD one of macOS (sort(1)). Not run on a Mac yet.
 */
export function sortLinesWith(run: RunProcess): SortLines {
  return async (file, sorted, workFolder) => {
    const argv = ['sort', '-S', BUFFER, '-T', workFolder, '-o', sorted, file] as const;
    const end = await run(argv, { env: { LC_ALL: 'C' }, timeoutMs: TIMEOUT_MS });
    if (end.kind === 'exited' && end.code === 0) return;
    const said = end.kind === 'not-started' ? end.reason : end.stderr.slice(-1000);
    throw new Error(`sort ended: ${end.kind} ${said}`);
  };
}

export const sortLines: SortLines = sortLinesWith(runProcess);
