import { STANDBY_TOOL_NAME } from '../../keys/standby-tool.ts';

/** What the script of a manual set-up does: main, after its data and all the functions of the others (setup-script.ts). */
export const SCRIPT_STEPS = `
# What the guard knows of each place: its name, and where that really is, when links or letter case lead elsewhere.
print_destinations() {
  print_places | while read -r volume text; do
    place=$(printf '%bx' "$text")
    place=\${place%x}
    leads=$(cd -P -- "$place" 2>/dev/null && pwd -P && printf x) || leads=''
    leads=\${leads%?x}
    if [ -z "$leads" ] || [ "$leads" = "$place" ]; then printf '%s %s\\n' "$volume" "$text"
    else printf '%s %s %s\\n' "$volume" "$text" "$(printf '%s' "$leads" | octal_text)"
    fi
  done
}

tell_absent() {
  print_places | while read -r _ place; do
    place=$(printf '%bx' "$place")
    place=\${place%x}
    if [ ! -d "$place" ]; then
      show "$place is not there yet. If a symbolic link will be in its path, run this again when it is."
    fi
  done
}

# $1 name, $2 mode for find; standard input: what it should hold.
is_installed() {
  path=$guard_folder/$1
  [ -n "$(find "$path" -prune -type f -user 0 -perm "$2" 2>/dev/null)" ] && cmp -s - "$path"
}

install_guard() {
  set --
  for name in $guard_names $command_names; do
    mode=0644
    case $name in
      guard | ${STANDBY_TOOL_NAME}) mode=0755 ;;
      *.command.*) mode=0600 ;;
    esac
    if print_file "$name" | is_installed "$name" "$mode"; then continue; fi
    set -- "$@" "$name" "$mode" "$(($(print_file "$name" | wc -c)))" "$(print_file "$name" | octal_text)"
  done
  destinations=$(print_destinations)
  if ! printf '%s\\n' "$destinations" | is_installed "$pair.destinations" 0644; then
    set -- "$@" "$pair.destinations" 0644 "$((\${#destinations} + 1))" "$(printf '%s\\n' "$destinations" | octal_text)"
  fi
  if [ $# = 0 ]; then echo "The guard is in $guard_folder already."; fi
  install_files "$guard_folder" "$@"
  remove_old_commands
}

# The names hold nothing that a shell would split.
list_commands() {
  find "$guard_folder/." ! -name . -prune -type f -name "$pair.command.*" 2>/dev/null | sed 's,.*/,,'
}

# What the pair has no more is run no more.
remove_old_commands() {
  set --
  for name in $(list_commands); do
    case " $command_names " in *" $name "*) ;; *) set -- "$@" "$name" ;; esac
  done
  if [ $# -gt 0 ]; then remove_files "$guard_folder" "$@"; fi
}

# Sets home, file, found (the digest of what is there) and puts a copy into before.
find_keys() {
  locate '' ''
  kind_of "$home"
  if [ ! -d "$home" ]; then fail no-home "$home" ''; fi
  kind_of "$file"
  if [ "$kind" = symlink ]; then
    follow "$file"
    kind_of "$real"
    if [ "$kind" = missing ]; then fail symlink "$file" "$real"; fi
    file=$real
  fi
  found=absent
  : >"$work/before"
  case $kind in
    missing) ;;
    file)
      found=$(digest "$file") || fail failed "$file" 'it cannot be read'
      cat "$file" >"$work/before"
      if [ "$(digest "$work/before")" != "$found" ]; then fail changed "$file" ''; fi
      ;;
    *) fail not-a-file "$file" "$kind" ;;
  esac
  if [ "$(($(tr -d '\\000' <"$work/before" | wc -c)))" -ne "$(($(wc -c <"$work/before")))" ]; then fail nul "$file" ''; fi
}

# Would sshd refuse the file or its folder?
needs_mending() {
  find_folder
  is_refused "$folder" || is_refused "$file"
}

# $1: the pair's line, or nothing for none.
write_line() {
  find_keys
  # A line in a home that others may write to is not relied on; one less there does no harm.
  if [ -n "$1" ] && is_refused "$home"; then fail unsafe-folder "$home" ''; fi
  edit_text "$1"
  if cmp -s "$work/before" "$work/after"; then
    if [ -z "$1" ] || ! needs_mending; then
      if [ -n "$1" ]; then show "The line is in $file already."; fi
      return 0
    fi
  fi
  write_keys '' "$file" "$found" "$(($(wc -c <"$work/after")))" "$(octal_text <"$work/after")"
}

remove_guard() {
  others=$(find "$guard_folder/." ! -name . -prune -name '*.destinations' ! -name "$pair.destinations" 2>/dev/null)
  # shellcheck disable=SC2046 # a word for each name
  set -- "$pair.destinations" $(list_commands)
  # The fence outlives the key: a set-up later must not open the way over a machine that serves.
  fences=$(find "$guard_folder/." ! -name . -prune -name '*.promoted' 2>/dev/null)
  if [ -e "$guard_folder/$pair.promoted" ] || [ -L "$guard_folder/$pair.promoted" ]; then
    show "$pair was promoted here: that stays written in $guard_folder, so that no set-up later lets anything be copied over it."
  else set -- "$@" "$pair.generation"
  fi
  if [ -z "$others" ]; then
    for name in $guard_names; do
      if [ -z "$fences" ] || [ "$name" != ${STANDBY_TOOL_NAME} ]; then set -- "$@" "$name"; fi
    done
  fi
  remove_files "$guard_folder" "$@"
}

install_all() {
  tell_plan
  echo
  install_guard
  write_line "$key_line"
  if [ ! -e "$work/changed" ]; then echo 'Nothing had to be changed.'; fi
  echo
  tell_absent
  report_sshd
  report_host_keys "$host_key"
  if [ -n "$obstacles" ]; then return 1; fi
  show "Done here. On the primary, type: $next"
}

# One goes even where the other cannot.
uninstall_all() {
  left=0
  (
    trap 'if [ -n "$temp" ]; then rm -f "$temp"; fi' EXIT
    write_line ''
  ) || left=1
  (remove_guard) || left=1
  if [ "$left" = 1 ]; then return 1; fi
  if [ ! -e "$work/changed" ]; then echo 'Nothing of this pair was here.'
  else show "The pair $pair_name ($pair) is let in here no longer."
  fi
}

main() {
  case $#/\${1-} in
    0/ | 1/--uninstall) ;;
    1/--help | 1/-h)
      tell_help
      return 0
      ;;
    *)
      show "Usage: sudo sh $me [--uninstall | --help]" >&2
      return 2
      ;;
  esac
  become_root "$@"
  nonce=$(od -An -N8 -tx1 /dev/urandom | tr -d ' \\n')
  # Not in TMPDIR, whose folder may be somebody else's; in /tmp only the owner of a folder can move it.
  work=$(mktemp -d /tmp/warmspare.XXXXXX) || fail failed /tmp 'no folder can be made there'
  trap 'if [ -n "$temp" ]; then rm -f "$temp"; fi; rm -rf "$work"' EXIT
  if [ $# = 0 ]; then install_all; else uninstall_all; fi
}
`;
