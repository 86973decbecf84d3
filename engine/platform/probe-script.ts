import { MARKER_NAME, PARTIAL_DIR_NAME } from '../model/volume.ts';
import type { PathText } from '../model/path-text.ts';

/** What the system and this app keep at the root of a volume; none of it makes a volume "not empty". */
export const SYSTEM_ENTRIES = [
  MARKER_NAME,
  PARTIAL_DIR_NAME,
  '.DS_Store',
  '.Spotlight-V100',
  '.Trashes',
  '.fseventsd',
  '.TemporaryItems',
  '.DocumentRevisions-V100',
  'lost+found',
  '.apdisk',
  '.localized',
  '.VolumeIcon.icns',
] as const;

/** Entries are not counted any further. */
export const MOST_ENTRIES = 1_000;
/** After so long a search for a first file, it is taken that there is one. */
const SEARCH_SECONDS = 5;

const NOT_SYSTEM = SYSTEM_ENTRIES.map((name) => `! -name '${name}'`).join(' ');
const IS_SYSTEM = SYSTEM_ENTRIES.map((name) => `-name '${name}'`).join(' -o ');

/** `full` for `parseProbe`; `check` for `parsePlaceChecks`, without what takes time or concerns the host. */
export type ProbeMode = 'full' | 'check';

export function probeArguments(
  mode: ProbeMode,
  nonce: string,
  paths: readonly PathText[],
): readonly PathText[] {
  return [nonce, mode, ...paths];
}

/**
 * Asks one machine about itself and about some directories, in one round trip. It prints, between markers, `key NUL value
 * NUL` and so on, since NUL is the one byte that no path and no shell variable holds; parse-probe.ts makes sense of it. It
 * writes nothing. Was run with dash, bash, zsh and mksh on Linux. Not run on a Mac: the Darwin branches (stat -f, df -Pk,
 * df -ki, mount, diskutil, ioreg, sw_vers) follow Apple's manual pages and recorded output.
 */
