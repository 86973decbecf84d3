import type { DrillTopic } from '../model/drill.ts';
import type { PathText } from '../model/path-text.ts';
import { CHECK_CONFIGURATIONS } from './drill/configurations-script.ts';
import { CHECK_DATABASES } from './drill/databases-script.ts';
import { READ_SAMPLE } from './drill/sample-script.ts';
import { END_LEFT, waitInTime } from './end-left.ts';

/** What is tried in one place of a copy. `paths` lie below it: of `users` the folders of home folders, of a database the file, of the others files and folders. */
export interface DrillAsk {
  readonly what: DrillTopic;
  readonly place: PathText;
  readonly paths: readonly PathText[];
  /** When that time is over, all of it is ended. */
  readonly seconds: number;
}

export function drillArguments(
  nonce: string,
  { what, place, paths, seconds }: DrillAsk,
): readonly PathText[] {
  return [nonce, what, String(seconds), place, ...paths];
}

/**
 * Tries one thing in one place of the copy, and changes nothing there. Arguments: a nonce, what, its seconds, the place, paths below it. Standard
 * input stays open for as long as the answer is wanted. It prints between markers `key NUL value NUL` and so on; `place` begins what is said
 * of one path.
 *
 * Whoever may write to the copy need not be trusted: no program of the copy is run, no link is followed, and what a configuration would have its
 * program read, write or run elsewhere is taken out before that program reads it. Was run with dash, bash, zsh and mksh on Linux, not on a Mac.
 */
export const DRILL_SCRIPT = `
nonce=$1 what=$2 seconds=$3 place=$4
shift 4
LC_ALL=C
# No folder in which others than root put programs.
PATH=/usr/bin:/bin:/usr/sbin:/sbin
export LC_ALL PATH
unset CDPATH
newline='
'
# zsh minds a pattern that nothing fits.
if [ -n "\${ZSH_VERSION-}" ]; then setopt nonomatch; fi

say() {
  printf '%s\\000%s\\000' "$1" "$2"
}

# Sets answer to the last of what a program prints, both streams as one, and status.
ask() {
  answer=$({ "$@" 2>&1; printf '\\nended %s' "$?"; } </dev/null | tail -c 4096 | tr -d '\\000')
  status=\${answer##*"\${newline}ended "}
  answer=\${answer%"\${newline}ended "*}
}

# Goes to the folder below the place that a path is in, and sets name. Where a link is on the way it says so instead: after cd -P
# PWD is what pwd -P says (POSIX, cd), and from there on the folder stays the same one, whoever replaces names above it.
enter() {
  say place "$1"
  case /$1/ in *//* | */./* | */../*) say state link; return 1 ;; esac
  name=\${1##*/}
  case $1 in
    */*)
      if [ ! -d "./\${1%/*}" ]; then say state absent; return 1; fi
      below=\${PWD%/}/\${1%/*}
      cd -P -- "./\${1%/*}" 2>/dev/null || { say state unreadable; return 1; }
      if [ "$PWD" != "$below" ]; then say state link; return 1; fi
      ;;
  esac
  if [ -L "./$name" ]; then say state link; return 1; fi
  if [ ! -e "./$name" ]; then say state absent; return 1; fi
}

enter_file() {
  enter "$1" || return 1
  if [ ! -f "./$name" ]; then say state other; return 1; fi
  if [ ! -r "./$name" ] || ! head -c 1 <"./$name" >/dev/null; then say state unreadable; return 1; fi
  say state file
}

enter_folder() {
  enter "$1" || return 1
  if [ ! -d "./$name" ]; then say state other; return 1; fi
  below=\${PWD%/}/$name
  cd -P -- "./$name" 2>/dev/null || { say state unreadable; return 1; }
  if [ "$PWD" != "$below" ]; then say state link; return 1; fi
  say state folder
}

# Whose the home folders are, and what number an account of that name has here. Of a name with other letters nobody's account is looked for.
tell_users() {
  enter_folder "$1" || return 0
  if [ "$(id -u)" -eq 0 ]; then say owners kept; fi
  count=0
  for home in *; do
    case $home in '*' | [-.]* | *[!A-Za-z0-9._-]*) continue ;; esac
    if [ -L "$home" ] || [ ! -d "$home" ]; then continue; fi
    count=$((count + 1))
    if [ "$count" -gt 500 ]; then break; fi
    # drwxr-x--- 2 501 20 …
    # shellcheck disable=SC2012 # of plain names; stat is another program on each system
    owner=$(ls -ldn "./$home" | awk 'NR == 1 { print $3 }')
    say place "$home"
    say owner "$owner"
    account=$(id -u "$home") && say account "$account"
  done
}
${READ_SAMPLE}
${CHECK_DATABASES}
${CHECK_CONFIGURATIONS}
try() {
  cd -P -- "$place" 2>/dev/null || { say away 1; return 0; }
  if [ "$what" = read ]; then tell_sample; return 0; fi
  for path do
    (
      case $what in
        users) tell_users "$path" ;;
        database) tell_database "$path" ;;
        *) tell_configuration "$path" ;;
      esac
    )
  done
}
${END_LEFT}
exec 3<&0
trap : HUP INT TERM
printf '\\nwarmspare %s begin\\n' "$nonce"
# shellcheck disable=SC2034 # the answers say how it ended, no status
{
  (
    exec </dev/null 3<&-
    try "$@"
  ) &
  ${waitInTime('say late 1')}
} 2>/dev/null
printf '\\nwarmspare %s end\\n' "$nonce"
`;
