import { bytesToPathText, type PathText } from '../model/path-text.ts';
import { err, ok, type Result } from '../model/result.ts';
import { betweenMarkers } from '../model/shell.ts';

/** Where root leaves what people read, on this kind of system. Nobody else may put anything there. */
const ROOTS_PLACES = {
  Darwin: ['/Library/Application Support/Warmspare', '/Users/Shared/Warmspare'],
  other: ['/var/lib/warmspare'],
} as const;

/** A delivery is cut off beyond it. */
export const MOST_DELIVERED_BYTES = 4 << 20;

/**
 * Puts a document from standard input where people find it without the app. $1 nonce, $2 the pair's id, $3 its file's name without
 * ` (pair).kind`, $4 kind, $5 how many bytes it has, so that half of one never takes the place of a whole one; what has another name and is the same
 * pair's goes, $6 another folder than the system's. Prints `written`, `same` or `skipped`, NUL, path, NUL, reason, NUL for each place. /Users/Shared is everybody's: there only a folder
 * that is the writer's own is written to, which the sticky bit keeps in its place. Was run with dash, bash, zsh and mksh on Linux, not on a Mac.
 */
export const DELIVER_SCRIPT = `
nonce=$1 pair=$2 name=$3 kind=$4 size=$5
PATH=/usr/bin:/bin:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL
umask 022
content=
# zsh minds a pattern that nothing fits.
if [ -n "\${ZSH_VERSION-}" ]; then setopt nonomatch; fi

say() {
  printf '%s\\000%s\\000%s\\000' "$1" "$2" "\${3-}"
}

# A folder of ours, that nobody else can change: made, or as we made it.
find_place() {
  if [ -L "$1" ]; then say skipped "$1" 'it is a symbolic link'; return 1; fi
  if [ ! -e "$1" ] && ! mkdir -m 755 "$1" 2>/dev/null; then say skipped "$1" 'it cannot be made'; return 1; fi
  # shellcheck disable=SC3067 # dash, bash, zsh, ksh and the sh of macOS know -O
  if [ ! -d "$1" ] || [ ! -O "$1" ]; then say skipped "$1" 'it is not the folder of whoever signs in'; return 1; fi
  # drwxr-xr-x
  case $(ls -ld "$1") in
    d????-??-*) ;;
    *) say skipped "$1" 'others can change it'; return 1 ;;
  esac
}

# One after the other; the second one is made of the first, since standard input is read once.
put() {
  find_place "$1" || return 0
  new=$1/.new-$pair-$kind.$$
  rm -f "$1/.new-$pair-$kind."*
  set -C
  if [ -z "$content" ]; then { head -c ${String(MOST_DELIVERED_BYTES)} >"$new"; } 2>/dev/null
  else { cat "$content" >"$new"; } 2>/dev/null
  fi
  set +C
  if [ "$(($(wc -c <"$new" 2>/dev/null || echo 0)))" -ne "$size" ]; then
    rm -f "$new"
    say skipped "$1" 'it came in part, or there is no room'
    if [ -z "$content" ]; then content=none; fi
    return 0
  fi
  file="$1/$name ($pair).$kind"
  for old in "$1"/*" ($pair).$kind"; do
    if [ "$old" != "$file" ] && [ -f "$old" ]; then rm -f "$old"; fi
  done
  if [ -f "$file" ] && [ ! -L "$file" ] && cmp -s "$new" "$file"; then rm -f "$new"; say same "$file"
  elif [ ! -d "$file" ] && mv -f "$new" "$file"; then say written "$file"
  else rm -f "$new"; say skipped "$file" 'it cannot be replaced'; return 0
  fi
  content=$file
}

printf '\\nwarmspare %s begin\\n' "$nonce"
if [ -n "\${6-}" ]; then put "$6"
elif [ "$(id -u)" -ne 0 ]; then put "\${HOME%/}/Warmspare"
elif [ "$(uname -s)" = Darwin ]; then
  ${ROOTS_PLACES.Darwin.map((place) => `put '${place}'`).join('\n  ')}
else ${ROOTS_PLACES.other.map((place) => `put '${place}'`).join('; ')}
fi
printf '\\nwarmspare %s end\\n' "$nonce"
`;

/** A document for people, as it is named there. */
export interface Delivery {
  readonly pairId: string;
  /** Without the pair's id and what kind it is. */
  readonly name: string;
  readonly kind: 'html' | 'txt';
  readonly bytes: number;
  /** Another folder there than the system's. No guard takes one. */
  readonly folder?: string;
}

export function deliverArguments(
  nonce: string,
  { pairId, name, kind, bytes, folder }: Delivery,
): readonly PathText[] {
  const words = [nonce, pairId, deliveredName(name), kind, String(bytes)];
  return folder === undefined ? words : [...words, folder];
}

/** As the guard takes it: `Failover of Büro/2` is called `Failover of B-ro-2`. The id beside it tells two alike apart. */
export function deliveredName(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9 _-]/g, '-').replace(/ {2,}/g, ' ');
  return plain.slice(0, 60).trim();
}

/** What became of a document in one place there. */
export interface Delivered {
  readonly state: 'written' | 'same' | 'skipped';
  readonly path: PathText;
  /** Why it was skipped, else empty. */
  readonly reason: string;
}

export function parseDelivered(stdout: Uint8Array, nonce: string): Result<readonly Delivered[], string> {
  const body = betweenMarkers(stdout, nonce);
  if (body === undefined) return err('the answer is not whole');
  const fields = splitAtNul(body);
  if (fields === undefined || fields.length % 3 !== 0) return err('the answer is not whole');
  const told: Delivered[] = [];
  for (let at = 0; at < fields.length; at += 3) {
    const state = fields[at];
    if (state !== 'written' && state !== 'same' && state !== 'skipped') return err('the answer is garbled');
    told.push({ state, path: fields[at + 1] ?? '', reason: fields[at + 2] ?? '' });
  }
  return ok(told);
}

/** As path text; `undefined` where the last one does not end. */
function splitAtNul(body: Uint8Array): readonly string[] | undefined {
  const fields: string[] = [];
  let from = 0;
  for (let end = body.indexOf(0); end >= 0; end = body.indexOf(0, from)) {
    fields.push(bytesToPathText(body.subarray(from, end)));
    from = end + 1;
  }
  return from === body.length ? fields : undefined;
}
