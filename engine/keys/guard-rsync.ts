/** Where the guard looks for rsync, the preferred first; a command may name one of them. */
export const GUARDED_RSYNCS = [
  '/opt/homebrew/bin/rsync',
  '/usr/local/bin/rsync',
  '/opt/local/bin/rsync',
  '/usr/bin/rsync',
] as const;

/** In front of `--server`: whoever sends it knows that the rsync on the standby can be held to a folder, as from 3.5.0 on. */
export const CONFINING = '--confine-root=.';

/** The guard's functions that check a command of rsync's client and start rsync; `serve_rsync` is the one to call. */
export const GUARD_RSYNC = `# -nlHogDtpAXrcxS   -v
check_letters() {
  case $1 in
    '' | *[!nlHogDtpAXNrRdcxSIv]*) refuse "options -$1" ;;
    *n*) dry=1 ;;
  esac
}

# What an rsync 3 sends, with its abilities: -nlHogDtpAXrcxSe.iLsfxCIvu   -logDtpRe31.14iLsf
check_bundle() {
  letters=\${1%%e*} letters=\${letters#-} abilities=\${1#*e}
  check_letters "$letters"
  version=\${abilities%%[A-Za-z]*} abilities=\${abilities#"\${abilities%%[A-Za-z]*}"}
  case $version in
    .) ;;
    *[!0-9.]* | *.*.* | .* | *.) refuse "options $1" ;;
    *.*) ;;
    *) refuse "options $1" ;;
  esac
  case $abilities in '' | *[!A-Za-z]*) refuse "options $1" ;; esac
}

check_number() {
  case $1 in '' | *[!0-9]* | ??????????*) refuse "option $2" ;; esac
}

check_option() {
  case $1 in
    -[!-]*e*) check_bundle "$1" ;;
    # An rsync 2.6.9 sends its letters without abilities; an openrsync sends each as a word of its own.
    -[!@-]*) check_letters "\${1#-}" ;;
    --delete | --delete-after | --delete-missing-args | --force | --numeric-ids) ;;
    --dirs | --no-r | --specials | --no-specials | --ignore-times | --progress | --cache | --extended-attributes) ;;
    --out-format=ws,%i,%l,%M,%n) ;;
    --log-format=%i | --log-format=%i%I | --info=STATS2 | -@-1 | --modify-window=-1 | --max-delete=-1) ;;
    --fileflags | --force-change) ;;
    --max-delete=* | --timeout=* | --bwlimit=*) check_number "\${1#*=}" "$1" ;;
    *) refuse "option $1" ;;
  esac
}

# Sets program to a file that only root can change or replace (where it runs as root), with all links on the way to it resolved.
# It leaves the working directory.
find_program() {
  program=$1 turns=0
  while :; do
    cd -P -- "\${program%/*}/" 2>/dev/null || return 1
    above=$PWD
    program=\${above%/}/\${program##*/}
    if [ ! -L "$program" ]; then break; fi
    turns=$((turns + 1))
    if [ "$turns" -gt 9 ]; then return 1; fi
    target=$(readlink "$program") || return 1
    case $target in /*) program=$target ;; *) program=\${above%/}/$target ;; esac
  done
  if [ ! -f "$program" ] || [ ! -x "$program" ]; then return 1; fi
  # What runs as root must be root's. Another account can do nothing here that it could not do by itself.
  if [ "$own" != 0 ]; then return 0; fi
  set -- "$program"
  while [ "$above" != / ] && [ -n "$above" ]; do
    set -- "$@" "$above"
    above=\${above%/*}
  done
  # In a sticky folder nobody can replace what is root's.
  others=$(find / "$@" -prune \\( ! -user 0 -o \\( -perm -020 -o -perm -002 \\) \\( ! -type d -o ! -perm -1000 \\) \\) -print 2>&1)
  [ -z "$others" ]
}

choose_rsync() {
  case $1 in
    rsync)
      for candidate in ${GUARDED_RSYNCS.join(' ')}; do
        if [ -e "$candidate" ] && find_program "$candidate"; then return 0; fi
      done
      refuse 'no rsync here that only root can change'
      ;;
    ${GUARDED_RSYNCS.join(' | ')})
      if [ ! -e "$1" ]; then refuse "there is no $1"; fi
      find_program "$1" || refuse "others than root can change $1"
      ;;
    *) refuse 'not a command of this key' ;;
  esac
}

is_promoted() {
  [ -e "$folder/$pair.promoted" ] || [ -L "$folder/$pair.promoted" ]
}

# What the tool wrote there (standby-tool.ts) is for the words; that it is there is enough.
check_not_promoted() {
  if ! is_promoted; then return 0; fi
  generation='' since=''
  if [ -f "$folder/$pair.promoted" ] && [ ! -L "$folder/$pair.promoted" ]; then
    {
      read -r _ generation
      read -r _ since
    } <"$folder/$pair.promoted"
  fi
  case $generation in '' | *[!0-9]*) told='' ;; *) told=" (generation $generation, \${since%%T*})" ;; esac
  refuse "this standby was promoted$told: nothing may be written over it; see warmspare failback"
}

# Words as sshd got them, the program first. Goes through them once; the checked ones gather behind.
# ${CONFINING} before all others: who sends it knows that the rsync here can be held to a folder. An rsync that cannot ends by itself.
serve_rsync() {
  named=$1 dry=0 confines=''
  case $named in rsync | ${GUARDED_RSYNCS.join(' | ')}) ;; *) refuse 'not a command of this key' ;; esac
  check_not_promoted
  if [ "\${2-}" = ${CONFINING} ]; then
    confines=1
    shift 2
    set -- "$named" "$@"
  fi
  if [ $# -lt 5 ] || [ "$2" != --server ]; then refuse 'rsync runs here as a server only'; fi
  if [ "$3" = --sender ]; then refuse 'nothing is read from this standby'; fi
  left=$(($# - 2))
  shift 2
  while [ "$left" -gt 0 ] && [ "$1" != . ]; do
    if [ "$1" = --partial-dir ] && [ "\${2-}" = .warmspare-partial ]; then
      set -- "$@" "$1"
      shift
      left=$((left - 1))
    else
      check_option "$1"
    fi
    set -- "$@" "$1"
    shift
    left=$((left - 1))
  done
  if [ "$left" -ne 2 ]; then refuse 'not one destination'; fi
  asked=$2
  shift 2
  case $asked in ?*/) asked=\${asked%/} ;; esac
  find_destination "$asked"
  choose_rsync "$named"
  enter_place
  if [ "$dry" = 0 ]; then check_marker; fi
  # Rules of a filter come over the wire and may name files to read: from 3.5.0 on rsync can be held to a folder there, too.
  if [ -z "$confines" ]; then
    case $("$program" --help 2>&1 </dev/null) in *--confine-root=*) confines=1 ;; esac
  fi
  if [ -n "$confines" ]; then set -- "$@" "--confine-root=$here"; fi
  run "$program" --server "$@" . ./
}`;
