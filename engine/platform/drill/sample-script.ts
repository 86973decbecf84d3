/** Files of more than 256 MB are not read, and no more than 1 GB in all: a sample is not to take an evening. In units of 512 bytes, as find has them. */
const LARGEST_BLOCKS = 524_288;
const MOST_BYTES = 1_073_741_824;
/** Of what was changed lately, and of all. */
const MOST_FRESH = 100;
const MOST_OTHERS = 200;

/**
 * The drill's `tell_sample`: reads files below the working directory whole. find tells of each file by a line, of one that was changed in
 * the last two days by two; files with a line break in their path are left out. A third of the time is for looking through the tree, and
 * what was seen until then is what there is to choose from. What goes while it is read (a sync may be under way) is no failure.
 */
export const READ_SAMPLE = `
walk() {
  find . -xdev -type f -size -${String(LARGEST_BLOCKS + 1)} ! -path "*$newline*" -print -mtime -2 -print &
  finder=$!
  (
    trap 'kill "$nap"; exit' TERM
    sleep "$((seconds / 3 + 1))" &
    nap=$!
    wait "$nap"
    kill "$finder"
  ) >/dev/null 2>&1 &
  timer=$!
  wait "$finder"
  if [ "$?" -gt 128 ]; then printf 'cut 1\\n' >&4; fi
  kill "$timer"
}

choose() {
  awk '
    function slot(count, most) {
      if (count <= most) return count
      count = int(rand() * count) + 1
      return count <= most ? count : 0
    }
    function take(path) {
      if (path != "" && !(path in taken)) print "read " path
      taken[path] = 1
    }
    BEGIN { srand() }
    $0 == last { if (at = slot(++freshes, ${String(MOST_FRESH)})) fresh[at] = $0; next }
    { last = $0; if (at = slot(++seen, ${String(MOST_OTHERS)})) other[at] = $0 }
    END {
      print "seen " seen + 0
      for (at = 1; at <= ${String(MOST_FRESH)} && at in fresh; at++) take(fresh[at])
      for (at = 1; at <= ${String(MOST_OTHERS)} && at in other; at++) take(other[at])
    }'
}

read_chosen() {
  files=0 bytes=0 gone=0 bad=0
  set --
  until=$(($(date +%s) + seconds / 3 + 1))
  begun=
  while IFS= read -r line; do
    case $line in
      'read '*) path=\${line#read } ;;
      *) say "\${line%% *}" "\${line#* }"; continue ;;
    esac
    if [ -z "$begun" ]; then begun=1 until=$(($(date +%s) + seconds / 3 + 1)); fi
    if [ "$bytes" -ge ${String(MOST_BYTES)} ] || [ "$(date +%s)" -ge "$until" ]; then continue; fi
    # 4294967295 0
    if [ -L "$path" ] || [ ! -f "$path" ]; then gone=$((gone + 1))
    elif sum=$(cksum <"$path"); then
      size=\${sum#* }
      files=$((files + 1)) bytes=$((bytes + \${size%% *}))
    elif [ -f "$path" ]; then
      bad=$((bad + 1))
      if [ "$bad" -le 5 ]; then set -- "$@" "$path"; fi
    else gone=$((gone + 1))
    fi
  done
  say files "$files"
  say bytes "$bytes"
  say gone "$gone"
  say bad "$bad"
  for path do say place "\${path#./}"; done
}

tell_sample() {
  {
    closed=$({ walk | choose >&4; } 2>&1 | grep '^find: ' | grep -vc 'No such file or directory')
    printf 'closed %s\\n' "$closed" >&4
  } 4>&1 | read_chosen
}
`;
