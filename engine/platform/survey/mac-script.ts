/**
 * The survey's sh functions for macOS. system_profiler is not asked: it takes many seconds. Neither is bless(8) about APFS: it would
 * mount the container's Preboot volume for that (`BLMountContainerVolume` in its handleInfo.c). As nobody but root launchctl tells
 * of the asker's own session, and lsof of the asker's own programs.
 */
export const MAC_SURVEY = `
tell_daemons_mac() {
  tell disabled launchctl print-disabled system
  if [ "$uid" -eq 0 ]; then tell launchctl launchctl list; fi
  if ! ls /Library/LaunchDaemons >/dev/null 2>&1; then return; fi
  daemons=
  for plist in /Library/LaunchDaemons/*.plist; do
    case \${plist##*/} in com.apple.* | '*.plist' | *"$newline"* | *"$tab"*) continue ;; esac
    ask PlistBuddy -c 'Print :Label' "$plist"
    label=$answer
    if [ "$status" != 0 ]; then label=; fi
    ask PlistBuddy -c 'Print :Disabled' "$plist"
    if [ "$status" != 0 ]; then answer=; fi
    daemons=$daemons$plist$tab$label$tab$answer$newline
  done
  say daemons "$daemons"
}

tell_network_mac() {
  tell ifconfig ifconfig -a
  tell route route -n get default
  tell dns scutil --dns
  tell service-order networksetup -listnetworkserviceorder
  # (1) Wi-Fi
  services=$(printf '%s\\n' "$answer" | sed -n 's/^([0-9][0-9]*) //p' | head -n 30)
  while [ -n "$services" ]; do
    service=\${services%%"$newline"*}
    tell "getinfo $service" networksetup -getinfo "$service"
    case $services in *"$newline"*) services=\${services#*"$newline"} ;; *) services= ;; esac
  done
}

tell_mac() {
  tell sw-vers sw_vers
  tell cpu sysctl -n machdep.cpu.brand_string
  tell model sysctl -n hw.model
  tell arm64 sysctl -n hw.optional.arm64
  tell expert ioreg -rd1 -c IOPlatformExpertDevice
  tell computer-name scutil --get ComputerName
  tell local-host-name scutil --get LocalHostName
  tell_network_mac
  tell filevault fdesetup status
  tell power-custom pmset -g custom
  tell power pmset -g
  tell network-time systemsetup -getusingnetworktime
  tell shares sharing -l
  tell_daemons_mac
  if [ "$uid" -eq 0 ]; then tell lsof lsof -nP +c 0 -iTCP; else tell netstat netstat -an -p tcp; fi
  tell user-ids dscl . -list /Users UniqueID
  tell user-homes dscl . -list /Users NFSHomeDirectory
  spool=/usr/lib/cron/tabs
  # With macOS's privacy settings even root may be kept out.
  if ! ls "$spool" >/dev/null 2>&1; then spool=; fi
}

# $1 a plist of diskutil's, $2 a key; the first string of that key.
plist_string() {
  printf '%s\\n' "$1" | sed -n "/<key>$2<\\\\/key>/{n;s/^.*<string>\\\\(.*\\\\)<\\\\/string>.*$/\\\\1/p;}" | head -n 1
}

tell_disk_mac() {
  tell df df -Pk "$1"
  device=$(printf '%s\\n' "$answer" | tail -n 1)
  device=\${device%% *}
  case $device in /dev/disk*) ;; *) return ;; esac
  tell diskutil diskutil info -plist "$device"
  info=$answer
  # Of an APFS volume the container is no disk either: disk0s2
  whole=$(plist_string "$info" APFSPhysicalStore)
  if [ -n "$whole" ]; then whole=\${whole%s[0-9]*}; else whole=$(plist_string "$info" ParentWholeDisk); fi
  case $whole in disk[0-9]*) tell whole-disk diskutil info -plist "/dev/$whole" ;; esac
  if [ "$(plist_string "$info" FilesystemType)" = hfs ]; then tell bless bless --info "$1"; fi
}
`;
