/** Installs the guard's files and takes them away: install_files, remove_files. After SCRIPT_BASICS. */
export const GUARD_FILES_SCRIPT = `
# Makes $1 and what is missing above it. Whoever could rename one of these could put another guard in its place; with the
# sticky bit only the owner can.
make_safe_folder() {
  at=
  rest=\${1#/}
  while [ -n "$rest" ]; do
    at=$at/\${rest%%/*}
    case $rest in
      */*) rest=\${rest#*/} ;;
      *) rest= ;;
    esac
    kind_of "$at"
    case $kind in
      directory) ;;
      missing)
        words=$(mkdir -m 755 "$at" 2>&1) || fail_by_words "$at" "$words"
        relabel "$at"
        say made "$at"
        ;;
      *) fail not-a-folder "$at" "$kind" ;;
    esac
    if is_refused "$at"; then
      case $owner/$mode in
        0/[1357]???) if [ -z "$rest" ]; then fail unsafe-folder "$at" "$owner $mode"; fi ;;
        *) fail unsafe-folder "$at" "$owner $mode" ;;
      esac
    fi
  done
}

check_name() {
  case $1 in
    '' | [.-]* | *[!A-Za-z0-9._-]*) fail failed "$1" 'not a name for a file of ours' ;;
  esac
}

install_files() {
  require_root
  folder=$1
  shift
  make_safe_folder "$folder"
  case $own in 0) owners=0:0 ;; *) owners=$own ;; esac
  if is_immutable "$folder"; then fail immutable "$folder" "$flags"; fi
  while [ $# -ge 4 ]; do
    check_name "$1"
    kind_of "$folder/$1"
    case $kind in
      file | missing) ;;
      *) fail not-a-file "$folder/$1" "$kind" ;;
    esac
    take_content "$4"
    make_temp "$folder"
    fill "$content" "$3" "$folder"
    words=$(chmod "$2" "$temp" 2>&1 && chown "$owners" "$temp" 2>&1) || fail_by_words "$folder/$1" "$words"
    relabel "$temp"
    put_in_place "$folder/$1" "$folder"
    say installed "$folder/$1"
    shift 4
  done
}

remove_files() {
  require_root
  folder=$1
  shift
  kind_of "$folder"
  case $kind in
    directory) ;;
    missing) return 0 ;;
    *) fail not-a-folder "$folder" "$kind" ;;
  esac
  for name do
    check_name "$name"
    kind_of "$folder/$name"
    if [ "$kind" = missing ]; then continue; fi
    words=$(rm -f -- "$folder/$name" 2>&1) || fail_by_words "$folder/$name" "$words"
    say removed "$folder/$name"
  done
  if rmdir -- "$folder" 2>/dev/null; then say removed "$folder"; fi
}
`;
