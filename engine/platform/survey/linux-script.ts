/** What keeps a Linux machine's time, by the names of their units. */
const TIME_UNITS = 'systemd-timesyncd chrony chronyd ntp ntpd ntpsec openntpd';

/** The survey's sh functions for Linux. */
export const LINUX_SURVEY = `
# What somebody had started with the system: the links of multi-user.target, and what each is now.
tell_units() {
  units=
  set --
  for link in /etc/systemd/system/multi-user.target.wants/*.service; do
    if [ ! -L "$link" ]; then continue; fi
    set -- "$@" "\${link##*/}"
    units=$units\${link##*/}$tab$(readlink -f "$link" 2>/dev/null)$newline
  done
  if [ -d /etc/systemd/system ]; then say units "$units"; fi
  if [ $# -gt 0 ]; then tell unit-states systemctl is-active "$@"; fi
}

# Of smb.conf the names of the shares, and what says where they are and whether there is one.
tell_samba() {
  if [ ! -e /etc/samba/smb.conf ]; then
    say samba ''
    return
  fi
  ask testparm -s
  if [ -z "$answer" ]; then ask cat /etc/samba/smb.conf; fi
  if [ -z "$answer" ]; then return; fi
  say samba "$(printf '%s\\n' "$answer" |
    awk '/^[ \\t]*\\[/ || tolower($0) ~ /^[ \\t]*(path|directory|available|printable|print ok)[ \\t]*=/')"
}

# $1 a path. Sets device; none where no block device is mounted.
find_device() {
  device=$(printf '%s\\n' "$1" | tail -n 1)
  device=\${device%% *}
  case $device in /dev/*) ;; *) device= ;; esac
}

tell_linux() {
  tell os-release cat /etc/os-release
  tell vendor cat /sys/class/dmi/id/sys_vendor
  tell model cat /sys/class/dmi/id/product_name
  tell serial cat /sys/class/dmi/id/product_serial
  tell device-tree cat /proc/device-tree/compatible
  tell cpu grep -m 1 '^model name' /proc/cpuinfo
  tell ip-addr ip -o addr
  tell ip-route ip route
  tell resolv cat /etc/resolv.conf
  tell resolved cat /run/systemd/resolve/resolv.conf
  ask df -Pk /
  find_device "$answer"
  if [ -n "$device" ]; then tell system-disk lsblk -s -P -o NAME,TYPE,TRAN,LABEL "$device"; fi
  tell timedatectl timedatectl show
  tell time-units systemctl is-active ${TIME_UNITS}
  tell_samba
  tell_units
  tell ss ss -lntup
  if [ -z "$answer" ]; then
    tell proc-tcp cat /proc/net/tcp
    tell proc-tcp6 cat /proc/net/tcp6
  fi
  # shellcheck disable=SC2016 # for awk
  tell passwd awk -F : '$3 >= 1000 && $3 < 60000 { print $1 ":" $3 ":" $6 }' /etc/passwd
  spool=/var/spool/cron
  if [ -d "$spool/crontabs" ]; then spool=$spool/crontabs; fi
  if [ -d "$spool" ] && ! ls "$spool" >/dev/null 2>&1; then spool=; fi
}

tell_disk_linux() {
  tell df df -Pk "$1"
  find_device "$answer"
  if [ -z "$device" ]; then return; fi
  tell lsblk lsblk -s -P -o NAME,TYPE,TRAN,LABEL "$device"
  # NAME="sda" TYPE="disk" TRAN="sata" LABEL=""
  whole=$(printf '%s\\n' "$answer" | sed -n 's/^NAME="\\([A-Za-z0-9]*\\)" TYPE="disk".*$/\\1/p' | head -n 1)
  if [ -n "$whole" ] && [ "$uid" -eq 0 ]; then tell smart smartctl -H "/dev/$whole"; fi
}
`;
