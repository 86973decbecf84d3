/**
 * The drill's `tell_database`. `immutable=1` (sqlite.org/uri.html) has SQLite take no lock and make no -wal or -shm file, and read none: what
 * lies there beside the database is told. A schema may call functions, `load_extension` and `writefile` among them. A CHECK does so in spite of
 * `trusted_schema=off` and `-safe` (seen with 3.40.1), so that none is looked at; what else may have functions takes only deterministic
 * ones, and from 3.31 on only those that do no harm (sqlite.org/pragma.html). Older ones are not asked.
 */
export const CHECK_DATABASES = `
# $1 a version as 3.40.1, $2 the second number that it has to have.
is_sqlite() {
  case $1 in 3.*) ;; *) return 1 ;; esac
  minor=\${1#3.} minor=\${minor%%.*}
  case $minor in '' | *[!0-9]*) return 1 ;; esac
  [ "$minor" -ge "$2" ]
}

tell_database() {
  enter_file "$1" || return 0
  if [ ! -s "./$name" ]; then say format empty; return 0; fi
  case $(head -c 15 <"./$name" | tr -d '\\000') in
    'SQLite format 3') say format sqlite ;;
    *) say format other; return 0 ;;
  esac
  for ending in wal journal; do
    if [ -s "./$name-$ending" ]; then say beside "$ending"; fi
  done
  command -v sqlite3 >/dev/null || { say tool missing; return 0; }
  # 3.40.1 2022-12-28 14:03:47 …
  version=$(sqlite3 -version | head -c 100) version=\${version%% *}
  is_sqlite "$version" 31 || { say tool old; return 0; }
  encoded=$(printf '%s\\n' "$name" | sed 's/%/%25/g; s/?/%3f/g; s/#/%23/g')
  set -- -batch -init /dev/null
  if is_sqlite "$version" 37; then set -- "$@" -safe; fi
  ask sqlite3 "$@" "file:./$encoded?mode=ro&immutable=1" \
    'pragma trusted_schema=off; pragma ignore_check_constraints=on; pragma quick_check(20)'
  say status "$status"
  say said "$answer"
}
`;
