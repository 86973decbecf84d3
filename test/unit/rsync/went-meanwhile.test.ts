import { expect, it } from 'vitest';
import { wentMeanwhile, type Gone } from '../../../engine/rsync/exit.ts';
import { MessageLog } from '../../../engine/rsync/messages.ts';

function went(code: number | null, lines: readonly string[], options = {}): Gone | undefined {
  const messages = new MessageLog();
  for (const line of lines) messages.add(line);
  return wentMeanwhile({ code, signal: code === null ? 'SIGKILL' : null, messages }, options);
}

const VANISHED = 'file has vanished: "/src/r1215/deep"';
const NO_FOLDER = 'rsync: [sender] link_stat "/src/r1305/deep/n1372" failed: Not a directory (20)';
const CLOSING =
  'rsync error: some files/attrs were not transferred (see previous errors) (code 23) at main.c(1394) [sender=3.5.0]';

it('knows what went while rsync looked at it', () => {
  expect(went(0, [])).toEqual({ paths: [], passedOverDeletions: false });
  expect(went(24, [VANISHED])).toEqual({ paths: ['/src/r1215/deep'], passedOverDeletions: false });
  const skipped = 'IO error encountered -- skipping file deletion';
  const both = ['/src/r1305/deep/n1372', '/src/r1215/deep'];
  expect(went(23, [NO_FOLDER, VANISHED, CLOSING])).toEqual({ paths: both, passedOverDeletions: false });
  expect(went(23, [NO_FOLDER, skipped, VANISHED])).toEqual({ paths: both, passedOverDeletions: true });
});

it('is nothing in a pass that deletes what is missing', () => {
  const options = { missingIsFine: true };
  expect(went(23, [NO_FOLDER, VANISHED, CLOSING], options)).toEqual({
    paths: [],
    passedOverDeletions: false,
  });
});

it.each<[string, number | null, readonly string[]]>([
  ['nothing was said', 23, [CLOSING]],
  ['it was killed', null, [VANISHED]],
  ['it failed', 12, [VANISHED]],
  [
    'something could not be read',
    23,
    [VANISHED, 'rsync: [sender] opendir "/src/secret" failed: Permission denied (13)'],
  ],
  [
    'something could not be written',
    23,
    [VANISHED, 'rsync: [receiver] rename "/dst/.x.a1" -> "x" failed: Is a directory (21)'],
  ],
  ['a folder stayed', 24, [VANISHED, 'cannot delete non-empty directory: x/y']],
  [
    'they are too many to be known',
    24,
    Array.from({ length: 1_001 }, (_, at) => `file has vanished: "/src/${String(at)}"`),
  ],
])('does not, where %s', (_, code, lines) => {
  expect(went(code, lines)).toBeUndefined();
});
