/**
 * The drill's `tell_configuration`, for one file or the files of one folder. Where a program reads one, it comes by standard input with all
 * taken out by which it would open, write or run something else: what sshd says of a file that is no configuration would be that file's lines.
 * nginx and httpd have no such way: their tests open logs and load modules by the configuration's word, so they are not asked. exports and
 * crontabs have no program that only reads them; they are looked at here, line by line.
 */
export const CHECK_CONFIGURATIONS = `
# Keywords as sshd reads them, without those that name files which it opens. Anything written in another way is left out.
cut_sshd() {
  head -c 262144 <"./$name" | tr -d '\\000\\r' | awk '
    match($0, /^[ \\t]*[A-Za-z0-9]+/) && substr($0, RSTART + RLENGTH, 1) ~ /^[ \\t=]?$/ {
      key = tolower(substr($0, RSTART, RLENGTH))
      sub(/^[ \\t]*/, "", key)
      if (key !~ /^(include|hostkey|hostcertificate|hostkeyagent|modulifile|pidfile)$/) { print; next }
    }
    { print "" }'
}

check_sshd() {
  cut_sshd | "$program" -t -f /dev/stdin
}

# A line that ends with a backslash goes on with the next, a section ends with its bracket, and spaces in a name count for nothing.
cut_samba() {
  head -c 262144 <"./$name" | tr -d '\\000\\r' | awk '
    { line = kept $0; kept = "" }
    line ~ /\\\\$/ { kept = substr(line, 1, length(line) - 1); next }
    line ~ /^[ \\t\\f\\v]*\\[/ { sub(/\\].*/, "]", line); print line; next }
    {
      key = tolower(line)
      sub(/=.*/, "", key)
      gsub(/[^a-z]/, "", key)
      if (key !~ /^(include|configfile|configbackend|registryshares|panicaction|logfile)$|(dir|directory|path)$/ || key == "path") print line
    }'
}

check_samba() {
  cut_samba | { testparm -s --suppress-prompt /dev/stdin >/dev/null; } 2>&1
}

# Prints the lines that no NFS server would read: one begins with a folder, of macOS also with options of it, of NFS 4 with its root.
check_exports() {
  head -c 262144 <"./$name" | tr -d '\\000' | awk '
    { line = kept $0; kept = ""; sub(/#.*/, "", line) }
    line ~ /\\\\$/ { kept = substr(line, 1, length(line) - 1); next }
    line !~ /^[ \\t]*$/ && line !~ /^[ \\t]*("\\/[^"]*"|\\/|V4:[ \\t]*\\/)/ { print "line " NR; bad = 1 }
    END { exit bad }'
}

# Prints the lines that cron would not read.
check_cron() {
  head -c 262144 <"./$name" | tr -d '\\000' | awk '
    $0 ~ /^[ \\t]*(#|$)/ { next }
    # PATH=/usr/bin   "MAILTO" = me
    $0 ~ /^[ \\t]*["\\047]?[A-Za-z_][A-Za-z0-9_]*["\\047]?[ \\t]*=/ { next }
    $1 ~ /^@[A-Za-z]+$/ && NF > 1 { next }
    NF > 5 && ($1 $2 $3 $4 $5) ~ /^-?[A-Za-z0-9*,\\/~?#-]+$/ && ($1 $2 $3) ~ /^-?[0-9*,\\/~-]+$/ { next }
    { print "line " NR; bad = 1 }
    END { exit bad }'
}

check_launchd() {
  plutil -lint "./$name"
}

# Sets program, or says why nobody reads such a file.
find_program() {
  case $what in
    sshd) program=$(command -v sshd) ;;
    samba) program=$(command -v testparm) ;;
    # Linux has another program of that name.
    launchd) if [ "$(uname -s)" = Darwin ]; then program=$(command -v plutil); else program=; fi ;;
    nginx | apache) say tool unsafe; return 1 ;;
    *) program=here ;;
  esac
  if [ -z "$program" ]; then say tool missing; return 1; fi
}

check_file() {
  find_program || return 0
  ask "check_$what"
  say status "$status"
  say said "$answer"
}

tell_configuration() {
  if [ ! -d "./$1" ]; then
    if enter_file "$1"; then check_file; fi
    return 0
  fi
  enter_folder "$1" || return 0
  count=0
  for each in *; do
    case $what/$each in
      launchd/*.plist | sshd/*.conf) ;;
      launchd/* | sshd/*) continue ;;
    esac
    count=$((count + 1))
    if [ "$count" -gt 300 ]; then break; fi
    if [ -L "./$each" ] || [ ! -f "./$each" ]; then continue; fi
    name=$each
    say place "$1/$each"
    say state file
    check_file
  done
}
`;
