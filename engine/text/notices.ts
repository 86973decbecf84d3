import type { PlanNotice } from '../model/notice.ts';
import { printable } from '../model/path-text.ts';
import { formatDuration } from './amounts.ts';
import type { Ways } from './ways.ts';
import { words, type Words } from './words.ts';

type WordsOf = {
  readonly [K in PlanNotice['kind']]: (
    notice: Extract<PlanNotice, { kind: K }>,
    volume: string,
    ways: Ways,
  ) => Words;
};

const WORDS: WordsOf = {
  'pattern-matches-nothing': ({ pattern }, volume) =>
    words(
      `the pattern "${printable(pattern)}" matches nothing in ${volume}.`,
      'Is it spelled as the files are?',
      'open-volumes',
    ),
  'first-clone': (_notice, volume) => words(`this is the first copy of ${volume}; it takes longest.`),
  'old-rsync': ({ side, version }, _volume, ways) =>
    words(
      `the rsync on the ${side} (${printable(version)}) is older than 3.5.0, which mends known security holes.`,
      ways.installNewerRsync(),
    ),
  'unsafe-rsync': ({ path }, _volume, ways) =>
    words(
      `${printable(path)} on the standby is not used: others than root can change it, and it would run as root.`,
      ways.installRootsRsync(),
    ),
  'clock-skew': ({ side, milliseconds }) =>
    words(
      `the clock of the ${side} is ${formatDuration(Math.abs(milliseconds))} ${milliseconds < 0 ? 'behind' : 'ahead'}.`,
      'Let that machine set its time by itself.',
    ),
};

/** `volume` is the path of the volume that the notice is about. */
export function noticeWords(notice: PlanNotice, volume: string, ways: Ways): Words {
  // The compiler cannot see that the entry under a notice's kind takes that notice.
  const say = WORDS[notice.kind] as (notice: PlanNotice, volume: string, ways: Ways) => Words;
  return say(notice, volume, ways);
}
