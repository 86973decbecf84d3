import { GUARDED_RSYNCS } from './guard-rsync.ts';

/** The verbs that run an installed script, which is called `VERB.sh`. */
export const SCRIPT_VERBS = [
  'probe',
  'mark',
  'clear',
  'usage',
  'links',
  'command',
  'deliver',
  'survey',
  'drill',
] as const;

/** The guard's functions for commands that are not rsync's; `serve_verb` is the one to call. */
export const GUARD_VERBS = `# Adds the bytes that pairs of hex digits stand for to octal, for printf's %b.
add_octal() {
  hex=$1
  case $hex in *[!0-9a-f]*) refuse 'an argument that is not hex' ;; esac
  if [ $((\${#hex} % 2)) -ne 0 ]; then refuse 'an argument that is not hex'; fi
  if [ \${#hex} -gt 8192 ]; then refuse 'an argument that is too long'; fi
  while [ -n "$hex" ]; do
    byte=\${hex%%"\${hex#??}"} hex=\${hex#??}
    case $byte in
      00) refuse 'an argument with NUL' ;;
      0a) refuse 'an argument with a line break' ;;
    esac
    byte=$((0x$byte))
    octal=$octal\\\\0$((byte / 64))$((byte / 8 % 8))$((byte % 8))
  done
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
    # Whoever asks for everything is about to copy, or to compare with what is no copy any more.
    check_not_promoted
    for candidate in ${GUARDED_RSYNCS.join(' ')}; do
      if [ ! -x "$candidate" ]; then continue; fi
      if find_program "$candidate"; then usable="$usable $candidate"; else unsafe="$unsafe $candidate"; fi
    done
    cd /
  fi
  run "WARMSPARE_RSYNCS=$usable" "WARMSPARE_UNSAFE_RSYNCS=$unsafe" /bin/sh "$folder/probe.sh" "$nonce" "$mode" "$@"
}

serve_survey() {
  if [ $# -lt 2 ]; then refuse 'survey NONCE DESTINATION...'; fi
  check_nonce "$1"
  nonce=$1
  shift
  for each do
    find_destination "$each"
    check_no_link "$each"
  done
  cd / || exit 1
  run_script survey "$nonce" "$@"
}

# Reads in one place of the copy, and changes nothing.
serve_drill() {
  if [ $# -lt 4 ]; then refuse 'drill NONCE WHAT SECONDS DESTINATION PATH...'; fi
  check_nonce "$1"
  case $2 in
    read | users | database | sshd | samba | nginx | apache | exports | launchd | cron) ;;
    *) refuse 'a drill of what is none' ;;
  esac
  check_number "$3" "of seconds $3"
  if [ "$3" -gt 3600 ]; then refuse 'a time that is too long'; fi
  # People work on what a promoted standby has: it is no copy that a drill could tell anything of.
  check_not_promoted
  enter_destination "$4"
  nonce=$1 what=$2 seconds=$3
  shift 4
  for each do
    case /$each/ in *//* | */./* | */../*) refuse 'a path that does not lie below the destination' ;; esac
  done
  run_script drill "$nonce" "$what" "$seconds" . "$@"
}

serve_mark() {
  if [ $# -ne 3 ]; then refuse 'mark NONCE DESTINATION CONTENT'; fi
  check_nonce "$1"
  check_not_promoted
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
  if [ "$1" = clear ]; then check_not_promoted; fi
  enter_destination "$3"
  run_script "$1" "$2" .
}

# $1 the name of one that was installed with this guard. No other text is ever run.
find_command() {
  case $1 in *[!0-9a-f]*) refuse 'a command that is not installed here' ;; esac
  if [ "\${#1}" -ne 32 ]; then refuse 'a command that is not installed here'; fi
  text=$folder/$pair.command.$1
  if [ -L "$text" ] || [ ! -f "$text" ]; then refuse 'a command that is not installed here'; fi
}

serve_command() {
  if [ $# -ne 6 ]; then refuse 'command NONCE NAME WHEN OUTCOME RUN SECONDS'; fi
  check_nonce "$1"
  find_command "$2"
  case $3/$4 in
    before/none | after/succeeded | after/partial | after/failed | after/cancelled | after/held | after/refused) check_not_promoted ;;
    drill/none) check_not_promoted ;;
    # What makes the standby serve comes behind the fence.
    promote/none | demote/none) is_promoted || refuse 'this standby is not promoted' ;;
    *) refuse 'a time that is none' ;;
  esac
  case $5 in '' | *[!0-9a-z-]* | ?????????????????????????????????*) refuse 'a run that is none' ;; esac
  check_number "$6" "of seconds $6"
  if [ "$6" -gt 86400 ]; then refuse 'a time that is too long'; fi
  cd / || exit 1
  run "HOME=\${HOME-/}" /bin/sh "$folder/command.sh" "$1" "$text" "$3" "$4" "$5" "$6"
}

serve_has() {
  if [ $# -lt 2 ]; then refuse 'has NONCE NAME...'; fi
  check_nonce "$1"
  shift
  for each do find_command "$each"; done
}

# A document for people, from standard input; only into the folders that the script knows.
serve_deliver() {
  if [ $# -ne 5 ]; then refuse 'deliver NONCE PAIR NAME KIND BYTES'; fi
  check_nonce "$1"
  if [ "$2" != "$pair" ]; then refuse 'not this pair'; fi
  case $3 in '' | [' '-]* | *[!A-Za-z0-9' '_-]*) refuse 'a name that is none' ;; esac
  if [ "\${#3}" -gt 60 ]; then refuse 'a name that is none'; fi
  case $4 in html | txt) ;; *) refuse 'a kind that is none' ;; esac
  check_number "$5" "of bytes $5"
  check_not_promoted
  cd / || exit 1
  run "HOME=\${HOME-/}" /bin/sh "$folder/deliver.sh" "$@" "$runbooks"
}

# By the tool that a person has there. Whoever undoes a promotion knows which one it is.
serve_role() {
  case \${2-}/$# in
    status/2 | promote/2) ;;
    undo/3) check_number "$3" "of a generation $3" ;;
    *) refuse 'role NONCE status|promote|undo [GENERATION]' ;;
  esac
  check_nonce "$1"
  nonce=$1 verb=$2 code=0
  shift 2
  if [ "$verb" = undo ]; then set -- --changes-here-are-lost "$@"; fi
  printf '\\nwarmspare %s begin\\n' "$nonce"
  (run /bin/sh "$folder/standby" "$verb" "$pair" "$@") || code=$?
  printf '\\nwarmspare %s end\\n' "$nonce"
  exit "$code"
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
    probe | mark | clear | usage | links | command | deliver | drill | has | role | survey)
      shift
      plain=1
      for each do
        case $each in =*) ;; *) plain='' ;; esac
      done
      if [ -n "$plain" ]; then
        # No process for what needs no decoding: each sync waits for it.
        for each do
          each=\${each#=}
          case $each in '' | *[!A-Za-z0-9/._-]*) refuse 'an argument that is not plain' ;; esac
          shift
          set -- "$@" "$each"
        done
      else
        octal=
        for each do
          add_octal "$each"
          octal=$octal\\\\0012
        done
        # All of them by one process; none has a line break.
        decoded=$(printf %bx "$octal") decoded=\${decoded%x}
        set --
        while [ -n "$decoded" ]; do
          set -- "$@" "\${decoded%%"$newline"*}"
          decoded=\${decoded#*"$newline"}
        done
      fi
      case $verb in
        probe) serve_probe "$@" ;;
        mark) serve_mark "$@" ;;
        command) serve_command "$@" ;;
        deliver) serve_deliver "$@" ;;
        drill) serve_drill "$@" ;;
        has) serve_has "$@" ;;
        role) serve_role "$@" ;;
        survey) serve_survey "$@" ;;
        *) serve_place "$verb" "$@" ;;
      esac
      ;;
    *) refuse 'not a verb of this guard' ;;
  esac
}`;
