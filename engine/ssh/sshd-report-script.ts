import { PRINT_SETTINGS } from './sshd-scripts.ts';

/**
 * For a person at the standby, whose sshd is to let root's key in: what stands in its way, whether anybody can sign in at all, and
 * which host key to compare. Changes nothing. The rules are those of `findObstacles` in sshd-settings.ts. Needs `home`, root's.
 * Was run on Linux only; `launchctl print` follows Apple's manual page.
 */
export const SSHD_REPORT_SCRIPT = `
${PRINT_SETTINGS}
# Standard input: what print_settings printed. One setting a line.
find_obstacles() {
  root_home=$home root_groups=$(id -Gn root) awk '
    function matches(name, pattern, at, char, source) {
      sub(/@.*/, "", pattern)
      source = ""
      for (at = 1; (char = substr(pattern, at, 1)) != ""; at++)
        if (char == "*") source = source ".*"
        else if (char == "?") source = source "."
        else source = source (char ~ /[A-Za-z0-9_-]/ ? char : "\\\\" char)
      return name ~ ("^" source "$")
    }
    function matches_any(names, patterns, name, pattern, count, total, i, j) {
      count = split(names, name, " ")
      total = split(patterns, pattern, " ")
      for (i = 1; i <= count; i++)
        for (j = 1; j <= total; j++) if (matches(name[i], pattern[j])) return 1
      return 0
    }
    function is_set(value) {
      return value != "" && value != "none"
    }
    function has_roots_own(files, file, count, i) {
      count = split(files, file, " ")
      for (i = 1; i <= count; i++) {
        sub(/^(%h|~)\\//, "", file[i])
        gsub(/%u/, "root", file[i])
        if (file[i] == ".ssh/authorized_keys" || file[i] == ENVIRON["root_home"] "/.ssh/authorized_keys") return 1
      }
      return 0
    }
    {
      name = tolower($1)
      value = $0
      sub(/^[^ ]+ */, "", value)
      if (name in first) all[name] = all[name] " " value
      else first[name] = all[name] = value
    }
    END {
      groups = ENVIRON["root_groups"]
      if (first["permitrootlogin"] == "no") print "PermitRootLogin no"
      if (first["pubkeyauthentication"] == "no") print "PubkeyAuthentication no"
      if (all["authorizedkeysfile"] != "" && !has_roots_own(all["authorizedkeysfile"]))
        print "AuthorizedKeysFile " all["authorizedkeysfile"]
      methods = all["authenticationmethods"]
      if (is_set(methods) && (" " methods " ") !~ / (any|publickey) /) print "AuthenticationMethods " methods
      kinds = first["pubkeyacceptedalgorithms"] first["pubkeyacceptedkeytypes"]
      if (kinds != "" && ("," kinds ",") !~ /,ssh-ed25519,/) print "PubkeyAcceptedAlgorithms " kinds
      if (is_set(first["forcecommand"])) print "ForceCommand " first["forcecommand"]
      if (is_set(all["allowusers"]) && !matches_any("root", all["allowusers"])) print "AllowUsers " all["allowusers"]
      if (is_set(all["allowgroups"]) && !matches_any(groups, all["allowgroups"]))
        print "AllowGroups " all["allowgroups"]
      if (matches_any("root", all["denyusers"])) print "DenyUsers " all["denyusers"]
      if (matches_any(groups, all["denygroups"])) print "DenyGroups " all["denygroups"]
      if ("warmspare-access-group" in first) print "Remote Login is not for root: com.apple.access_ssh"
    }'
}

is_sshd_running() {
  if [ "$(uname -s)" = Darwin ]; then
    launchctl print system/com.openssh.sshd >/dev/null 2>&1
    return
  fi
  case " $(ps -A -o comm= 2>/dev/null | tr '\\n' ' ')" in
    *' sshd'* | */sshd' '*) return 0 ;;
  esac
  systemctl is-active --quiet ssh.socket sshd.socket 2>/dev/null
}

# Sets obstacles: what keeps the key out, a line each.
report_sshd() {
  obstacles=''
  settings=$(print_settings)
  if [ -z "$settings" ] || ! obstacles=$({ printf '%s\\n' "$settings" && print_access_group; } | find_obstacles); then
    echo 'sshd does not tell its settings here; whether they let the key in shows when it is tried.'
  fi
  if [ -n "$obstacles" ]; then
    echo 'Settings of sshd keep the key out. Nothing was changed; they are yours to change:'
    printf '%s\\n' "$obstacles" | tr -d '\\000-\\011\\013-\\037\\177' | sed 's/^/  /'
  fi
  if is_sshd_running; then echo 'The ssh server is on.'
  elif [ "$(uname -s)" = Darwin ]; then echo 'Remote Login is off: turn it on in System Settings, General, Sharing.'
  else echo 'No running ssh server was found: without one nobody can sign in.'
  fi
}

# $1: the fingerprint that the other machine expects.
report_host_keys() {
  prints=$(
    printf '%s\\n' "$settings" | sed -n 's/^hostkey //p' | while read -r key; do
      ssh-keygen -lf "$key.pub" </dev/null 2>/dev/null
    done
  )
  if [ -z "$prints" ]; then
    prints=$(find /etc/ssh -name 'ssh_host_*_key.pub' -exec ssh-keygen -lf {} \\; 2>/dev/null)
  fi
  if [ -z "$prints" ]; then
    echo 'This machine has no host keys yet.'
    return 0
  fi
  echo 'The host keys of this machine:'
  printf '%s\\n' "$prints" | tr -d '\\000-\\011\\013-\\037\\177' | sed 's/^/  /'
  case $prints in
    *"$1 "*) echo "The primary expects $1, which is one of them." ;;
    *) printf 'The primary expects %s, which is NONE of them. Compare, and give the right one to the primary.\\n' "$1" ;;
  esac
}
`;
