/** What a crontab's fifth field may be besides numbers; any other word could be somebody's secret. */
const NAMES = 'sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';

/**
 * The survey's sh functions for what is the same on every system. No argument of a scheduled command gets past `cut_jobs`: a
 * first word that holds more than a plain path's letters may be an assignment (`PASSWORD=… program`) and is told as `?`.
 */
export const SHARED_SURVEY = `
# Lines of a crontab to lines of owner, when and program, with tabs between. $1 the owner; none: the file has them.
cut_jobs() {
  awk -v owner="$1" '
    function is_numeric(field) { return field ~ /^[0-9*,\\/~-]+$/ }
    function is_named(field) { return tolower(field) ~ /^([0-9*,\\/~-]|${NAMES})+$/ }
    function plain(word) { return word ~ /^[A-Za-z0-9_.\\/+~-]+$/ && length(word) <= 200 ? word : "?" }
    NF == 0 || $1 ~ /^#/ { next }
    {
      if ($1 ~ /^@[0-9a-z_]+$/) { when = $1; at = 2 }
      else if (NF > 5 && is_numeric($1) && is_numeric($2) && is_numeric($3) && is_named($4) && is_named($5)) {
        when = $1 " " $2 " " $3 " " $4 " " $5
        at = 6
      }
      else next
      user = owner
      if (user == "") user = $(at++)
      # @AppleNotOnBattery
      while ($at ~ /^@[A-Za-z]+$/) at++
      if ($at != "") print plain(user) "\\t" when "\\t" plain($at)
    }'
}

# One line for a unit of systemd that somebody wrote: a timer's first time, and the first word of what its service starts.
cut_timer() {
  when=$(awk '/^On[A-Za-z]+=[A-Za-z0-9*:.,\\/ ~-]+$/ { print; exit }' "$1" 2>/dev/null)
  word=$(awk -F '[= \\t]+' '$1 == "ExecStart" && $2 != "" { print $2; exit }' "\${1%.timer}.service" 2>/dev/null)
  word=\${word#[-@:+!]}
  case $word in *[!A-Za-z0-9_./+~-]* | '') word='?' ;; esac
  if [ -n "$when" ]; then printf 'root\\t%s\\t%s\\n' "$when" "$word"; fi
}

# The crontabs below $spool, and the system's own.
read_jobs() {
  for table in "$spool"/*; do
    if [ -f "$table" ] && [ ! -L "$table" ]; then cut_jobs "\${table##*/}" <"$table"; fi
  done
  for table in /etc/crontab /etc/cron.d/*; do
    if [ -f "$table" ] && [ -r "$table" ]; then cut_jobs '' <"$table"; fi
  done
  for timer in /etc/systemd/system/*.timer; do
    if [ -f "$timer" ] && [ ! -L "$timer" ]; then cut_timer "$timer"; fi
  done
}

# The folders of /etc/exports, one a line: "/a b" host(rw), /a host(rw), on a Mac also /a /b -ro host.
read_exports() {
  if [ ! -r /etc/exports ]; then return; fi
  awk '
    match($0, /^"[^"]*"/) { print substr($0, 2, RLENGTH - 2); next }
    { for (at = 1; at <= NF && $at ~ /^\\//; at++) print $at }' /etc/exports | head -c 65536
}

# The macOS that lies below a directory. What is entered stays the same folder, whoever replaces names above it, and nothing is
# told but two short values: a client that may write there learns nothing by a link.
read_system_version() (
  cd -P -- "$1" 2>/dev/null || exit 0
  below=\${PWD%/}/System/Library/CoreServices
  cd -P -- System/Library/CoreServices 2>/dev/null || exit 0
  if [ "$PWD" != "$below" ] || [ -L SystemVersion.plist ] || [ ! -f SystemVersion.plist ]; then exit 0; fi
  head -c 8192 SystemVersion.plist 2>/dev/null | tr -d '\\000' | awk '
    /<key>/ { key = $0; sub(/^.*<key>/, "", key); sub(/<\\/key>.*$/, "", key) }
    /<string>/ {
      value = $0; sub(/^.*<string>/, "", value); sub(/<\\/string>.*$/, "", value)
      if (key ~ /^Product(BuildVersion|Version)$/ && value ~ /^[0-9A-Za-z.]+$/ && length(value) < 20) print key " " value
    }'
)
`;
