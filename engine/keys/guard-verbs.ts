import { GUARDED_RSYNCS } from './guard-rsync.ts';

/** The verbs that run an installed script, which is called `VERB.sh`. */
export const SCRIPT_VERBS = ['probe', 'mark', 'clear', 'usage', 'links'] as const;

/** The guard's functions for commands that are not rsync's; `serve_verb` is the one to call. */
export const GUARD_VERBS = `# Sets decoded: the bytes that pairs of hex digits stand for.
decode() {
  hex=$1 octal=
  case $hex in *[!0-9a-f]*) refuse 'an argument that is not hex' ;; esac
  if [ $((\${#hex} % 2)) -ne 0 ]; then refuse 'an argument that is not hex'; fi
  if [ \${#hex} -gt 8192 ]; then refuse 'an argument that is too long'; fi
  while [ -n "$hex" ]; do
    byte=\${hex%%"\${hex#??}"} hex=\${hex#??}
    if [ "$byte" = 00 ]; then refuse 'an argument with NUL'; fi
    byte=$((0x$byte))
    octal=$octal\\\\0$((byte / 64))$((byte / 8 % 8))$((byte % 8))
  done
  decoded=$(printf %bx "$octal") decoded=\${decoded%x}
}

check_nonce() {
  case $1 in '' | *[!0-9a-z]* | ?????????????????????????????????*) refuse 'a nonce that is none' ;; esac
}

run_script() {
  script=$1
  shift
  run /bin/sh "$folder/$script.sh" "$@"
}

serve_probe() {
  if [ $# -lt 2 ]; then refuse 'probe NONCE MODE DESTINATION...'; fi
  check_nonce "$1"
  case $2 in full | check) ;; *) refuse 'a mode that is none' ;; esac
  nonce=$1 mode=$2 usable='' unsafe=''
  shift 2
  for each do
    find_destination "$each"
    check_no_link "$each"
  done
  if [ "$mode" = full ]; then
    for candidate in ${GUARDED_RSYNCS.join(' ')}; do
      if [ ! -x "$candidate" ]; then continue; fi
      if find_program "$candidate"; then usable="$usable $candidate"; else unsafe="$unsafe $candidate"; fi
    done
  fi
  run "WARMSPARE_RSYNCS=$usable" "WARMSPARE_UNSAFE_RSYNCS=$unsafe" /bin/sh "$folder/probe.sh" "$nonce" "$mode" "$@"
}

serve_mark() {
  if [ $# -ne 3 ]; then refuse 'mark NONCE DESTINATION CONTENT'; fi
  check_nonce "$1"
  enter_destination "$2"
  check_no_link .
  case $3 in *[![:print:]]*) refuse 'content that is no marker' ;; esac
  if [ \${#3} -gt 1024 ] || ! names_pair_and_volume "$3"; then refuse 'content that is no marker of this pair'; fi
  run_script mark "$1" . "$3"
}

# clear, usage or links
serve_place() {
  if [ $# -ne 3 ]; then refuse "$1 NONCE DESTINATION"; fi
  check_nonce "$2"
  enter_destination "$3"
  run_script "$1" "$2" .
}

serve_verb() {
  verb=\${1-}
  case $verb in
    version | hold)
      if [ $# -ne 1 ]; then refuse "$verb takes no arguments"; fi
      ;;
  esac
  case $verb in
    version) printf 'warmspare guard %s %s\\n' "$guard_version" "$pair" ;;
    hold) run cat ;;
    probe | mark | clear | usage | links)
      left=$#
      shift
      while [ "$left" -gt 1 ]; do
        decode "$1"
        set -- "$@" "$decoded"
        shift
        left=$((left - 1))
      done
      case $verb in
        probe) serve_probe "$@" ;;
        mark) serve_mark "$@" ;;
        *) serve_place "$verb" "$@" ;;
      esac
      ;;
    *) refuse 'not a verb of this guard' ;;
  esac
}`;
