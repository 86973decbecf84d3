import { printable } from '../../model/path-text.ts';
import { isAtLeast } from '../../plan/failover/macos-version.ts';
import type { BootVolume } from '../../plan/failover/boot-volume.ts';
import { askDiskOf } from '../../plan/runbook/commands-disks.ts';
import {
  askStartupDevice,
  blessSystem,
  chooseStartupSystem,
  chooseStartupVolume,
  fillPreboot,
  restart,
} from '../../plan/runbook/commands-startup.ts';
import { warmspare } from '../../plan/runbook/commands-warmspare.ts';
import { settingPlace, startupManagerWords } from './mac-places.ts';
import { quoted, say, type StepContext, type StepText, type StepWords } from './step-words.ts';

type BootKind =
  | 'note-own-disk'
  | 'allow-other-disks'
  | 'bless-clone'
  | 'choose-clone'
  | 'restart-from-clone'
  | 'pause-clone';

export const BOOT_WORDS: StepWords<BootKind> = {
  'note-own-disk': () => ({
    title: 'Write down what the standby starts from now',
    why: 'To give the role back, it starts from there again.',
    actions: [
      askStartupDevice(),
      askDiskOf('/'),
      say('The name of the disk in the Finder: ____________________'),
    ],
    proof: 'A device such as /dev/disk0s2 and a name are written down.',
    ifNot: 'Write down the name alone, as the Finder shows it.',
    minutes: 1,
  }),
  'allow-other-disks': (_step, { version }) => ({
    title: 'Allow the standby to start from another disk',
    why: 'A Mac with a T2 chip starts from nothing but its own disk until an administrator allows it.',
    actions: [
      say('Restart the standby, and hold down Command-R until a logo or a globe appears.'),
      say('Choose Utilities > Startup Security Utility, and enter an administrator’s password.'),
      say(
        `Choose Medium Security, and “Allow booting from external ${
          version !== undefined && !isAtLeast(version, 10, 15) ? '' : 'or removable '
        }media”.`,
      ),
      say('Choose Apple menu > Restart.'),
    ],
    proof: 'Opened once more, the utility shows both as they were chosen.',
    ifNot: `Without that, the clone does not start. ${INSTEAD}`,
    minutes: 10,
  }),
  'bless-clone': ({ clone, family }) => ({
    title: 'Make the clone one that a Mac starts from',
    why: 'A copy of files has everything but the mark by which the firmware finds its system.',
    actions: [blessSystem(clone.path, family), ...(clone.isApfs ? [fillPreboot(clone.path)] : [])],
    proof: clone.isApfs ? 'Neither of the two prints an error.' : 'It prints no error.',
    ifNot: `Is the disk mounted, and is there a folder ${printable(clone.path)}/System/Library/CoreServices? Without it there is no system on the disk. ${INSTEAD}`,
    minutes: 2,
  }),
  'choose-clone': ({ clone }, context) => chooseClone(clone, context),
  'restart-from-clone': ({ clone, family }) => ({
    title: 'Restart from the clone',
    why: 'From here on the standby is the primary, with its people, programs and settings.',
    actions: [
      say('See once more that the primary has neither power nor network.'),
      restart(),
      say(
        `If it starts from its own disk again, restart it once more. ${startupManagerWords(family, quoted(clone.name))}`,
      ),
    ],
    proof: `The login window shows the primary’s people. Apple menu > About This Mac says${clone.osVersion === undefined ? '' : ` version ${printable(clone.osVersion)}, and`} startup disk ${quoted(clone.name)}.`,
    ifNot: `A question mark, a crossed-out circle, or nothing for ten minutes: the clone does not start. Hold down the power button until the standby is off. ${startupManagerWords(family, 'the standby’s own disk')} ${INSTEAD}`,
    minutes: 10,
  }),
  'pause-clone': (_step, { input }) => ({
    title: 'Keep the Warmspare of the clone from syncing',
    why: 'The clone brought it along. It takes this machine for the primary that it was, and would look for a standby.',
    actions: [
      warmspare('standby', 'schedule pause', input.pair.name),
      say('Or in the app: the page Schedule of the pair, Pause.'),
    ],
    proof: 'It answers that the schedule is paused.',
    ifNot: 'Quit Warmspare, and take it out of the login items.',
    minutes: 1,
  }),
};

/** What is left where the clone does not start. */
const INSTEAD =
  'Then keep the standby’s own macOS: create the people’s accounts there, and share the folders of the clone from it.';

function chooseClone(clone: BootVolume, { version }: StepContext): StepText {
  const pane = settingPlace('startup-disk', version);
  // System Integrity Protection came with OS X 10.11.
  const mayBeRefused = version === undefined || isAtLeast(version, 10, 11);
  return {
    title: `Choose ${quoted(clone.name)} as the startup disk`,
    why: 'The standby is to start from it now, and again after every power cut.',
    actions: [
      say(`Open ${pane}. Click the padlock, choose ${quoted(clone.name)}, and do not restart yet.`),
      say('The same in Terminal:'),
      chooseStartupVolume(clone.path),
      ...(mayBeRefused ? [say('If macOS does not allow that:'), chooseStartupSystem(clone.path)] : []),
    ],
    proof: `Opened anew, Startup Disk says that the Mac will start from ${quoted(clone.name)}.`,
    ifNot: 'Go on: the disk can be chosen by hand while the standby starts, as the next step says.',
    minutes: 3,
  };
}
