import { randomBytes } from 'node:crypto';
import { EngineError, type ProblemCode } from '../model/problem.ts';
import type { PathText } from '../model/path-text.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { Secret } from '../model/secret.ts';
import { remoteCommand } from '../model/shell-words.ts';
import type { Shell, ShellOptions, ShellResult } from '../model/shell.ts';
import { promptKind } from './sign-in-prompts.ts';
import { runOnConnection } from './sign-in-shell.ts';
import type { SignedIn } from './sign-in.ts';
import { SudoDialogue } from './sudo-dialogue.ts';

/** Why an administrator does not become root. */
export interface SudoFault {
  readonly code: Extract<ProblemCode, `sudo.${string}`>;
  /** sudo's last words, without secrets. */
  readonly output: string;
}

/** For the first words of sudo, where PAM may take its time. */
const PROOF_TIMEOUT_MS = 45_000;

/**
 * $1 prompt, $2 nonce, $3 the script, then its arguments. -k: the password is asked for and proved
 * each time, and no right is left behind for other processes of the account; -H: on a Mac HOME would stay the account's own.
 * The system's sudo goes before one that a profile puts in front of it. The locale is C already, so sudo speaks English.
 */
const BECOME_ROOT = `
PATH=/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin:$PATH
prompt=$1
shift
if command -v sudo >/dev/null 2>&1; then :; else echo 'warmspare: no sudo' >&2; exit 127; fi
inner='printf "begins %s\\\\n" "$1" >&2; s=$2; shift 2; LC_ALL=C; export LC_ALL; eval "$s"'
if [ -z "$prompt" ]; then exec sudo -k -n -H -- /bin/sh -c "$inner" warmspare "$@"; fi
exec sudo -k -S -H -p "$prompt" -- /bin/sh -c "$inner" warmspare "$@"
`;

/**
 * A shell that runs scripts as root through the administrator's sudo. Without a password only where sudo needs none. The
 * password is sent to sudo's standard input when sudo asks. Root's account stays as it is. A fault that comes up later is an
 * `EngineError` of the same code.
 */
export async function sudoShell(
  signedIn: Pick<SignedIn, 'connection'>,
  password: Secret | undefined,
  options: Pick<ShellOptions, 'signal' | 'timeoutMs'> = {},
): Promise<Result<Shell, SudoFault>> {
  const run = async (script: string, args: readonly PathText[], runOptions: ShellOptions = {}) =>
    runAsRoot(signedIn, password, { script, args, options: runOptions });
  const first = await run('id -u', [], { timeoutMs: PROOF_TIMEOUT_MS, ...options });
  if (!first.ok) return first;
  const isRoot = /^0$/m.test(Buffer.from(first.value.stdout).toString('latin1'));
  if (!isRoot) return err({ code: 'sudo.no-right', output: first.value.stderr });
  return ok({
    async run(script, args, runOptions) {
      const result = await run(script, args, runOptions);
      if (result.ok) return result.value;
      const { endpoint } = signedIn.connection;
      throw EngineError.of(result.error.code, { endpoint, output: result.error.output });
    },
  });
}

async function runAsRoot(
  { connection }: Pick<SignedIn, 'connection'>,
  password: Secret | undefined,
  { script, args, options }: { script: string; args: readonly PathText[]; options: ShellOptions },
): Promise<Result<ShellResult, SudoFault>> {
  const dialogue = new SudoDialogue(randomBytes(12).toString('hex'), password);
  const prompt = password === undefined ? '' : dialogue.prompt;
  const command = remoteCommand(BECOME_ROOT, [prompt, dialogue.nonce, script, ...args]);
  try {
    const result = await runOnConnection(connection, command, {
      ...options,
      stdin: dialogue.input(options.stdin),
      onStderr: (chunk) => {
        dialogue.hear(chunk);
      },
    });
    if (!dialogue.hasBegun) return err(faultOf(dialogue, dialogue.heard || result.stderr));
    return ok({ ...result, stderr: afterBeginning(result.stderr, dialogue) });
  } catch (error) {
    // Something that sudo asks is not understood: it would wait for ever.
    const isMute = error instanceof EngineError && error.problem.code === 'endpoint.timeout';
    if (isMute && !dialogue.hasBegun && dialogue.heard !== '') return err(faultOf(dialogue, dialogue.heard));
    throw error;
  } finally {
    dialogue.end();
  }
}

/** The script's own; where the beginning is no longer in the tail, all of it is. */
function afterBeginning(stderr: string, { beginning }: SudoDialogue): string {
  const at = stderr.indexOf(beginning);
  return at < 0 ? stderr : stderr.slice(at + beginning.length);
}

/** sudo's words in the C locale (sudoers.so: sudoers.c, check.c, logging.c; tgetpass.c). The first that fits counts. */
const FAULTS: readonly (readonly [RegExp, SudoFault['code']])[] = [
  [/^warmspare: no sudo$|sudo: (command )?not found/m, 'sudo.missing'],
  // admin is not in the sudoers file.  This incident has been reported to the administrator.
  // Sorry, user admin is not allowed to execute '/bin/sh -c …' as root on spare.   Sorry, user admin may not run sudo on spare.
  [/is not in the sudoers file|is not allowed to (execute|run)|may not run sudo/, 'sudo.no-right'],
  // sudo: sorry, you must have a tty to run sudo
  [/must have a tty/, 'sudo.needs-terminal'],
  // sudo: a password is required   sudo: a terminal is required to read the password; …
  [/a password is required|terminal is required to read the password/, 'sudo.password-needed'],
];

function faultOf(dialogue: SudoDialogue, output: string): SudoFault {
  const said = { output: withoutOwnWords(output).slice(-4000) };
  const code = FAULTS.find(([pattern]) => pattern.test(output))?.[1];
  // "a password is required" is also the end of whom the third prompt was not answered.
  if (code !== undefined && !(code === 'sudo.password-needed' && dialogue.hasAnswered))
    return { code, ...said };
  const last = output.slice(output.lastIndexOf('\n') + 1);
  if (/[:?] ?$/.test(last) && promptKind(last) === 'second-factor')
    return { code: 'sudo.second-factor', ...said };
  return { code: dialogue.hasAnswered ? 'sudo.wrong-password' : 'sudo.failed', ...said };
}

/** Without the script, which sudo repeats whole when it refuses to run it. */
function withoutOwnWords(output: string): string {
  // Sorry, user admin is not allowed to execute '/bin/sh -c printf … warmspare 0123 id -u' as root on spare.
  return output.replace(/^warmspare: no sudo$/m, '').replace(/'\/bin\/sh -c [^]*' as /, "'/bin/sh' as ");
}
