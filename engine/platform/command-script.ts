import type { PathText } from '../model/path-text.ts';
import { err, ok, type Result } from '../model/result.ts';
import { betweenMarkers } from '../model/shell.ts';
import { END_LEFT, waitInTime } from './end-left.ts';

/** What is kept of a command's output: its end, where it says why it gave up. */
export const COMMAND_OUTPUT_BYTES = 65_536;

/**
 * Runs a person's command, and ends it when its time is over or standard input ends, which stays open for as long as it is
 * wanted. Arguments: a nonce; how many bytes of standard input are the command's text, or a file that holds it; when it runs, the
 * run's outcome (`none` before it) and id; its seconds.
 *
 * The text is in no argv, where others could read it, and half of a text is not run. Whoever starts this script gives it a process
 * group (a detached spawn; sshd, by setsid in its session.c): all in it that is not the script's own goes with the command,
 * also what it left in the background, which would hold the output open. Was run with dash, bash and zsh on Linux; not on a
 * Mac yet.
 */
export const COMMAND_SCRIPT = `
nonce=$1 source=$2 when=$3 outcome=$4 run=$5 seconds=$6
case $source in
  /*) text=$(cat -- "$source" && printf x) || exit 11 ;;
  *)
    text=$(head -c "$source" && printf x) || exit 11
    if [ "\${#text}" -ne $((source + 1)) ]; then exit 11; fi
    ;;
esac
text=\${text%x}

${END_LEFT}
exec 3<&0
# Whoever ends the whole group means the command; this script ends what does not end by itself. Subshells begin without traps.
trap : HUP INT TERM
printf 'warmspare %s begin\\n' "$nonce"
{
  trap : HUP INT TERM
  (
    exec </dev/null 2>&1 3<&-
    unset LC_ALL
    WARMSPARE_WHEN=$when WARMSPARE_RUN=$run
    export WARMSPARE_WHEN WARMSPARE_RUN
    if [ "$outcome" != none ]; then
      WARMSPARE_OUTCOME=$outcome
      export WARMSPARE_OUTCOME
    fi
    eval "$text"
  ) &
  ${waitInTime(String.raw`printf '\nwarmspare %s timed-out\n' "$nonce"`)}
  printf '\\nstatus %s' "$code"
} 2>/dev/null | (
  trap '' HUP INT TERM
  exec tail -c ${String(COMMAND_OUTPUT_BYTES)}
)
printf '\\nwarmspare %s end\\n' "$nonce"
`;

/** How a command ended. */
export interface CommandEnd {
  readonly code: number;
  readonly isTimedOut: boolean;
  /** The last of what it printed, both streams as one. */
  readonly output: string;
}

export function commandArguments(
  nonce: string,
  source: string,
  run: { readonly when: string; readonly outcome: string; readonly id: string },
  seconds: number,
): readonly PathText[] {
  return [nonce, source, run.when, run.outcome, run.id, String(seconds)];
}

export function parseCommandEnd(stdout: Uint8Array, nonce: string): Result<CommandEnd, string> {
  const body = betweenMarkers(stdout, nonce);
  if (body === undefined) return err('no markers');
  // …\nstatus 0
  const text = Buffer.from(body).toString('utf8');
  const end = /\nstatus (\d+)$/.exec(text);
  if (end === null) return err('no status');
  const mark = `\nwarmspare ${nonce} timed-out\n`;
  const output = text.slice(0, end.index);
  return ok({
    code: Number(end[1]),
    isTimedOut: output.includes(mark),
    output: output.replace(mark, ''),
  });
}
