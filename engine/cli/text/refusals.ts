import { printable } from '../../model/path-text.ts';
import type { PlanRefusal, RefusalDetails, RefusalReason } from '../../model/plan.ts';
import { countOf, formatBytes, formatCount } from '../print/amounts.ts';
import { command, when, words, type Words } from './words.ts';

interface Said {
  readonly path: string;
  readonly pattern: string;
  readonly pairName: string | undefined;
  readonly details: RefusalDetails;
}

const UNCHANGED = 'nothing was changed.';

const found = ({ details }: Said, say: (found: string) => string): string =>
  when(details.found, (text) => say(printable(text)));

/** Where it should lie and where it lies: `it should be on apfs 1234 at /Volumes/Users, and now lies on …` */
function lies({ details }: Said): string {
  const expected = when(
    details.expected,
    (text) => `it should be on ${printable(text)}`,
    'it should be elsewhere',
  );
  return `${expected}${when(details.found, (text) => `, and now lies on ${printable(text)}`)}`;
}

const acceptVolumes = (it: Said): string =>
  `If the disk was replaced on purpose: ${command('check', it.pairName, '--accept-volumes')}`;

const installRsync = (side: string, it: Said): Words =>
  words(
    `there is no usable rsync on the ${side}${found(it, (text) => ` (${text})`)}.`,
    'Install rsync 3 there, on a Mac with: brew install rsync',
  );

