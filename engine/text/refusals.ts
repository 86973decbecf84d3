import { printable } from '../model/path-text.ts';
import type { PlanRefusal, RefusalDetails, RefusalReason } from '../model/plan.ts';
import { countOf, formatBytes, formatCount } from './amounts.ts';
import type { RemedyAction } from './remedy-action.ts';
import type { PairNamed, Ways } from './ways.ts';
import { when, words, type Words } from './words.ts';

interface Said {
  readonly path: string;
  readonly pattern: string;
  readonly pairName: PairNamed;
  readonly details: RefusalDetails;
  readonly ways: Ways;
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

const installRsync = (side: string, it: Said): Words =>
  words(
    `there is no usable rsync on the ${side}${found(it, (text) => ` (${text})`)}.`,
    it.ways.installRsync(),
    'check',
  );

const WORDS: Readonly<Record<RefusalReason, (it: Said) => Words>> = {
  'source.missing': (it) =>
    words(
      `the source ${it.path} does not exist on the primary.`,
      `Check the path; ${UNCHANGED}`,
      'open-volumes',
    ),
  'source.unreadable': (it) =>
    words(`the source ${it.path} cannot be read.`, it.ways.readSource(), 'full-disk-access'),
  'source.not-mounted': (it) =>
    words(
      `the source ${it.path} is not mounted: ${lies(it)}.`,
      `Mount the disk and run again; ${UNCHANGED}`,
      'try-again',
    ),
  'source.replaced': (it) =>
    words(
      `the source ${it.path} is another volume than before: ${lies(it)}.`,
      it.ways.acceptDisk(it.pairName),
      'accept-volumes',
    ),
  'source.empty': (it) =>
    words(
      `the source ${it.path} is empty; a run would make the standby empty too.`,
      `Is its disk mounted? ${nothingUnlessApproved(it)}`,
      approvable(it),
    ),
  'source.husk': (it) =>
    words(
      `the source ${it.path} ${shrunk(it)}.`,
      `Is its disk mounted? ${nothingUnlessApproved(it)}`,
      approvable(it),
    ),
  'source.sealed-system': (it) =>
    words(
      `the source ${it.path} is the sealed system${found(it, (text) => ` of ${text}`)}: read-only, and no copy of it would start.`,
      'Take /System/Volumes/Data as the source, and install macOS on the standby.',
      'open-volumes',
    ),
  'destination.missing': (it) =>
    words(
      `the destination ${it.path} does not exist on the standby.`,
      `Make the folder there, or correct the path; ${UNCHANGED}`,
      'open-volumes',
    ),
  'destination.not-mounted': (it) =>
    words(
      `the destination ${it.path} is not mounted on the standby: ${lies(it)}.`,
      `Mount the disk there and run again; ${UNCHANGED}`,
      'try-again',
    ),
  'destination.replaced': (it) =>
    words(
      `the destination ${it.path} is another volume than before: ${lies(it)}.`,
      it.ways.acceptDisk(it.pairName),
      'accept-volumes',
    ),
  'destination.read-only': (it) =>
    words(
      `the destination ${it.path} cannot be written on the standby.`,
      `Sign in there as a user who may, or mount the disk writable; ${UNCHANGED}`,
      'try-again',
    ),
  'destination.belongs-to-another': (it) =>
    words(
      `the destination ${it.path} belongs to another pair or volume${found(it, (text) => `: its .warmspare-standby says ${text}`)}.`,
      `Choose another place, or remove that file if the other pair is gone; ${UNCHANGED}`,
      'open-volumes',
    ),
  'destination.marker-lost': (it) =>
    words(
      `the destination ${it.path} has lost its mark (.warmspare-standby): it may not be the place it was.`,
      it.ways.acceptPlace(it.pairName),
      'accept-volumes',
    ),
  'destination.running-system': (it) =>
    words(
      `the destination ${it.path} is what the standby runs from; copying over it would break that machine.`,
      'Choose a folder or volume of its own.',
      'open-volumes',
    ),
  'destination.no-space': (it) =>
    words(
      `the destination ${it.path} has too little room: ${when(it.details.neededBytes, (bytes) => `${formatBytes(bytes)} needed`, 'more needed')}, ${when(it.details.freeBytes, (bytes) => `${formatBytes(bytes)} free`, 'less free')}.`,
      `Make room on the standby and run again; ${UNCHANGED}`,
      'try-again',
    ),
  'destination.no-inodes': (it) =>
    words(
      `the destination ${it.path} cannot hold so many files${when(it.details.count, (count) => `: ${formatCount(count)} more to come`)}${found(it, (free) => `, room for ${countText(free)}`)}.`,
      `Choose a disk with room for more files (inodes); ${UNCHANGED}`,
      'open-volumes',
    ),
  'places.same': (it) =>
    words(
      `the source ${it.path} and its destination${found(it, (text) => ` ${text}`)} are the same folder.`,
      'Choose another destination.',
      'open-volumes',
    ),
  'places.nested': (it) =>
    words(
      `the source ${it.path} and its destination${found(it, (text) => ` ${text}`)} lie one inside the other.`,
      'Choose a destination outside.',
      'open-volumes',
    ),
  'places.overlap': (it) =>
    words(
      `two volumes write to the same place on the standby: ${it.path}${found(it, (text) => ` and ${text}`)}.`,
      'Give each a destination of its own.',
      'open-volumes',
    ),
  'driver.both-remote': (it) =>
    words(
      'both machines are remote, and rsync would run here: it cannot copy from one remote machine to another.',
      it.ways.runOn('the primary'),
      'set-up',
    ),
  'driver.primary-is-local': (it) =>
    words(
      'rsync would run on the primary over ssh, which is for two machines reached by ssh; one of these is this machine.',
      it.ways.runOn('this machine'),
      'set-up',
    ),
  'rsync.missing-primary': (it) => installRsync('primary', it),
  'rsync.missing-standby': (it) => installRsync('standby', it),
  'filters.invalid': (it) =>
    words(
      `the pattern ${it.pattern} cannot be used${found(it, (text) => `: ${text}`)}.`,
      'Correct it; nothing was changed.',
      'open-volumes',
    ),
  'filters.exclude-everything': (it) =>
    words(
      `${when(it.details.pattern, () => `the pattern ${it.pattern} leaves`, 'the patterns leave')} out everything${when(it.details.path, (path) => ` in ${printable(path)}`)}.`,
      'Correct that; nothing was changed.',
      'open-volumes',
    ),
  'plan.changed': (it) =>
    words(
      `this is no longer the plan that was approved${when(it.details.expected, (text) => ` (${printable(text)})`)}: something has changed since${found(it, (text) => `, and it is now ${text}`)}.`,
      `Nothing was changed. ${it.ways.lookAgain(it.pairName)}`,
      'preview',
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

function nothingUnlessApproved({ details, ways, pairName }: Said): string {
  if (details.planId === undefined) return 'Nothing was changed.';
  return `Nothing was changed. ${ways.approve(pairName, details.planId)}`;
}

function approvable({ details }: Said): RemedyAction {
  return details.planId === undefined ? 'try-again' : 'review-held';
}

/** Why nothing was started, and what to do. */
export function refusalWords(refusal: PlanRefusal, ways: Ways, pairName: PairNamed): Words {
  const { details } = refusal;
  return WORDS[refusal.reason]({
    path: when(details.path, printable, 'of a volume'),
    pattern: when(details.pattern, (pattern) => `"${printable(pattern)}"`, 'of this pair'),
    pairName,
    details,
    ways,
  });
}
