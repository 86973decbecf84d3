import { END_WRITERS } from './end-writers.ts';
import { GUARD_FOLDER } from './guard-script.ts';

/** The tool's name among the guard's files. */
export const STANDBY_TOOL_NAME = 'standby';

/**
 * Tells the role of the machine that it lies on, promotes it, and takes that back, for one pair: `standby promote PAIRID`, by root's hand or by
 * the guard's verb `role`. It needs no app and no primary. Two files beside the guard are all it writes:
 *
 *     PAIRID.promoted     the fence: as long as it is there, the guard refuses every sync of the pair. `generation 3`, `at 2026-11-27T08:00:00Z`
 *     PAIRID.generation   how often this standby was promoted; stays when a promotion is undone
 *
 * The fence comes first, and the number then counts what the fence says: a promotion that was cut between the two is finished by promoting
 * again, and counts once. Both are on the disk before either has its name, so that a full disk stops it before and not between.
 *
 * An rsync that was let in before is ended: on a line that was cut it would go on when the line is back.
 *
 * `undo` opens the way for the next sync, which makes everything as it is on the primary: what was changed here since is lost. Only a
 * promotion that was never finished is undone without a word, since nobody was told that it was there to work on. Whoever names the
 * generation undoes that one and no later one.
 *
 * Status: 0 done or so already, 1 failed, 2 wrong arguments, 4 refused. POSIX sh. Was run with dash, bash, zsh and mksh on Linux; not on a Mac yet.
 */
