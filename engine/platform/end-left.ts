/** sh functions that end what came of the process `command` of a script: `end_left` is the one to call. */
export const END_LEFT = `# Prints the processes that came of the command: those below it, and those of the group that are not below this script.
list_left() {
  ps -A -o pid= -o ppid= -o pgid= -o stat= | awk -v top="$$" -v own="$command" '
    $4 ~ /^Z/ { next }
    { above[$1] = $2; group[$1] = $3 }
    END {
      for (pid in above) {
        kind = "else"
        for (at = pid; at > 1 && (at in above); at = above[at]) {
          if (at == own) { kind = "left"; break }
          if (at == top) { kind = "script"; break }
        }
        if (kind == "left" || (kind == "else" && group[pid] == top)) print pid
      }
    }'
}

end_left() {
  if ! command -v ps >/dev/null; then
    kill -KILL "$command"
    return
  fi
  turns=0
  left=$(list_left)
  while [ -n "$left" ]; do
    case $turns in
      [0-3]) printf '%s\\n' "$left" | xargs kill -s TERM ;;
      [4-7])
        # Who stands still starts nothing more, and does not say which of its children was killed.
        printf '%s\\n' "$left" | xargs kill -s STOP
        printf '%s\\n' "$left" | xargs kill -s KILL
        ;;
    esac
    if [ "$turns" -ge 8 ]; then return; fi
    turns=$((turns + 1))
    # Not every sleep knows parts of a second.
    if [ "$turns" -gt 1 ] || ! sleep 0.1; then sleep 1; fi
    left=$(list_left)
  done
}
`;

/**
 * sh that waits for the background process `$!` with its status in `code`, and ends all that came of it when `seconds` are over or standard
 * input, which lies at 3, ends. `late` is what is done when the time is over.
 */
export function waitInTime(late: string): string {
  return `command=$!
  (
    cat <&3 &
    wait "$!"
    end_left
  ) >/dev/null &
  line=$!
  (
    sleep "$seconds" >/dev/null 3<&- &
    wait "$!"
    ${late}
    end_left >/dev/null
  ) 3<&- &
  alarm=$!
  code=0
  wait "$command" || code=$?
  # A signal ends the waiting, too.
  while kill -0 "$command"; do
    wait "$command"
    code=$?
  done
  # A shell may lose another signal while it begins.
  kill -KILL "$line" "$alarm"
  wait "$line" "$alarm"
  end_left`;
}
