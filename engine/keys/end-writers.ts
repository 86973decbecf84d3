/**
 * Ends each rsync that was let in before a fence stood, and would go on writing behind it: `end_writers FOLDER...`, whose return says whether
 * none is left. One that the guard or an app started has the root of what it writes as its working directory (rsync's main.c, do_server_recv).
 * macOS 15.0 to 15.3 run rsync 2.6.9 under the name rsync.samba.
 * Not run on a Mac: `lsof -Fn` follows its manual page.
 */
export const END_WRITERS = `
# Prints the ids of the rsyncs that work in one of these folders.
list_writers() {
  for pid in $(ps -A -o pid= -o comm= 2>/dev/null | awk '$2 ~ /rsync(\\.samba)?$/ { print $1 }'); do
    if [ -d /proc/self ]; then at=$(readlink "/proc/$pid/cwd" 2>/dev/null)
    else at=$(lsof -a -p "$pid" -d cwd -Fn 2>/dev/null | sed -n 's/^n//p')
    fi
    for writable do
      if [ -n "$at" ] && [ "$at" = "$writable" ]; then printf '%s\\n' "$pid"; fi
    done
  done
}

end_writers() {
  for signal in TERM KILL KILL; do
    writers=$(list_writers "$@")
    if [ -z "$writers" ]; then return 0; fi
    # One may have ended by itself.
    printf '%s\\n' "$writers" | xargs kill -s "$signal" 2>/dev/null
    sleep 1
  done
  [ -z "$(list_writers "$@")" ]
}
`;