export const STANDBY_TOOL = `#!/bin/sh
set -f -u
PATH=/usr/bin:/bin:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL
unset IFS ENV BASH_ENV CDPATH LD_PRELOAD LD_LIBRARY_PATH DYLD_INSERT_LIBRARIES DYLD_LIBRARY_PATH
umask 022
folder='${GUARD_FOLDER}'
own=0
logger=/usr/bin/logger
temps=
trap 'if [ -n "$temps" ]; then rm -f -- "$folder/.warmspare-new.$$.promoted" "$folder/.warmspare-new.$$.generation"; fi' EXIT
trap 'exit 1' HUP INT TERM

tell_usage() {
  cat <<'END'
Usage: standby status [PAIRID]
       standby promote PAIRID
       standby undo PAIRID [--changes-here-are-lost] [GENERATION]

status   whether this machine is the standby of the pair or was promoted; without PAIRID, of every pair here
promote  from now on nothing is copied onto this machine. Make sure first that the primary is off and stays off
undo     this machine is the standby again, and the next sync makes it as the primary is
END
}

# $1 words, $2 a status
fail() {
  printf 'standby: %s\\n' "$1" >&2
  exit "\${2-1}"
}

is_number() {
  case $1 in '' | *[!0-9]* | 0[0-9]* | ??????????*) return 1 ;; esac
}

# Sets generation, mark (none, counted, begun or odd), target and since.
look() {
  generation=0 mark=none target='' since=''
  if [ -f "$folder/$1.generation" ]; then
    read -r generation <"$folder/$1.generation" || :
    if ! is_number "$generation"; then
      printf 'standby: %s holds no number; it is taken for 0\\n' "$folder/$1.generation" >&2
      generation=0
    fi
  fi
  if [ ! -e "$folder/$1.promoted" ] && [ ! -L "$folder/$1.promoted" ]; then return 0; fi
  mark=odd
  if [ -L "$folder/$1.promoted" ] || [ ! -f "$folder/$1.promoted" ]; then return 0; fi
  {
    read -r word target
    read -r _ since
  } <"$folder/$1.promoted"
  case $since in *[!0-9TZ:-]*) since='' ;; esac
  if [ "$word" != generation ] || ! is_number "$target"; then
    target=''
    return 0
  fi
  if [ "$generation" -ge "$target" ]; then mark=counted; else mark=begun; fi
}

# What the app reads, too.
tell() {
  case $mark in
    none) printf 'standby, generation %s\\n' "$generation" ;;
    counted) printf 'promoted, generation %s%s\\n' "$target" "\${since:+, $since}" ;;
    begun) printf 'promotion not finished, generation %s%s\\n' "$target" "\${since:+, $since}" ;;
    odd) printf 'promotion not finished, generation %s\\n' "$((generation + 1))" ;;
  esac
}

# Prints the ids of the pairs that have a file here.
list_pairs() {
  find "$folder/." ! -name . -prune \\( -name 'pair-??????????.destinations' -o -name 'pair-??????????.promoted' \\) 2>/dev/null |
    sed 's,.*/,,; s,\\..*,,' | sort -u
}

check_pair() {
  case $1 in pair-??????????) ;; *) refuse_pair "$1" ;; esac
  case \${1#pair-} in *[!a-z0-9]*) refuse_pair "$1" ;; esac
  for kind in destinations promoted; do
    if [ -e "$folder/$1.$kind" ] || [ -L "$folder/$1.$kind" ]; then return 0; fi
  done
  fail "the pair $1 is not set up here. $(tell_pairs)"
}

refuse_pair() {
  told=$(printf '%.40s' "$1" | tr -cd '\\040-\\176')
  fail "\\"$told\\" is not the id of a pair. $(tell_pairs)" 2
}

tell_pairs() {
  pairs=$(list_pairs | tr '\\n' ' ')
  if [ -n "$pairs" ]; then printf 'These are: %s' "\${pairs% }"; else printf 'No pair is set up here.'; fi
}

require_root() {
  if [ "$(id -u)" != "$own" ]; then fail "only root may do that: sudo $0 $*"; fi
}

note() {
  if [ -x "$logger" ]; then "$logger" -t warmspare-standby -p auth.notice -- "$1" </dev/null >/dev/null 2>&1; fi
}

# $1 a name, $2 the content. Nothing has its name yet.
write_new() {
  temps=1
  # Through cat, since dash's own printf does not say why it failed.
  words=$({ printf '%s\\n' "$2" | cat >"$folder/.warmspare-new.$$.$1"; } 2>&1) ||
    fail "nothing was changed: $folder cannot be written to ($words)"
}

# $1 a name. What it was before goes.
put() {
  words=$(mv -f -- "$folder/.warmspare-new.$$.$1" "$folder/$pair.$1" 2>&1) ||
    fail "$folder/$pair.$1 could not be written ($words). Try again; $(tell)"
}

flush() {
  sync
}
${END_WRITERS}
# What is let in from now on is refused; what was let in before is ended.
end_syncs() {
  set --
  if [ -f "$folder/$pair.destinations" ]; then
    while read -r _ text real; do
      place=$(printf %bx "\${real:-$text}")
      set -- "$@" "\${place%x}"
    done <"$folder/$pair.destinations"
  fi
  if [ $# -gt 0 ] && ! end_writers "$@"; then
    printf 'standby: an rsync still writes here, and could not be ended. Unplug the network, or restart this machine\n' >&2
  fi
}

promote() {
  if [ "$mark" = counted ]; then
    end_syncs
    return 0
  fi
  if [ -d "$folder/$pair.promoted" ] && [ ! -L "$folder/$pair.promoted" ]; then
    fail "$folder/$pair.promoted is a folder. It keeps everything from being copied here, and has no generation. Move it away, and promote again"
  fi
  if [ "$mark" != begun ]; then target=$((generation + 1)); fi
  write_new generation "$target"
  if [ "$mark" != begun ]; then
    since=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    write_new promoted "generation $target
at $since
This machine, the standby of the pair $pair, was promoted. While this file is here, nothing is copied onto it.
See: $folder/standby status $pair"
    put promoted
    flush
    mark=begun
  fi
  put generation
  flush
  mark=counted
  end_syncs
  note "$pair: promoted, generation $target"
}

# $1 yes: what was changed here may go. $2 a generation, or nothing.
undo() {
  case $mark in
    none) return 0 ;;
    counted | odd)
      if [ "$1" != yes ]; then
        fail "refused: the pair $pair was promoted here\${since:+ on \${since%%T*}}. Undone, the next sync makes everything here as it is on the primary, and what was changed here since is lost. To bring it back to the primary instead, use warmspare failback there. To lose it: $0 undo $pair --changes-here-are-lost" 4
      fi
      ;;
  esac
  if [ -n "$2" ] && [ "$2" != "\${target:-$((generation + 1))}" ]; then
    fail "refused: it is generation \${target:-$((generation + 1))} that is promoted here, and not $2" 4
  fi
  words=$(rm -f -- "$folder/$pair.promoted" 2>&1) || fail "$folder/$pair.promoted could not be removed ($words)"
  flush
  mark=none
  note "$pair: promotion undone, generation $generation"
}

read_undo() {
  is_lost=no undone=''
  for each do
    case $each in
      --changes-here-are-lost) is_lost=yes ;;
      *)
        if [ -n "$undone" ] || ! is_number "$each"; then
          tell_usage >&2
          exit 2
        fi
        undone=$each
        ;;
    esac
  done
}

verb=\${1-}
case $verb/$# in
  status/1)
    for each in $(list_pairs); do
      look "$each"
      printf '%s: %s\\n' "$each" "$(tell)"
    done
    exit 0
    ;;
  status/2 | promote/2 | undo/[234]) ;;
  --help/1 | -h/1 | help/1)
    tell_usage
    exit 0
    ;;
  *)
    tell_usage >&2
    exit 2
    ;;
esac
pair=$2
check_pair "$pair"
if [ "$verb" != status ]; then require_root "$@"; fi
look "$pair"
shift 2
case $verb in
  promote) promote ;;
  undo)
    read_undo "$@"
    undo "$is_lost" "$undone"
    ;;
esac
tell
`;
