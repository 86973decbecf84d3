/** Makes `dir` with the known_hosts in it, and takes it away at the end. Needs `line`. */
const PREPARE_FOLDER = `dir=$(mktemp -d "\${TMPDIR:-/tmp}/warmspare.XXXXXXXX") || exit 11
trap 'rm -rf "$dir"' EXIT
trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM
printf '%s\\n' "$line" > "$dir/known_hosts" || exit 11`;

/** Puts `dir` in the place of `mark` in each of the words. */
const FILL_PLACES = `count=$#
while [ "$count" -gt 0 ]; do
  arg=$1; shift; count=$((count - 1))
  case $arg in *"$mark"*) arg=\${arg%%"$mark"*}$dir\${arg#*"$mark"};; esac
  set -- "$@" "$arg"
done`;

/**
 * What runs on the primary when the rsync client is there (driver `primary`). Arguments: a placeholder, one line of
 * known_hosts, the number of bytes of the list, then the argv of rsync. Standard input: the list, then nothing; it stays
 * open for as long as the run is wanted.
 *
 * rsync over ssh without a terminal gets no signal when the line breaks or the app dies. The reader of standard input is
 * the watchdog: at its end rsync is ended, so that no orphan goes on writing. The folder holds no secret and is removed.
 * POSIX sh; not run on a real Mac yet.
 */
export const PRIMARY_WRAPPER = `
umask 077
mark=$1; line=$2; size=$3; shift 3
${PREPARE_FOLDER}
if [ "$size" -gt 0 ]; then head -c "$size" > "$dir/list" || exit 11; fi
${FILL_PLACES}
exec 3<&0
LC_ALL=C "$@" </dev/null 3<&- &
rsync=$!
( cat <&3 >/dev/null 2>&1; kill -TERM "$rsync"; sleep 5; kill -KILL "$rsync" ) >/dev/null 2>&1 &
dog=$!
exec 3<&-
wait "$rsync"; code=$?
kill "$dog" 2>/dev/null
exit "$code"
`;

/**
 * Runs a command on the primary that ends by itself, such as ssh, with one line of known_hosts. Arguments: a placeholder, that
 * line, then the argv. Status 1 when it fails: 255 would be that of the ssh that got there. POSIX sh; not run on a real Mac yet.
 */
export const PRIMARY_ONCE = `
umask 077
mark=$1; line=$2; shift 2
${PREPARE_FOLDER}
${FILL_PLACES}
LC_ALL=C "$@" </dev/null || exit 1
`;
