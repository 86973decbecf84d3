import { GUARD_RSYNC } from './guard-rsync.ts';
import { GUARD_VERBS } from './guard-verbs.ts';

/** Counts changes of the guard's text; `warmspare version` over the guarded key tells it. */
export const GUARD_VERSION = 5;

/** Where the guard, its scripts and the pairs' files lie on the standby; root's alone. */
export const GUARD_FOLDER = '/usr/local/libexec/warmspare';

/**
 * The forced command of the app's key on the standby: `guard PAIRID`, run by sshd as root. Lets through rsync as a receiver
 * in the pair's own destinations, and a few verbs; ends all else with status 126, a line on stderr and one in the syslog.
 * POSIX sh, without eval. Was run with dash, bash, bash --posix, zsh and mksh on Linux; not on a Mac yet.
 *
 * What rsync's client sends is written by `server_options` in its options.c; the words are escaped by `safe_arg` there.
 */
export const GUARD_SCRIPT = `#!/bin/sh
set -f -u
PATH=/usr/bin:/bin:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL
unset IFS ENV BASH_ENV CDPATH LD_PRELOAD LD_LIBRARY_PATH DYLD_INSERT_LIBRARIES DYLD_LIBRARY_PATH
umask 077
guard_version=${String(GUARD_VERSION)}
folder='${GUARD_FOLDER}'
own=0
runbooks=
logger=/usr/bin/logger
pair=\${1-}
command=\${SSH_ORIGINAL_COMMAND-}
newline='
'

# One line to the client and one to the syslog: printable ASCII, of bounded length.
refuse() {
  told=$1
  # No process for what is so already: the guard's own words.
  case $told in *[!\\ -~]*) told=$(printf '%s' "$told" | tr -cd '\\040-\\176') ;; esac
  if [ \${#told} -gt 200 ]; then told=$(printf '%.200s' "$told"); fi
  if [ -x "$logger" ]; then
    asked=$(printf '%.400s' "$command" | tr -c '\\040-\\176' '?')
    "$logger" -t warmspare-guard -p auth.notice -- "$pair: refused: $told: $asked" </dev/null >/dev/null 2>&1
  fi
  printf 'warmspare guard: refused: %s\\n' "$told" >&2
  exit 126
}

# Nothing of this environment goes on to what is run.
run() {
  exec /usr/bin/env -i PATH="$PATH" LC_ALL=C "$@"
}

# Sets plain to what printf's %b makes of a text. The x keeps newlines at its end.
read_octal() {
  case $1 in
    *\\\\*) plain=$(printf %bx "$1") plain=\${plain%x} ;;
    # No process of its own: each sync waits for it.
    *) plain=$1 ;;
  esac
}

# Sets volume, place and expected for a path that is one of the pair's destinations.
find_destination() {
  while read -r volume text real; do
    read_octal "$text"
    place=$plain
    if [ "$place" != "$1" ]; then continue; fi
    if [ -n "$real" ]; then read_octal "$real"; fi
    expected=$plain
    return 0
  done <"$folder/$pair.destinations"
  refuse 'not a destination of this pair'
}

# What is checked from here on is the working directory: it stays the same one, whoever moves or replaces names above it.
# After cd -P its PWD is what pwd -P says (POSIX, cd), without a process for it.
enter_place() {
  cd -P -- "$place" 2>/dev/null || refuse 'the destination is no directory that can be entered'
  here=$PWD
  if [ "$here" != "$expected" ]; then refuse 'the destination lies elsewhere: a symbolic link is in its path'; fi
}

enter_destination() {
  find_destination "$1"
  enter_place
}

# A marker that is a symbolic link would be read wherever it points.
check_no_link() {
  if [ -L "$1/.warmspare-standby" ]; then refuse 'the marker is a symbolic link'; fi
}

names_pair_and_volume() {
  case $1 in *"\\"$pair\\""*) ;; *) return 1 ;; esac
  case $1 in *"\\"$volume\\""*) return 0 ;; esac
  return 1
}

check_marker() {
  check_no_link .
  marker=
  if [ -f .warmspare-standby ]; then
    # It is one line, without its end.
    IFS= read -r marker <.warmspare-standby || :
  fi
  names_pair_and_volume "$marker" || refuse 'the marker of this pair is not there: is the disk mounted?'
}

${GUARD_RSYNC}

${GUARD_VERBS}

case $pair in
  pair-??????????) ;;
  *) refuse 'the guard was called without its pair' ;;
esac
case \${pair#pair-} in *[!a-z0-9]*) refuse 'the guard was called without its pair' ;; esac
if [ ! -f "$folder/$pair.destinations" ]; then refuse 'this pair is not set up here'; fi
if [ -z "$command" ]; then refuse 'this key gives no shell'; fi
if [ \${#command} -gt 32768 ]; then refuse 'a command that is too long'; fi
case $command in *[[:cntrl:]]*) refuse 'a control character in the command' ;; esac

# The words that a shell would make of it, without one: backslashes and single quotes are read, and what else means anything
# to a shell is refused. Chunks of plain characters at once; bounded, since each step copies the rest.
rest=$command word='' open=0 steps=0
set -- warmspare
while [ -n "$rest" ]; do
  steps=$((steps + 1))
  if [ "$steps" -gt 9000 ] || [ $# -gt 99 ]; then refuse 'a command that is too long'; fi
  plain=\${rest%%[!A-Za-z0-9_@%+=:,./~^*?-]*}
  if [ -n "$plain" ]; then
    word=$word$plain rest=\${rest#"$plain"} open=1
    continue
  fi
  char=\${rest%%"\${rest#?}"} rest=\${rest#?}
  case $char in
    ' ')
      if [ "$open" = 1 ]; then set -- "$@" "$word"; fi
      word='' open=0
      ;;
    "'")
      case $rest in *"'"*) ;; *) refuse 'a quote that does not end' ;; esac
      word=$word\${rest%%"'"*} rest=\${rest#*"'"} open=1
      ;;
    \\\\)
      if [ -z "$rest" ]; then refuse 'a backslash at the end'; fi
      word=$word\${rest%%"\${rest#?}"} rest=\${rest#?} open=1
      ;;
    '!' | '"' | '#' | '$' | '&' | '(' | ')' | ';' | '<' | '>' | '\`' | '{' | '|' | '}')
      refuse 'a character that means something to a shell'
      ;;
    *) word=$word$char open=1 ;;
  esac
done
if [ "$open" = 1 ]; then set -- "$@" "$word"; fi
shift
case \${1-} in
  warmspare)
    shift
    serve_verb "$@"
    ;;
  '') refuse 'this key gives no shell' ;;
  *) serve_rsync "$@" ;;
esac
`;
