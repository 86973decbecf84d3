import type { TreeTraits } from '../model/facts.ts';
import { err, ok, type Result } from '../model/result.ts';
import { betweenMarkers } from '../model/shell.ts';

/** From here on, to send a file anew after the line broke is a pity. */
const LARGE_BYTES = 16 * 1024 * 1024;
/** What holes may save in one file without being looked for. */
const SMALL_BYTES = 64 * 1024;

/**
 * Looks through directories for what makes rsync do more than it has to for each file. $1 nonce, then directories; for each
 * two digits. Blocks of stat(1) are of 512 bytes. Not run on a Mac: `stat -f` follows its manual page; files that APFS
 * compresses count as sparse there.
 */
export const TREE_TRAITS_SCRIPT = `
nonce=$1
shift
PATH=/usr/bin:/bin:/usr/sbin:/sbin:$PATH
if [ "$(uname -s)" = Linux ]; then option=-c format='%s %b'; else option=-f format='%z %b'; fi
printf '\\nwarmspare %s begin\\n' "$nonce"
for path do
  if cd "$path" 2>/dev/null; then
    find . -xdev -type f -size +${String(SMALL_BYTES / 512 - 1)} -exec stat "$option" "$format" {} + 2>/dev/null |
      awk '$1 >= ${String(LARGE_BYTES)} { large = 1 } $2 * 512 + ${String(SMALL_BYTES)} < $1 { sparse = 1 }
        large && sparse { exit } END { printf "%d%d", large, sparse }'
  else
    printf 11
  fi
done
printf '\\nwarmspare %s end\\n' "$nonce"
`;

/** One for each of `count` directories, in order. */
export function parseTreeTraits(
  stdout: Uint8Array,
  nonce: string,
  count: number,
): Result<readonly TreeTraits[], string> {
  const body = betweenMarkers(stdout, nonce);
  const text = body === undefined ? '' : Buffer.from(body).toString('latin1');
  if (!/^[01]+$/.test(text) || text.length !== 2 * count) return err('the answer is not whole');
  return ok(
    Array.from({ length: count }, (_, index) => ({
      large: text[2 * index] === '1',
      sparse: text[2 * index + 1] === '1',
    })),
  );
}
