import { bytesToPathText, pathTextToBytes, type PathText } from '../model/path-text.ts';
import { err, ok, type Result } from '../model/result.ts';
import { betweenMarkers } from '../model/shell.ts';

const CHUNK_BYTES = 65_536;

/**
 * Says between markers whether any of the named entries is a regular file with several links (`linked` or `none`), and stops
 * at the first. $1 nonce, $2 directory; on stdin what `hardLinkInput` makes. xargs(1) stops when a command ends with 255.
 * Names that are gone count as not linked. Not run on a Mac: `xargs -0` and `find -links` are in its manual pages.
 */
export const HARD_LINKS_SCRIPT = `
nonce=$1
printf '\\nwarmspare %s begin\\n' "$nonce"
# shellcheck disable=SC2016 # for the inner sh
if cd "$2" 2>/dev/null; then
  found=$(xargs -0 sh -c '
    if [ $# -eq 0 ]; then exit 0; fi
    first=$(find "$@" -prune -type f -links +1 -print 2>/dev/null | head -n 1)
    if [ -n "$first" ]; then echo linked; exit 255; fi
  ' sh 2>/dev/null)
  printf '%s' "\${found:-none}"
fi
printf '\\nwarmspare %s end\\n' "$nonce"
`;

/** More names than this takes are told by the next run: they differ until then. */
const MOST_BYTES = 4_000_000;

/** As above, but names those entries, each with `./` before it and NUL after it; the last may be cut. */
export const LINKED_FILES_SCRIPT = `
nonce=$1
printf '\\nwarmspare %s begin\\n' "$nonce"
if cd "$2" 2>/dev/null; then
  xargs -0 sh -c 'if [ $# -gt 0 ]; then find "$@" -prune -type f -links +1 -print0 2>/dev/null; fi' sh 2>/dev/null |
    head -c ${String(MOST_BYTES)}
fi
printf '\\nwarmspare %s end\\n' "$nonce"
`;

/**
 * As LINKED_FILES_SCRIPT, for whoever may ask about the directory only: names that lead out of it are passed over. What is
 * asked about lies in the working directory, which stays the same one whoever moves or replaces names above it; a link is not
 * followed. Tells of one folder after the other: its name, then `./NAME` for each file, then nothing, each with NUL after it.
 */
export const CONFINED_LINKED_FILES_SCRIPT = `
nonce=$1
printf '\\nwarmspare %s begin\\n' "$nonce"
# shellcheck disable=SC2016 # for the inner sh
if cd -P -- "$2" 2>/dev/null; then
  root=$PWD
  if [ "$root" = / ]; then root=; fi
  export root
  xargs -0 sh -c '
    tell() {
      if [ "$inside" != 1 ] || [ $# -eq 0 ]; then return 0; fi
      printf "%s\\\\000" "$folder"
      find "$@" -prune -type f -links +1 -print0 2>/dev/null
      printf "\\\\000"
    }
    folder= inside=0 fresh=1
    for each do
      if [ "$fresh" = 1 ]; then set --; fresh=0; fi
      if [ "\${each%/*}" != "$folder" ]; then
        tell "$@"
        set --
        folder=\${each%/*} inside=0
        if cd -P -- "$root/$folder" 2>/dev/null; then
          case $PWD/ in "$root"/*) inside=1 ;; esac
        fi
      fi
      set -- "$@" "./\${each##*/}"
    done
    tell "$@"
  ' sh 2>/dev/null | head -c ${String(MOST_BYTES)}
fi
printf '\\nwarmspare %s end\\n' "$nonce"
`;

/** Of CONFINED_LINKED_FILES_SCRIPT; what was cut off at the end is passed over. */
export function parseConfinedLinkedFiles(
  stdout: Uint8Array,
  nonce: string,
): Result<readonly PathText[], string> {
  const body = betweenMarkers(stdout, nonce);
  if (body === undefined) return err('the answer is not whole');
  const paths: PathText[] = [];
  let folder: string | undefined;
  for (const word of bytesToPathText(body).split('\0').slice(0, -1)) {
    if (folder === undefined) folder = word;
    else if (word === '') folder = undefined;
    else paths.push(`${folder}/${word.slice(2)}`);
  }
  return paths.every((path) => path.startsWith('./'))
    ? ok(paths.map((path) => path.slice(2)))
    : err('a name that was not asked for');
}

export function parseLinkedFiles(stdout: Uint8Array, nonce: string): Result<readonly PathText[], string> {
  const body = betweenMarkers(stdout, nonce);
  if (body === undefined) return err('the answer is not whole');
  const names = bytesToPathText(body).split('\0').slice(0, -1);
  return names.every((name) => name.startsWith('./'))
    ? ok(names.map((name) => name.slice(2)))
    : err('a name that was not asked for');
}

/** Paths below the directory, each with `./` before it (a name may begin with a dash) and NUL after it, in large chunks. */
export async function* hardLinkInput(
  paths: AsyncIterable<PathText> | Iterable<PathText>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const path of paths) {
    const chunk = Buffer.concat([Buffer.from('./'), pathTextToBytes(path), Buffer.from([0])]);
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < CHUNK_BYTES) continue;
    yield Buffer.concat(chunks);
    chunks = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(chunks);
}
