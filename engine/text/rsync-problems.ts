import { printable } from '../model/path-text.ts';
import type { ProblemCode } from '../model/problem.ts';
import { countOf } from './amounts.ts';
import { because, type Said } from './said.ts';
import { when, words, type Words } from './words.ts';

type RsyncCode = Extract<ProblemCode, `rsync.${string}`>;

const entries = ({ details }: Said): string =>
  countOf(details.count ?? details.files?.length ?? 0, 'entry', 'entries');
const someEntries = (it: Said): string =>
  it.details.count === undefined && it.details.files === undefined ? 'Some entries' : entries(it);

/** What rsync said, and what it means for the copy. */
export const RSYNC_WORDS: Readonly<Record<RsyncCode, (it: Said) => Words>> = {
  'rsync.missing': (it) =>
    words(
      `there is no rsync on ${it.machine}${when(it.details.path, (path) => ` at ${printable(path)}`)}.`,
      it.ways.installRsync(),
      'check',
    ),
  'rsync.usage': (it) =>
    words(
      `rsync did not understand what it was asked${it.status}${because(it)}.`,
      `The two versions may not fit together. ${it.ways.check(it.pairName)}`,
      'check',
    ),
  'rsync.protocol': (it) =>
    words(
      `the two rsyncs do not understand each other${it.status}${because(it)}.`,
      `Install the same rsync 3 on both machines. ${it.ways.check(it.pairName)}`,
      'check',
    ),
  'rsync.disk-full': (it) =>
    words(
      `the disk of ${it.machine} is full${when(it.details.path, (path) => ` (${printable(path)})`)}.`,
      'Make room there and run again; what is copied stays.',
      'try-again',
    ),
  'rsync.io': (it) =>
    words(
      `reading or writing failed on ${it.machine}${when(it.details.path, (path) => ` at ${printable(path)}`)}${it.status}${because(it)}.`,
      'Check that disk (First Aid in Disk Utility) and run again.',
      'try-again',
    ),
  'rsync.partial': (it) =>
    words(
      `${someEntries(it)} could not be copied${it.status}${because(it)}.`,
      `Everything else was. ${it.ways.mayNeedFullDiskAccess()}`,
      'full-disk-access',
    ),
  'rsync.vanished': (it) =>
    words(
      `${someEntries(it)} vanished while being copied${it.status}.`,
      'That is usual while the primary is in use; the next run puts it right.',
      'try-again',
    ),
  'rsync.max-delete': (it) =>
    words(
      `more would have been deleted on ${it.side} than was planned, so deleting stopped${when(it.details.count, () => ` with ${entries(it)} left`)}.`,
      it.ways.seeWhatWouldGo(it.pairName),
      'preview',
    ),
  'rsync.timeout': (it) =>
    words(
      `nothing moved between the machines for too long${it.status}.`,
      'What is copied stays. Run again when the connection is better.',
      'try-again',
    ),
  'rsync.connection-lost': (it) =>
    words(
      `the connection to ${it.machine} was lost${it.status}${because(it)}.`,
      'What is copied stays, and the next run goes on from there.',
      'try-again',
    ),
  'rsync.killed': (it) =>
    words(
      `rsync was killed from outside${it.status}${because(it)}.`,
      'What is copied stays; run again.',
      'try-again',
    ),
  'rsync.failed': (it) => words(`rsync failed${it.status}${because(it)}.`, it.ways.readLog(), 'open-log'),
};
