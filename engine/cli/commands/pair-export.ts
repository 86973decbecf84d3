import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { printable } from '../../model/path-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';
import { describeFileError } from '../file-error.ts';
import { UsageError } from '../usage-error.ts';

/** Without a file the export itself goes to stdout, so that `> FILE` gives what `import` takes, with --json as well. */
export async function exportPair(
  session: Session,
  name: string,
  options: { out?: string },
): Promise<ExitStatus> {
  const content = await session.engine.pairs.export(name);
  if (options.out === undefined) {
    await (session.json
      ? session.out.json(content)
      : session.out.line(JSON.stringify(content, undefined, 2)));
    return EXIT.done;
  }
  const file = resolve(session.io.cwd, options.out);
  await writeNewFile(file, `${JSON.stringify(content, undefined, 2)}\n`);
  if (session.json) await session.out.json({ type: 'pair.exported', file, pair: content.pair });
  else await session.out.line(`Exported ${printable(name)} to ${printable(file)}`);
  return EXIT.done;
}

async function writeNewFile(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`cannot write ${printable(file)}: ${describeFileError(error)}`, { cause: error });
  }
}
