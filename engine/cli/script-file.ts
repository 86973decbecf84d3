import { randomBytes } from 'node:crypto';
import { chmod, lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { printable } from '../model/path-text.ts';
import { describeFileError } from './file-error.ts';
import { UsageError } from './usage-error.ts';

/**
 * Writes a set-up's script whole, for everybody to read and run. What is there already is replaced only when it is an earlier
 * script for the same pair: a plain file whose first two lines are those of this one.
 */
export async function writeScriptFile(file: string, script: string, pairId: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(8).toString('hex')}.tmp`);
  try {
    if (!(await isFree(file, firstLines(script))))
      throw new UsageError(
        `cannot write ${printable(file)}: it exists already, and only an earlier script for this pair (${pairId}) is replaced`,
      );
    await writeFile(temporary, script, { flag: 'wx', mode: 0o755 });
    // The umask may have taken bits from the mode.
    await chmod(temporary, 0o755);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot write ${printable(file)}: ${describeFileError(error)}`, { cause: error });
  }
}

async function isFree(file: string, beginning: string): Promise<boolean> {
  const found = await lstat(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return true;
  return found.isFile() && firstLines(await readFile(file, 'utf8')) === beginning;
}

function firstLines(text: string): string {
  return text.split('\n', 2).join('\n');
}
