import { bytesToPathText, type PathText } from '../model/path-text.ts';
import { err, ok, type Result } from '../model/result.ts';
import { betweenMarkers } from '../model/shell.ts';
import { MARKER_NAME } from '../model/volume.ts';

/**
 * Creates the app's marker in a directory. $1 nonce, $2 directory, $3 content. It appears whole or not at all: written
 * beside and linked, since link(2) fails where the name is taken; where there are no hard links (FAT) by O_EXCL.
 */
export const WRITE_MARKER_SCRIPT = `
nonce=$1
content=$3
marker=$2/${MARKER_NAME}
beside=$marker.$$
umask 022
put() {
  if [ -e "$marker" ] || [ -L "$marker" ]; then return 1; fi
  set -C
  if { printf '%s' "$content" >"$beside"; } 2>/dev/null; then
    if ln "$beside" "$marker" 2>/dev/null; then rm -f "$beside"; return 0; fi
    rm -f "$beside"
  fi
  if [ -e "$marker" ] || [ -L "$marker" ]; then return 1; fi
  { printf '%s' "$content" >"$marker"; } 2>/dev/null
}
printf '\\nwarmspare %s begin\\n' "$nonce"
if put; then printf written
elif [ -L "$marker" ]; then printf 'other '
elif [ -f "$marker" ]; then
  found=$(head -c 4096 "$marker" | tr -d '\\000')
  if [ "$found" = "$content" ]; then printf same; else printf 'other %s' "$found"; fi
else printf failed
fi
printf '\\nwarmspare %s end\\n' "$nonce"
`;

export type MarkerOutcome =
  | { readonly kind: 'written' | 'same' | 'failed' }
  /** Another marker is there; its text, or none when it is a symbolic link. */
  | { readonly kind: 'other'; readonly found: string };

export function writeMarkerArguments(
  nonce: string,
  directory: PathText,
  content: string,
): readonly PathText[] {
  return [nonce, directory, content];
}

export function parseWriteMarker(stdout: Uint8Array, nonce: string): Result<MarkerOutcome, string> {
  const text = answerOf(stdout, nonce);
  if (text === 'written' || text === 'same' || text === 'failed') return ok({ kind: text });
  if (text?.startsWith('other ') === true) return ok({ kind: 'other', found: text.slice('other '.length) });
  return err('the answer is not whole');
}

/** Removes the app's marker from a directory. $1 nonce, $2 directory. Fine when there is none. */
export const CLEAR_MARKER_SCRIPT = `
nonce=$1
printf '\\nwarmspare %s begin\\n' "$nonce"
if rm -f "$2/${MARKER_NAME}" 2>/dev/null; then printf cleared; else printf failed; fi
printf '\\nwarmspare %s end\\n' "$nonce"
`;

export function parseClearMarker(stdout: Uint8Array, nonce: string): Result<'cleared' | 'failed', string> {
  const text = answerOf(stdout, nonce);
  return text === 'cleared' || text === 'failed' ? ok(text) : err('the answer is not whole');
}

/** How much a directory takes on its own file system. $1 nonce, $2 directory. `-k`: POSIX, and the same unit everywhere. */
export const DISK_USAGE_SCRIPT = `
nonce=$1
printf '\\nwarmspare %s begin\\n' "$nonce"
if [ -d "$2" ]; then
  used=$(du -skx "$2/." 2>/dev/null)
  printf '%s %s' "$?" "\${used%%[!0-9]*}"
fi
printf '\\nwarmspare %s end\\n' "$nonce"
`;

export interface DiskUsage {
  readonly bytes: number;
  /** False when something could not be read, so that it is at least so much. */
  readonly complete: boolean;
}

export function parseDiskUsage(stdout: Uint8Array, nonce: string): Result<DiskUsage, string> {
  // 0 123456
  const match = /^(\d+) (\d+)$/.exec(answerOf(stdout, nonce) ?? '');
  if (match === null) return err('the answer is not whole');
  return ok({ bytes: Number(match[2]) * 1024, complete: match[1] === '0' });
}

/** What HARD_LINKS_SCRIPT said. */
export function parseHardLinks(stdout: Uint8Array, nonce: string): Result<'linked' | 'none', string> {
  const text = answerOf(stdout, nonce);
  return text === 'linked' || text === 'none' ? ok(text) : err('the answer is not whole');
}

function answerOf(stdout: Uint8Array, nonce: string): string | undefined {
  const body = betweenMarkers(stdout, nonce);
  return body === undefined ? undefined : bytesToPathText(body);
}
