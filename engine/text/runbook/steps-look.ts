import { printable } from '../../model/path-text.ts';
import type { RunbookAction } from '../../model/runbook.ts';
import {
  askDiskOf,
  keepOwnersOf,
  listFolder,
  listLinuxDisks,
  listMacDisks,
  mountLinuxDisk,
  mountMacDisk,
  unlockMacDisk,
} from '../../plan/runbook/commands-disks.ts';
import type { StandbyDisk } from '../../plan/runbook/plan-disks.ts';
import { listed, quoted, say, type StepWords } from './step-words.ts';

/** A page of listings tells no more than some. */
const MOST_LISTINGS = 6;

export const LOOK_WORDS: StepWords<'unlock-disks' | 'mount-disks' | 'keep-owners' | 'look-at-copy'> = {
  'unlock-disks': ({ disks, os }) => ({
    title: `Unlock ${diskWords(disks)}`,
    why: `After each start of the standby ${disks.length === 1 ? 'it is' : 'they are'} locked until somebody enters the password.`,
    actions:
      os === 'darwin'
        ? disks.flatMap(unlockActions)
        : [say('Unlock it as after every start of this machine.'), listLinuxDisks()],
    proof: `${disks.length === 1 ? 'It is' : 'Each is'} said to be unlocked, or to have been so already.`,
    ifNot:
      os === 'darwin'
        ? `Open Disk Utility, choose ${disks.length === 1 ? 'the disk' : 'each of them'}, click Mount, and enter the password there.`
        : 'Ask whoever set the machine up: without that password there is no copy.',
    minutes: 3,
  }),
  'mount-disks': ({ disks, os }) => ({
    title: `See that ${diskWords(disks)} ${disks.length === 1 ? 'is' : 'are'} there`,
    why: 'Without its disk, a folder of that name is empty, and everything would seem to be lost.',
    actions: [
      ...disks.map(({ path }) => askDiskOf(path)),
      ...mountActions(disks, os),
      say(`If ${disks.length === 1 ? 'it' : 'one'} is missing, see which disks there are:`),
      os === 'darwin' ? listMacDisks() : listLinuxDisks(),
    ],
    proof: `The last words of what df prints are ${listed(disks.map(({ mountPoint }) => printable(mountPoint)))}.`,
    ifNot: 'Look at cables and power. A disk that the list does not have is not connected, or broken.',
    minutes: 3,
  }),
  'keep-owners': ({ disks }) => ({
    title: `Let the standby honour owners on its ${disks.length === 1 ? 'disk' : 'disks'}`,
    why: 'While it ignores ownership there, everybody who signs in may read and change everything.',
    actions: disks.map(({ device, mountPoint }) => keepOwnersOf(device ?? mountPoint)),
    proof: `Ownership is said to be enabled${disks.length === 1 ? '' : ', for each of them'}.`,
    ifNot:
      'In the Finder, choose such a disk, then File > Get Info, and clear “Ignore ownership on this volume”.',
    minutes: 1,
  }),
  'look-at-copy': ({ paths }) => ({
    title: 'Look at the copy once more',
    why: 'It is all that people will have. This is the last moment at which nothing has been changed.',
    actions: [
      ...paths.slice(0, MOST_LISTINGS).map(listFolder),
      say('Open three files that somebody changed shortly before the recovery point above.'),
    ],
    proof: 'The folders are those of the primary, and the three files are as they were then.',
    ifNot:
      'Stop, and delete nothing on the standby. Look in Warmspare’s history for the last runs, then for other backups; the primary’s disk may still be readable from another machine.',
    minutes: 10,
  }),
};

function unlockActions({ device, isApfs }: StandbyDisk): readonly RunbookAction[] {
  if (device !== undefined) return [unlockMacDisk(device, isApfs)];
  return [
    say('Its device is not known: find it in this list, and unlock it in Disk Utility.'),
    listMacDisks(),
  ];
}

function mountActions(disks: readonly StandbyDisk[], os: string | undefined): readonly RunbookAction[] {
  const commands = disks.flatMap(({ device, mountPoint }) => {
    if (os !== 'darwin') return [mountLinuxDisk(mountPoint)];
    return device === undefined ? [] : [mountMacDisk(device)];
  });
  return commands.length === 0 ? [] : [say('Mount what is not mounted:'), ...commands];
}

/** `the disk “Clone”`, `the disks “Clone” and “Space”` */
function diskWords(disks: readonly StandbyDisk[]): string {
  const names = disks.map(({ name, mountPoint }) => quoted(name ?? mountPoint));
  return `the ${names.length === 1 ? 'disk' : 'disks'} ${listed(names)}`;
}
