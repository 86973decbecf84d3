import type { PathText } from '../model/path-text.ts';
import { LINUX_SURVEY } from './survey/linux-script.ts';
import { MAC_SURVEY } from './survey/mac-script.ts';
import { SHARED_SURVEY } from './survey/shared-script.ts';

/** Of ps's etime, up to which a tool may take: `00:09`. One that hangs is ended, and what it said is not told. */
export const YOUNG = '^00:0[0-9]$';
/** A tool that says more than that is not told either: the end of its answer would be missing. */
const MOST_BYTES = 262_144;

export function surveyArguments(nonce: string, paths: readonly PathText[]): readonly PathText[] {
  return [nonce, ...paths];
}

/**
 * Asks one machine what a failover goes by: hardware, names, addresses, what it serves, and the disks that some directories lie
 * on. Arguments: a nonce, the directories. It prints between markers `key NUL value NUL` and so on, mostly the words of a
 * system's tool as they are; parse-survey.ts makes sense of them. It writes nothing. What may hold a password (crontabs,
 * smb.conf, passwd) is cut down here already. Was run with dash, bash, zsh and mksh on Linux. Not run on a Mac: the Darwin
 * part follows Apple's manual pages and recorded output, and was run with tools that print it.
 */
export const SURVEY_SCRIPT = `
nonce=$1
shift
LC_ALL=C
# The system's own tools first: a Mac with GNU tools in its PATH would take other options.
PATH=/usr/bin:/bin:/usr/sbin:/sbin:/usr/libexec:$PATH
export LC_ALL PATH
unset CDPATH
newline='
'
tab=$(printf '\\t')
spool=

say() {
  printf '%s\\000%s\\000' "$1" "$2"
}

# Ends what takes too long: each child of this script that is ten seconds old with all below it, but for this watch itself. What it
# started is no other age: a second may begin between the two. A tool that cannot be ended (it waits for a disk that is gone) is
# left behind by whoever waited for it. Without ps, or one that knows no etime, it ends nothing.
watch() {
  # shellcheck disable=SC2016 # for the inner sh
  own=$(exec sh -c 'echo "$PPID"')
  while kill -0 "$$"; do
    sleep 1
    old=$(ps -A -o pid= -o ppid= -o etime= | awk -v top="$$" -v own="$own" '
      { above[$1] = $2; age[$1] = $3 }
      END {
        for (pid in above) {
          at = pid
          while (at != own && (at in above) && above[at] != top) at = above[at]
          if (at != own && (at in above) && age[at] !~ /${YOUNG}/) print pid
        }
      }')
    if [ -n "$old" ]; then
      # Whoever waits for one that is ended before it would take the rest for an answer.
      printf '%s\\n' "$old" | xargs kill -STOP
      printf '%s\\n' "$old" | xargs kill -KILL
    fi
  done
}

# Sets answer to what a program prints, and status. Both are empty when it was ended, or said too much to be heard to its end.
ask() {
  # awk puts the status in front: a shell takes long to look for something near the end of a long text.
  answer=$({ "$@" </dev/null 2>/dev/null; printf '\\nended %s\\n' "$?"; } | head -c ${String(MOST_BYTES)} | tr -d '\\000' | awk '
    { line[NR] = $0 }
    END {
      if (line[NR] !~ /^ended [0-9]+$/) exit
      ended = substr(line[NR], 7) + 0
      if (ended > 128) exit
      print ended
      for (at = 1; at < NR; at++) print line[at]
    }')
  status=\${answer%%"$newline"*}
  case $answer in *"$newline"*) answer=\${answer#*"$newline"} ;; *) answer= ;; esac
}

# $1 the key, then a program and its arguments. Leaves its answer in answer.
tell() {
  key=$1
  shift
  ask "$@"
  if [ -n "$answer" ]; then say "$key" "$answer"; fi
}
${SHARED_SURVEY}
${MAC_SURVEY}
${LINUX_SURVEY}
watch </dev/null >/dev/null 2>&1 &
watching=$!
printf '\\nwarmspare %s begin\\n' "$nonce"
system=$(uname -s)
uid=$(id -u)
say system "$system"
say host-name "$(uname -n)"
say release "$(uname -r)"
say arch "$(uname -m)"
say uid "$uid"
case $system in
  Darwin) tell_mac ;;
  Linux) tell_linux ;;
esac
say exports "$(read_exports)"
if [ -n "$spool" ]; then say jobs "$(read_jobs)"; fi
for path do
  say place "$path"
  case $system in
    Darwin) tell_disk_mac "$path" ;;
    Linux) tell_disk_linux "$path" ;;
  esac
  say system-version "$(read_system_version "$path")"
done
kill -TERM "$watching"
printf '\\nwarmspare %s end\\n' "$nonce"
`;