export const PROBE_SCRIPT = `
nonce=$1 mode=$2
shift 2
LC_ALL=C
asked_path=$PATH
# The system's own tools first: a Mac with GNU tools in its PATH would take other options.
PATH=/usr/bin:/bin:/usr/sbin:/sbin:$PATH
export LC_ALL PATH
unset CDPATH
system=$(uname -s)

say() {
  printf '%s\\000%s\\000' "$1" "$2"
}

# Sets at: the path itself or the nearest directory above it.
find_directory() {
  at=$1
  while [ ! -d "$at" ]; do
    above=\${at%/*}
    [ "$above" != "$at" ] || above=
    at=\${above:-/}
  done
}

# Sets state and real. The x keeps newlines at the end of a name from the command substitution.
look() {
  find_directory "$1"
  real=$(cd "$at" 2>/dev/null && pwd -P && printf x) || real=
  if [ -n "$real" ]; then real=\${real%?x}; else real=$at; fi
  if [ ! -d "$1" ]; then
    if [ -e "$1" ]; then state=not-a-directory
    elif [ ! -x "$at" ]; then state=unreadable
    else state=missing
    fi
  elif [ -r "$real" ] && [ -x "$real" ]; then state=present
  else state=unreadable
  fi
}

# The kernel's own word for the mount that a directory is on: right also for bind, stacked and overlay mounts. What cannot
# be opened has none; then all mounts are told.
tell_mount_linux() {
  mount_id=
  { while read -r key value; do
      if [ "$key" = mnt_id: ]; then mount_id=$value; fi
    done </proc/self/fdinfo/9; } 2>/dev/null 9<"$real" || mount_id=
  mount_line=
  if [ -n "$mount_id" ]; then
    while read -r line; do
      case $line in "$mount_id "*) mount_line=$line ;; esac
    done </proc/self/mountinfo
  fi
  if [ -n "$mount_line" ]; then say mount "$mount_line"; else say mounts "$(cat /proc/self/mountinfo)"; fi
}

# No UUID where the file system's own id (statfs) is as good: ext and btrfs without udev's links.
tell_uuid_linux() {
  rest=\${mount_line#* - }
  type=\${rest%% *}
  rest=\${rest#* }
  device=\${rest%% *}
  case $device in /dev/*) ;; *) return 0 ;; esac
  for link in /dev/disk/by-uuid/*; do
    # shellcheck disable=SC3013 # dash, bash, zsh, ksh and the sh of macOS know -ef
    if [ "$link" -ef "$device" ]; then
      say uuid "\${link##*/}"
      return 0
    fi
  done
  case $type in
    ext? | btrfs) ;;
    *) say uuid "$(blkid -o value -s UUID "$device" 2>/dev/null)" ;;
  esac
}

tell_volume() {
  case $system in
    Linux)
      say node "$(stat -L -c '%d:%i' "$real" 2>/dev/null)"
      say statfs "$(stat -f -c '%S %b %f %a %c %d %i %T' "$real" 2>/dev/null)"
      tell_mount_linux
      tell_uuid_linux
      ;;
    *)
      say node "$(stat -L -f '%d:%i' "$real" 2>/dev/null)"
      blocks=$(df -Pk "$real" 2>/dev/null | tail -n 1)
      say df "$blocks"
      say dfi "$(df -ki "$real" 2>/dev/null | tail -n 1)"
      case $blocks in
        /dev/disk*) say diskutil "$(diskutil info -plist "\${blocks%% *}" 2>/dev/null)" ;;
      esac
      ;;
  esac
}

tell_marker() {
  # A link could show any file of that machine to whoever may only probe it.
  if [ -f "$real/${MARKER_NAME}" ] && [ ! -L "$real/${MARKER_NAME}" ] && [ -r "$real/${MARKER_NAME}" ]; then
    say marker "$(head -c 4096 "$real/${MARKER_NAME}" | tr -d '\\000')"
  fi
}

tell_entries() {
  entries=$(find "$real/." ! -name . -prune ${NOT_SYSTEM} -print0 2>/dev/null |
    tr -dc '\\000' | head -c ${String(MOST_ENTRIES)} | wc -c)
  say entries "$((entries))"
  # What cannot be listed looks empty to find: permissions, or macOS without Full Disk Access.
  if [ "$entries" -eq 0 ] && ! ls "$real/" >/dev/null 2>&1; then say unlistable 1; fi
}

# An entry with its name's case turned round is the same directory, or is not. A file with several links proves nothing.
tell_case() {
  entry=$(find "$real/." ! -name . -prune -name '*[A-Za-z]*' \\( -type d -o -type f -links 1 \\) -print 2>/dev/null |
    head -n 1)
  entry=\${entry##*/}
  if [ -z "$entry" ] || [ ! -e "$real/$entry" ]; then return 0; fi
  turned=$(printf '%s' "$entry" | tr 'A-Za-z' 'a-zA-Z')
  # shellcheck disable=SC3013 # as above
  if [ ! -L "$real/$turned" ] && [ "$real/$entry" -ef "$real/$turned" ]; then say case insensitive; else say case sensitive; fi
}

# The first file found ends find by a signal; so does the watchdog. Statuses above 128 therefore mean "yes". The watchdog's
# sleep is $!, not a variable: the signal may come before one is set, and sleep would stay. Until there is a sleep, $! is
# find, which has ended. KILL: just after the fork sleep is a shell still that would catch a TERM.
tell_files() {
  # shellcheck disable=SC2016 # for the inner sh
  find "$real/." -xdev \\( ${IS_SYSTEM} \\) -prune -o -type f -exec sh -c 'kill -PIPE "$PPID"' \\; >/dev/null 2>&1 &
  search=$!
  (
    trap 'kill -KILL "$!"; exit' TERM
    sleep ${String(SEARCH_SECONDS)} &
    wait "$!"
    kill -KILL "$search"
  ) >/dev/null 2>&1 &
  watchdog=$!
  wait "$search" 2>/dev/null
  if [ $? -gt 128 ]; then say files yes; else say files no; fi
  kill -TERM "$watchdog" 2>/dev/null
  wait "$watchdog" 2>/dev/null
}

tell_place() {
  look "$1"
  say place "$1"
  say state "$state"
  say real "$real"
  tell_volume
  if [ "$state" = present ]; then tell_marker; fi
  if [ "$mode" = full ]; then
    if [ -w "$real" ]; then say writable 1; fi
    if [ "$state" = present ]; then
      tell_entries
      tell_case
      if [ "$entries" -gt 0 ]; then tell_files; fi
    fi
  fi
}

# Each binary once, under the first of its names. Of these names only the last may hold spaces.
tell_rsyncs() {
  told=
  for candidate do
    if [ ! -x "$candidate" ] || [ -d "$candidate" ]; then continue; fi
    for other in $told; do
      # shellcheck disable=SC3013 # as above
      if [ "$other" -ef "$candidate" ]; then continue 2; fi
    done
    told="$told $candidate"
    say rsync "$candidate"
    say rsync-text "$("$candidate" --version 2>&1 </dev/null)"
  done
}

tell_host() {
  case $(date +%s%N) in
    *N) say clock "$(date +%s)" ;;
    *) say clock "$(date +%s%N)" ;;
  esac
  say uname "$(uname -snrm)"
  say uid "$(id -u)"
  say user "$(id -un)"
  case $system in
    Darwin)
      say os-name "macOS $(sw_vers -productVersion)"
      say machine "$(ioreg -rd1 -c IOPlatformExpertDevice)"
      if ls '/Library/Application Support/com.apple.TCC' >/dev/null 2>&1; then say full-disk-access 1
      else say full-disk-access 0
      fi
      ;;
    Linux)
      machine='' boot='' name=''
      { read -r machine </etc/machine-id; } 2>/dev/null
      # Containers and chroots share the kernel's boot id; copies of a virtual machine share the machine id.
      { read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
      say machine "$machine $boot"
      { while IFS='=' read -r key value; do
          if [ "$key" = PRETTY_NAME ]; then name=$value; fi
        done </etc/os-release; } 2>/dev/null
      say os-name "$name"
      ;;
  esac
  if [ -n "\${WARMSPARE_RSYNCS+guarded}" ]; then
    # The guard has judged them, and runs no other.
    # shellcheck disable=SC2086 # words
    tell_rsyncs $WARMSPARE_RSYNCS
    for candidate in $WARMSPARE_UNSAFE_RSYNCS; do say unsafe-rsync "$candidate"; done
    return 0
  fi
  on_path=$(PATH=$asked_path && command -v rsync)
  case $on_path in /*) ;; *) on_path= ;; esac
  tell_rsyncs /opt/homebrew/bin/rsync /usr/local/bin/rsync /opt/local/bin/rsync /usr/bin/rsync "$on_path"
}

printf '\\nwarmspare %s begin\\n' "$nonce"
if [ "$mode" = full ]; then tell_host; fi
if [ "$system" != Linux ]; then say mount-table "$(mount)"; fi
for path do tell_place "$path"; done
printf '\\nwarmspare %s end\\n' "$nonce"
`;
