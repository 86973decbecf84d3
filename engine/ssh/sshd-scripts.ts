/*
 * All run as root and answer between markers with what `sshd -T` then says, or with one line `fault WORD` and the reason after it.
 * Not run on a Mac: there launchd starts an sshd for each connection (ssh.plist, inetd style), which reads the settings anew,
 * so that nothing has to be reloaded, and `launchctl kickstart -k` would end the session that is to stay open.
 */

/** What `sshd -T` says for root, and a Mac's own list of who may use Remote Login. */
export const PRINT_SETTINGS = `
# Older ones know no -C, or want every one of its words.
print_settings() {
  sshd -T -C "user=root,host=localhost,addr=127.0.0.1,laddr=127.0.0.1,lport=22" 2>/dev/null || sshd -T 2>/dev/null
}

print_access_group() {
  if [ "$(uname -s)" = Darwin ] && dscl . -read /Groups/com.apple.access_ssh >/dev/null 2>&1; then
    dseditgroup -o checkmember -m root com.apple.access_ssh >/dev/null 2>&1 || echo 'warmspare-access-group no'
  fi
}
`;

const BASICS = `
nonce=$1
shift
PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:$PATH
LC_ALL=C
export PATH LC_ALL
umask 022
file=/etc/ssh/sshd_config.d/050-warmspare.conf
new=/etc/ssh/.warmspare-new
before=/etc/ssh/.warmspare-before

finish() {
  printf '\\nwarmspare %s end\\n' "$nonce"
  exit 0
}

fail() {
  printf 'fault %s\\n%s\\n' "$1" "$2"
  finish
}

${PRINT_SETTINGS}
tell_settings() {
  print_settings || fail unreadable "$(sshd -T 2>&1 | tail -n 5)"
  print_access_group
}

# The sshd that listens: of those this session descends from, the one farthest up.
find_listener() {
  listener=
  at=$$
  while [ "\${at:-0}" -gt 1 ]; do
    case $(ps -o comm= -p "$at" 2>/dev/null) in
      sshd | */sshd | sshd:*) listener=$at ;;
    esac
    at=$(ps -o ppid= -p "$at" 2>/dev/null | tr -d ' ')
  done
}

reload() {
  if [ "$(uname -s)" = Darwin ]; then return 0; fi
  if [ -d /run/systemd/system ]; then
    systemctl reload ssh >/dev/null 2>&1 && return 0
    systemctl reload sshd >/dev/null 2>&1 && return 0
  fi
  find_listener
  if [ -z "$listener" ]; then
    for pid_file in /run/sshd.pid /var/run/sshd.pid; do
      if [ -r "$pid_file" ]; then read -r listener <"$pid_file"; break; fi
    done
  fi
  if [ -z "$listener" ]; then return 1; fi
  kill -HUP "$listener" 2>/dev/null
}

put_back() {
  if [ -f "$before" ]; then mv -f "$before" "$file"; else rm -f "$file"; fi
}

printf '\\nwarmspare %s begin\\n' "$nonce"
if [ "$(id -u)" != 0 ]; then fail not-root "$(id -un)"; fi
command -v sshd >/dev/null 2>&1 || fail no-sshd "$PATH"
`;

/** $1 nonce. */
export const READ_SETTINGS_SCRIPT = `${BASICS}
tell_settings
finish
`;

/**
 * $1 nonce, $2 the text of the drop-in. It counts only when sshd itself finds no fault with it; what was there before under the
 * name is kept for the undoing. Faults: not-root, no-sshd, no-include, unwritable, invalid, not-reloaded (put back each time).
 */
export const INSTALL_DROP_IN_SCRIPT = `${BASICS}
# Include /etc/ssh/sshd_config.d/*.conf
grep -qi '^[[:space:]]*include[[:space:]=].*sshd_config\\.d/' /etc/ssh/sshd_config 2>/dev/null ||
  fail no-include /etc/ssh/sshd_config
# Not in the folder itself, where a Mac reads every file.
{ printf %s "$1" >"$new"; } 2>/dev/null || fail unwritable "$new"
if [ -f "$file" ] && [ ! -f "$before" ]; then cp -p "$file" "$before" || fail unwritable "$before"; fi
{ mkdir -p "\${file%/*}" && chmod 644 "$new" && mv -f "$new" "$file"; } || fail unwritable "$file"
reason=$(sshd -t 2>&1) || {
  put_back
  fail invalid "$reason"
}
reload || {
  put_back
  fail not-reloaded "no running sshd was found"
}
tell_settings
finish
`;

/** $1 nonce. Everything as it was before the first installation; doing it twice does no harm. */
export const UNDO_DROP_IN_SCRIPT = `${BASICS}
put_back
reload || fail not-reloaded "no running sshd was found"
tell_settings
finish
`;

/** $1 nonce. The drop-in is proved and stays: forgets what was there before it. */
export const KEEP_DROP_IN_SCRIPT = `${BASICS}
rm -f "$before"
finish
`;
