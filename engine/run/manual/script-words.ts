/**
 * What the script of a manual set-up says to the standby's administrator: what it will do, what it did (`say`) and why it could
 * not (`fail`, which ends it), the two that SCRIPT_BASICS asks for. Needs `work`, a folder.
 */
export const SCRIPT_WORDS = `
# Without control characters: names may hold what changes a terminal.
show() {
  printf '%s\\n' "$1" | tr -d '\\000-\\011\\013-\\037\\177'
}

say() {
  case $1 in
    made) show "Made $2" ;;
    mended) show "Mended owner and mode of $2, which sshd would have refused" ;;
    written | installed) show "Wrote $2" ;;
    removed) show "Removed $2" ;;
    *) return 0 ;;
  esac
  : >"$work/changed"
}

# $1 what (install-answers.ts), $2 where, $3 the system's words.
fail() {
  case $1 in
    no-home) told="root's home folder is missing" ;;
    not-a-folder) told='something else stands where a folder must be' ;;
    not-a-file) told='something else stands where a file must be' ;;
    symlink) told='it is a symbolic link to nowhere' ;;
    immutable) told='it is locked against changes; unlock it (on a Mac: chflags nouchg,noschg; elsewhere: chattr -i -a)' ;;
    read-only) told='its disk is read-only' ;;
    no-space) told='its disk is full' ;;
    changed) told='somebody else was changing it at the same time; run this again' ;;
    unsafe-folder) told='others than root may write there; give it to root alone (chown root, chmod go-w)' ;;
    nul) told='it holds NUL bytes, which a shell script cannot keep; take them out, or use "warmspare setup" with a password' ;;
    *) told='it failed' ;;
  esac
  show "warmspare: $2: $told\${3:+ ($3)}. It is as before." >&2
  exit 1
}

tell_places() {
  print_places | while read -r _ place; do
    place=$(printf '%bx' "$place")
    show "      \${place%x}"
  done
}

tell_plan() {
  show "This makes this machine the standby of the Warmspare pair $pair_name ($pair). As root, it"
  echo "  - installs the guard in $guard_folder, which only root can change;"
  echo '  - lets a key in that can write to these places by rsync, and do nothing else:'
  tell_places
  if [ -n "$command_names" ]; then
    echo '  - but for running these commands as root, around a sync or a promotion; their text stands in this file:'
    for name in $command_names; do show "      \${name##*.}"; done
  fi
  echo "  - adds one line with that key ($fingerprint)"
  echo "    to root's authorized_keys, in the place of an older line of this pair$only_from."
  echo 'No other line, no setting of sshd and nothing else is changed, and nothing here is secret.'
  echo "With --uninstall it takes the line and the guard away again."
}

tell_help() {
  show "Usage: sudo sh $me [--uninstall | --help]"
  echo
  tell_plan
  echo
  echo 'It can be run again at any time; what is there already is left alone.'
  echo 'Exit status: 0 done, 1 not done or sshd keeps the key out (it says why), 2 wrong arguments.'
}

# By a double click on a Mac: Terminal runs it as the person who is signed in.
become_root() {
  if [ "$(id -u)" = 0 ]; then return 0; fi
  case $system/$me in
    Darwin/*.command)
      if [ -t 0 ]; then
        tell_plan
        echo
        echo "An administrator's password is needed; Ctrl-C leaves everything as it is."
        exec sudo /bin/sh "$me" "$@"
      fi
      ;;
  esac
  show "warmspare: this is for root. As an administrator, type: sudo sh '$me'\${1:+ $1}" >&2
  exit 1
}
`;
