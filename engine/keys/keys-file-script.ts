/** Finds root's authorized_keys, and writes it: locate, follow, digest, write_keys. After SCRIPT_BASICS. */
export const KEYS_FILE_SCRIPT = `
digest() {
  if command -v sha256sum >/dev/null 2>&1; then sum=$(sha256sum <"$1") || return 1
  elif command -v shasum >/dev/null 2>&1; then sum=$(shasum -a 256 <"$1") || return 1
  else
    sum=$(openssl dgst -sha256 <"$1") || return 1
    sum=\${sum##* }
  fi
  printf '%s' "\${sum%% *}"
}

# Sets real: where symbolic links lead. The x keeps newlines at the end of a name.
follow() {
  real=$1
  hops=0
  while [ -L "$real" ] && [ "$hops" -lt 40 ]; do
    to=$(readlink "$real" && printf x)
    to=\${to%?x}
    case $to in
      /*) real=$to ;;
      *) real=\${real%/*}/$to ;;
    esac
    hops=$((hops + 1))
  done
}

# Sets home and file.
locate() {
  home=$1
  if [ -z "$home" ]; then
    home=$(getent passwd root 2>/dev/null)
    home=\${home%:*}
    home=\${home##*:}
  fi
  if [ -z "$home" ]; then
    # NFSHomeDirectory: /var/root /private/var/root
    home=$(dscl . -read /Users/root NFSHomeDirectory 2>/dev/null)
    home=\${home#NFSHomeDirectory: }
    home=\${home%% *}
  fi
  if [ -z "$home" ]; then home=~root; fi
  case $home in /*) ;; *) fail no-home "$home" '' ;; esac
  case $2 in
    '') file=$home/.ssh/authorized_keys ;;
    /*) file=$2 ;;
    *) file=$home/$2 ;;
  esac
}

# Sets folder: where the file really lies, also behind a symbolic link.
find_folder() {
  folder=\${file%/*}
  folder=\${folder:-/}
  kind_of "$folder"
  if [ "$kind" = symlink ] && [ -d "$folder" ]; then
    folder=$(cd "$folder" && pwd -P && printf x)
    folder=\${folder%?x}
    kind=directory
  fi
}

# $1 path, $2 mode for chmod, $3 what it is to be called. Only where sshd would refuse it.
mend() {
  if ! is_refused "$1"; then return 0; fi
  if [ "$owner" != "$own" ]; then words=$(chown "$own" "$1" 2>&1) || fail_by_words "$3" "$words"; fi
  words=$(chmod "$2" "$1" 2>&1) || fail_by_words "$3" "$words"
  say mended "$3"
}

prepare_folder() {
  find_folder
  case $kind in
    directory) ;;
    missing)
      words=$(mkdir -m 700 "$folder" 2>&1) || fail_by_words "$folder" "$words"
      relabel "$folder"
      say made "$folder"
      ;;
    *) fail not-a-folder "$folder" "$kind" ;;
  esac
  if is_immutable "$folder"; then fail immutable "$folder" "$flags"; fi
  # A folder of other users' keys as well stays readable to them.
  if [ "$file" = "$home/.ssh/\${file##*/}" ]; then mend "$folder" 700 "$folder"; else mend "$folder" go-w "$folder"; fi
}

check_unchanged() {
  kind_of "$file"
  case $kind in
    file) now=$(digest "$file") || fail failed "$file" 'it cannot be read' ;;
    missing) now=absent ;;
    symlink)
      follow "$file"
      fail symlink "$file" "$real"
      ;;
    *) fail not-a-file "$file" "$kind" ;;
  esac
  if [ "$now" != "$1" ]; then fail changed "$file" "$now"; fi
}

write_keys() {
  require_root
  locate "$1" "$2"
  take_content "$5"
  kind_of "$home"
  if [ ! -d "$home" ]; then fail no-home "$home" "$kind"; fi
  # First what must not be touched at all.
  check_unchanged "$3"
  if [ "$kind" = file ] && is_immutable "$file"; then fail immutable "$file" "$flags"; fi
  prepare_folder
  make_temp "$folder"
  if [ "$now" = absent ]; then
    relabel "$temp"
    say made "$file"
  else
    # The copy brings owner, mode, times, ACLs, attributes and security context; only its content is replaced.
    if [ "$system" = Linux ]; then words=$(cp -a -- "$file" "$temp" 2>&1); else words=$(cp -p -- "$file" "$temp" 2>&1); fi ||
      fail_by_words "$folder" "$words"
  fi
  fill "$content" "$4" "$folder"
  mend "$temp" 600 "$file"
  check_unchanged "$3"
  put_in_place "$file" "$folder"
  say written "$file"
}
`;

/** Tells an app that reaches this machine what is there: read_keys. After KEYS_FILE_SCRIPT. */
export const READ_KEYS_SCRIPT = `
tell_trouble() {
  if is_refused "$1"; then say refused "$1"; fi
  if is_immutable "$1"; then say immutable "$1"; fi
}

read_keys() {
  locate "$1" "$2"
  say uid "$(id -u)"
  say home "$home"
  say file "$file"
  kind_of "$home"
  if [ "$kind" = missing ]; then fail no-home "$home" ''; fi
  tell_trouble "$home"
  find_folder
  say folder "$kind"
  if [ "$kind" = directory ]; then tell_trouble "$folder"; fi
  kind_of "$file"
  say kind "$kind"
  real=$file
  if [ "$kind" = symlink ]; then
    follow "$file"
    say target "$real"
    kind_of "$real"
    say target-kind "$kind"
  fi
  if [ "$kind" = file ]; then tell_content "$real"; else say digest absent; fi
}

tell_content() {
  tell_trouble "$1"
  say owner "$owner"
  say mode "$mode"
  say links "$links"
  before=$(digest "$1") || fail failed "$1" 'it cannot be read'
  printf 'hex\\000'
  od -An -v -tx1 <"$1" | tr -d ' \\n'
  printf '\\000'
  after=$(digest "$1") || fail failed "$1" 'it cannot be read'
  if [ "$before" != "$after" ]; then fail changed "$1" ''; fi
  say digest "$before"
}
`;
