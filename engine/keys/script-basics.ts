/**
 * What INSTALL_SCRIPT and the script of a manual set-up share: how they look at a file, and how they put a new one in the place
 * of another. It needs `nonce`, a word that nobody guesses, and two functions: `say WHAT WHERE`, and `fail WHAT WHERE WORDS` (the
 * kinds of install-answers.ts), which ends the script.
 */
export const SCRIPT_BASICS = `
LC_ALL=C
# The system's own tools, whatever root's profile says.
PATH=/usr/bin:/bin:/usr/sbin:/sbin
export LC_ALL PATH
unset CDPATH
umask 077
system=$(uname -s)
# Whose the files are to be.
own=0
temp=
trap 'if [ -n "$temp" ]; then rm -f "$temp"; fi' EXIT
trap 'exit 1' HUP INT TERM

# $1 where, $2 the system's words; zsh writes them with a small letter. To root, only a flag is "not permitted".
fail_by_words() {
  case $2 in
    *'ead-only file system'*) fail read-only "$1" "$2" ;;
    *'o space left on device'* | *'isk quota exceeded'* | *'isc quota exceeded'*) fail no-space "$1" "$2" ;;
    *'peration not permitted'*) fail immutable "$1" "$2" ;;
    *) fail failed "$1" "$2" ;;
  esac
}

kind_of() {
  if [ -L "$1" ]; then kind=symlink
  elif [ -f "$1" ]; then kind='file'
  elif [ -d "$1" ]; then kind=directory
  elif [ -e "$1" ]; then kind=other
  else kind=missing
  fi
}

# Sets owner, mode and links of the path itself.
look() {
  case $system in
    Linux) facts=$(stat -c '%u %a %h' -- "$1" 2>/dev/null) ;;
    *) facts=$(stat -f '%u %Mp%Lp %l' -- "$1" 2>/dev/null) ;;
  esac
  owner=\${facts%% *}
  # shellcheck disable=SC2034 # not every script asks
  links=\${facts##* }
  mode=\${facts#* }
  mode=\${mode% *}
}

# What sshd's StrictModes refuses (safe_path in OpenSSH's misc.c): neither root's nor the account's, or others may write.
is_refused() {
  look "$1"
  if [ "$owner" != 0 ] && [ "$owner" != "$own" ]; then return 0; fi
  case $mode in
    *[2367]? | *[2367]) return 0 ;;
  esac
  return 1
}

is_immutable() {
  case $system in
    Linux)
      flags=$(lsattr -d -- "$1" 2>/dev/null)
      case \${flags%% *} in *[ai]*) return 0 ;; esac
      ;;
    *)
      flags=$(stat -f %Sf -- "$1" 2>/dev/null)
      case $flags in *chg* | *appnd* | *restricted*) return 0 ;; esac
      ;;
  esac
  return 1
}

require_root() {
  if [ "$(id -u)" != "$own" ]; then fail not-root "$(id -un)" ''; fi
}

# Sets content. Its line begins with the nonce: what else stands there (sudo may have left a password unread) is not ours.
take_content() {
  content=$1
  if [ "$content" != - ]; then return 0; fi
  while IFS= read -r content; do
    case $content in
      "$nonce:"*)
        content=\${content#*:}
        return 0
        ;;
    esac
  done
  fail failed 'standard input' 'no content came'
}

# Fills temp. $1 the content, $2 how many bytes it must give, $3 where it is for.
fill() {
  # Through cat, since dash's own printf does not say why it failed.
  words=$({ printf %b "$1" | cat >"$temp"; } 2>&1) || fail_by_words "$3" "$words"
  if [ "$(($(wc -c <"$temp")))" -ne "$2" ]; then fail failed "$3" 'the content is not whole'; fi
}

# Makes an empty file that was not there before, in folder $1, and remembers it for the end. What a killed run left there a
# day ago or more goes.
make_temp() {
  find "$1/." ! -name . -prune -name '.warmspare-new.*' -type f -mtime +0 -exec rm -f {} \\; 2>/dev/null
  words=$({ set -C && : >"$1/.warmspare-new.$nonce"; } 2>&1) || fail_by_words "$1" "$words"
  temp=$1/.warmspare-new.$nonce
}

relabel() {
  if command -v restorecon >/dev/null 2>&1; then restorecon "$1" >/dev/null 2>&1; fi
}

# Puts temp in the place of $1, on the disk before under that name.
put_in_place() {
  if [ "$system" = Linux ]; then sync "$temp" 2>/dev/null; else sync; fi
  words=$(mv -f -- "$temp" "$1" 2>&1) || fail_by_words "$1" "$words"
  temp=
  if [ "$system" = Linux ]; then sync "$2" 2>/dev/null; else sync; fi
}
`;
