import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { SetupScript } from '../../api/setup.ts';
import { printable } from '../../model/path-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { writeScriptFile } from '../script-file.ts';
import type { Session } from '../session.ts';
import { command, shellWord } from '../text/command.ts';
import { checkOptions, warnings, type SetupCommandOptions } from './setup.ts';

/** Without a file the script itself goes to stdout; with --json it is a part of the object then. */
export async function setupManually(
  session: Session,
  name: string,
  options: SetupCommandOptions,
): Promise<ExitStatus> {
  const { from, unattended } = checkOptions(options);
  if (!session.json) for (const warning of warnings(options)) await session.err.line(warning);
  const made = await session.engine.setupScript(name, {
    ...(from !== undefined && { from }),
    ...(unattended !== undefined && { unattended }),
  });
  const file = options.out === undefined ? undefined : resolve(session.io.cwd, options.out);
  if (file !== undefined) await writeScriptFile(file, made.script, made.pair.id);
  if (session.json) await session.out.json({ type: 'setup.script', ...jsonOf(made, file) });
  else if (file === undefined) await session.out.write(made.script);
  if (!session.json) await (file === undefined ? session.err : session.out).line(nextText(made, file));
  return EXIT.done;
}

function jsonOf({ pair, key, endpoint, script }: SetupScript, file: string | undefined): object {
  const { fingerprint, publicKey, comment } = key;
  const where = file === undefined ? { script } : { file };
  const sha256 = digestOf(script);
  return {
    ...where,
    sha256,
    pairId: pair.id,
    pairName: pair.name,
    endpoint,
    fingerprint,
    publicKey,
    comment,
  };
}

/** Whoever runs it there is root: it should be the file that was written here. */
function digestOf(script: string): string {
  return createHash('sha256').update(script).digest('hex');
}

function nextText({ pair, key, endpoint, script }: SetupScript, file: string | undefined): string {
  const wrote = file === undefined ? '' : `Wrote ${printable(file)}\n`;
  const word = file === undefined ? 'FILE' : printable(shellWord(file.slice(file.lastIndexOf('/') + 1)));
  return (
    `${wrote}It lets the key ${key.fingerprint} in, and holds nothing secret.\n` +
    `SHA-256 ${digestOf(script)}: what "shasum -a 256 ${word}" is to show there\n` +
    `On ${printable(endpoint)}, its administrator runs it: sudo sh ${word}\n` +
    `Then here, without a password: ${command('setup', pair.name)}`
  );
}
