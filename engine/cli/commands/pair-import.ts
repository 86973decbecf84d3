import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { printable } from '../../model/path-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { describeFileError } from '../file-error.ts';
import { printPair } from '../print/pair.ts';
import type { Session } from '../session.ts';
import { command } from '../text/command.ts';
import { UsageError } from '../usage-error.ts';
import { checkName } from './pair-add.ts';

export async function importPair(
  session: Session,
  file: string,
  options: { name?: string },
): Promise<ExitStatus> {
  if (options.name !== undefined) checkName(options.name);
  const content = await readJson(resolve(session.io.cwd, file));
  const pair = await session.engine.pairs.import(content, options.name);
  if (session.json) await session.out.json({ type: 'pair.imported', pair });
  else {
    await session.out.line(printPair(pair, session.print()));
    await session.out.line(`Added. Look before anything is copied: ${command('check', pair.name)}`);
  }
  return EXIT.done;
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${printable(file)}: ${describeFileError(error)}`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${printable(file)} is not a file that pair export wrote: it is not JSON`, {
      cause: error,
    });
  }
}