const WORDS: Readonly<Record<RefusalReason, (it: Said) => Words>> = {
  'source.missing': (it) =>
    words(`the source ${it.path} does not exist on the primary.`, `Check the path; ${UNCHANGED}`),
  'source.unreadable': (it) =>
    words(
      `the source ${it.path} cannot be read.`,
      `Run as a user who may, on a Mac with Full Disk Access; ${UNCHANGED}`,
    ),
  'source.not-mounted': (it) =>
    words(`the source ${it.path} is not mounted: ${lies(it)}.`, `Mount the disk and run again; ${UNCHANGED}`),
  'source.replaced': (it) =>
    words(`the source ${it.path} is another volume than before: ${lies(it)}.`, acceptVolumes(it)),
  'source.empty': (it) =>
    words(
      `the source ${it.path} is empty; a run would make the standby empty too.`,
      `Is its disk mounted? ${nothingUnlessApproved(it)}`,
    ),
  'source.husk': (it) =>
    words(`the source ${it.path} ${shrunk(it)}.`, `Is its disk mounted? ${nothingUnlessApproved(it)}`),
  'source.sealed-system': (it) =>
    words(
      `the source ${it.path} is the sealed system${found(it, (text) => ` of ${text}`)}: read-only, and no copy of it would start.`,
      'Take /System/Volumes/Data as the source, and install macOS on the standby.',
    ),
  'destination.missing': (it) =>
    words(
      `the destination ${it.path} does not exist on the standby.`,
      `Make the folder there, or correct the path; ${UNCHANGED}`,
    ),
  'destination.not-mounted': (it) =>
    words(
      `the destination ${it.path} is not mounted on the standby: ${lies(it)}.`,
      `Mount the disk there and run again; ${UNCHANGED}`,
    ),
  'destination.replaced': (it) =>
    words(`the destination ${it.path} is another volume than before: ${lies(it)}.`, acceptVolumes(it)),
  'destination.read-only': (it) =>
    words(
      `the destination ${it.path} cannot be written on the standby.`,
      `Sign in there as a user who may, or mount the disk writable; ${UNCHANGED}`,
    ),
  'destination.belongs-to-another': (it) =>
    words(
      `the destination ${it.path} belongs to another pair or volume${found(it, (text) => `: its .warmspare-standby says ${text}`)}.`,
      `Choose another place, or remove that file if the other pair is gone; ${UNCHANGED}`,
    ),
  'destination.marker-lost': (it) =>
    words(
      `the destination ${it.path} has lost its mark (.warmspare-standby): it may not be the place it was.`,
      `If it is: ${command('check', it.pairName, '--accept-volumes')}`,
    ),
  'destination.running-system': (it) =>
    words(
      `the destination ${it.path} is what the standby runs from; copying over it would break that machine.`,
      'Choose a folder or volume of its own.',
    ),
  'destination.no-space': (it) =>
    words(
      `the destination ${it.path} has too little room: ${when(it.details.neededBytes, (bytes) => `${formatBytes(bytes)} needed`, 'more needed')}, ${when(it.details.freeBytes, (bytes) => `${formatBytes(bytes)} free`, 'less free')}.`,
      `Make room on the standby and run again; ${UNCHANGED}`,
    ),
  'destination.no-inodes': (it) =>
    words(
      `the destination ${it.path} cannot hold so many files${when(it.details.count, (count) => `: ${formatCount(count)} more to come`)}${found(it, (free) => `, room for ${countText(free)}`)}.`,
      `Choose a disk with room for more files (inodes); ${UNCHANGED}`,
    ),
  'places.same': (it) =>
    words(
      `the source ${it.path} and its destination${found(it, (text) => ` ${text}`)} are the same folder.`,
      'Choose another destination.',
    ),
  'places.nested': (it) =>
    words(
      `the source ${it.path} and its destination${found(it, (text) => ` ${text}`)} lie one inside the other.`,
      'Choose a destination outside.',
    ),
  'places.overlap': (it) =>
    words(
      `two volumes write to the same place on the standby: ${it.path}${found(it, (text) => ` and ${text}`)}.`,
      'Give each a destination of its own.',
    ),
  'driver.both-remote': () =>
    words(
      'both machines are remote, and rsync would run here: it cannot copy from one remote machine to another.',
      'Let it run on the primary: add the pair with --driver primary.',
    ),
  'driver.primary-is-local': () =>
    words(
      'rsync would run on the primary over ssh, which is for two machines reached by ssh; one of these is this machine.',
      'Let it run here: add the pair with --driver local.',
    ),
  'rsync.missing-primary': (it) => installRsync('primary', it),
  'rsync.missing-standby': (it) => installRsync('standby', it),
  'filters.invalid': (it) =>
    words(
      `the pattern ${it.pattern} cannot be used${found(it, (text) => `: ${text}`)}.`,
      'Correct it; nothing was changed.',
    ),
  'filters.exclude-everything': (it) =>
    words(
      `${when(it.details.pattern, () => `the pattern ${it.pattern} leaves`, 'the patterns leave')} out everything${when(it.details.path, (path) => ` in ${printable(path)}`)}.`,
      'Correct that; nothing was changed.',
    ),
  'plan.changed': (it) =>
    words(
      `this is no longer the plan that was approved${when(it.details.expected, (text) => ` (${printable(text)})`)}: something has changed since${found(it, (text) => `, and it is now ${text}`)}.`,
      `Nothing was changed. Look again: ${command('sync', it.pairName, '--preview')}`,
    ),
};

/** `50,210` for a count that came as text. */
function countText(text: string): string {
  return /^\d{1,15}$/.test(text) ? formatCount(Number(text)) : printable(text);
}

/** `expected` is the number of entries that the last run found. */
function shrunk({ details }: Said): string {
  if (details.expected === undefined)
    return 'holds folders and not one file, as a volume does that was emptied or is not mounted';
  return `has shrunk to ${countOf(details.count ?? 0, 'entry', 'entries')}; the last run found ${countText(details.expected)}`;
}

function nothingUnlessApproved({ details, pairName }: Said): string {
  if (details.planId === undefined) return 'Nothing was changed.';
  return `Nothing was changed. If that is right: ${command('sync', pairName, '--approve', details.planId)}`;
}

/** Why nothing was started, and what to do. */
export function refusalWords(refusal: PlanRefusal, pairName?: string): Words {
  const { details } = refusal;
  return WORDS[refusal.reason]({
    path: when(details.path, printable, 'of a volume'),
    pattern: when(details.pattern, (pattern) => `"${printable(pattern)}"`, 'of this pair'),
    pairName,
    details,
  });
}
