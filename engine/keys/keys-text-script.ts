/**
 * Edits the text of an authorized_keys file in sh, where no app is at hand: `addLine` and `removeKey` of authorized-keys.ts once more,
 * for a text without NUL, which sh cannot hold. `octal_text` writes its standard input for printf's `%b`; `edit_text LINE`
 * makes `after` of `before` in the folder `$work`, with LINE as the pair's only line, or with none where it is empty. It
 * reads `our_blob` and `our_marker`.
 *
 * awk only says where lines begin and end; tail and head copy what stays, so that every byte comes out as it went in.
 */
export const KEYS_TEXT_SCRIPT = `
octal_text() {
  od -An -v -to1 | awk '
    BEGIN {
      for (code = 33; code < 127; code++) {
        char = sprintf("%c", code)
        if (char ~ /^[A-Za-z0-9\\/._-]$/) plain[sprintf("%03o", code)] = char
      }
    }
    { for (at = 1; at <= NF; at++) printf "%s", (($at in plain) ? plain[$at] : ("\\\\0" $at)) }'
}

# For each line of ours where it begins and where it ends, from 0, and cr or lf for its end; last the length of all.
find_ours() {
  our_blob=$our_blob our_marker=$our_marker awk '
    function skip_space(at) {
      while (substr(seen, at, 1) ~ /^[ \\t]$/) at++
      return at
    }
    function word_end(at) {
      return match(substr(seen, at), /[ \\t]/) ? at + RSTART - 1 : length(seen) + 1
    }
    # 0: a quote is never closed. Sets bare: the options without what is in quotes.
    function past_options(at, char, quoted) {
      bare = ""
      quoted = 0
      while ((char = substr(seen, at, 1)) != "" && (quoted || (char != " " && char != "\\t"))) {
        if (char == "\\\\" && substr(seen, at + 1, 1) == "\\"") at++
        else if (char == "\\"") quoted = !quoted
        if (char == "\\"" || !quoted) bare = bare char
        at++
      }
      return quoted ? 0 : at
    }
    # A key names its type inside as well: the blob of such a key begins like this.
    function is_key(at, end) {
      end = word_end(at)
      if (substr(seen, at, end - at) != "ssh-ed25519") return 0
      at = skip_space(end)
      end = word_end(at)
      blob = substr(seen, at, end - at)
      gsub(/[\\r\\013\\014]/, "", blob)
      if (blob !~ /^AAAAC3NzaC1lZDI1NTE5[A-Za-z0-9+\\/]*=?=?$/) return 0
      comment = substr(seen, end)
      gsub(/^[ \\t\\r]+|[ \\t\\r]+$/, "", comment)
      return 1
    }
    function is_ours(at, marker) {
      if (!index(seen, "ssh-ed25519")) return 0
      at = skip_space(1)
      if (substr(seen, at, 1) == "#") return 0
      bare = ""
      if (!is_key(at)) {
        at = past_options(at)
        if (!at || !is_key(skip_space(at))) return 0
      }
      if (("," tolower(bare) ",") ~ /,cert-authority,/) return 0
      marker = ENVIRON["our_marker"]
      return blob == ENVIRON["our_blob"] || comment == marker || index(comment, marker " ") == 1
    }
    {
      seen = $0
      if (is_ours()) printf "%d %d %s\\n", from, from + length(seen), (seen ~ /\\r$/) ? "cr" : "lf"
      from += length(seen) + 1
    }
    END { printf "%d end\\n", from }'
}

# From byte $1 up to byte $2; counts them in copied.
copy_part() {
  if [ "$2" -gt "$1" ]; then
    tail -c "+$(($1 + 1))" "$work/before" | head -c "$(($2 - $1))"
    copied=$((copied + $2 - $1))
  fi
}

copy_word() {
  printf '%s' "$1"
  copied=$((copied + \${#1}))
}

edit_text() {
  line=$1 from=0 copied=0
  newline='
'
  size=$(($(wc -c <"$work/before")))
  find_ours <"$work/before" >"$work/ours" || fail failed "$file" 'awk failed'
  # An awk that counts other things than bytes would cut in wrong places.
  case $(tail -n 1 "$work/ours") in
    "$size end" | "$((size + 1)) end") ;;
    *) fail failed "$file" 'awk does not count bytes here' ;;
  esac
  {
    while read -r start end ending; do
      if [ "$end" = end ]; then break; fi
      copy_part "$from" "$start"
      from=$((end + 1))
      if [ -n "$line" ]; then
        copy_word "$line"
        if [ "$ending" = cr ]; then copy_word "$(printf '\\r')"; fi
        if [ "$end" -eq "$size" ]; then copy_word "$newline"; fi
        line='' from=$end
      fi
    done <"$work/ours"
    copy_part "$from" "$size"
    if [ -n "$line" ]; then
      if [ "$size" -gt 0 ] && [ -n "$(tail -c 1 "$work/before")" ]; then copy_word "$newline"; fi
      copy_word "$line$newline"
    fi
  } >"$work/after"
  if [ "$(($(wc -c <"$work/after")))" -ne "$copied" ]; then fail no-space "$work" ''; fi
}
`;
