import { isAtLeast, type MacVersion } from '../../plan/failover/macos-version.ts';
import { say, type StepWords } from './step-words.ts';

type AfterKind = 'let-one-work' | 'tell-people' | 'protect-standby' | 'restore-to-new-mac';

export const AFTER_WORDS: StepWords<AfterKind> = {
  'let-one-work': () => ({
    title: 'Let one person work',
    why: 'Only who does the work every day sees what is missing.',
    actions: [
      say('One person signs in, opens a file of the last days, changes it, saves it, and opens it again.'),
      say('The same with each program that people share: calendar, database, printing.'),
    ],
    proof: 'They say that they can work.',
    ifNot: 'Mend it before all others come: with many people on it, each change gets harder.',
    minutes: 10,
  }),
  'tell-people': (_step, { input }) => ({
    title: 'Tell everybody',
    why: 'They have lost what they did since the recovery point, and may not know it.',
    actions: [
      say('Work goes on, for some with another password.'),
      say(
        'Whatever was saved after the recovery point (it stands at the top) is gone: do it again, or send what is still on your own machine.',
      ),
      say('Nobody turns on the old primary.'),
      ...(input.settings.notes.trim() === '' ? [] : [say('Call who is named under “Whom to call”.')]),
    ],
    proof: 'Somebody in each room has said that they have heard it.',
    ifNot: 'Put it on the door.',
    minutes: 10,
  }),
  'protect-standby': (_step, { input, serving }) => ({
    title: 'Give the standby a backup of its own',
    why: 'There is no spare any more: what is saved from now on is in one place.',
    actions: [
      say(
        hasTimeMachine(input.survey.standby?.machine.os, serving)
          ? 'Connect an empty disk, and let Time Machine back up to it, the disk with the clone as well (see that it is not among the exclusions).'
          : 'Let the machine back up to another disk, by its own means.',
      ),
    ],
    proof: 'The first backup has ended.',
    ifNot: 'Copy the folders that people work in to an empty disk, every evening.',
    minutes: 20,
  }),
  'restore-to-new-mac': () => ({
    title: 'Or: a new Mac in the primary’s place',
    why: 'This standby serves files. Programs and settings of a Mac need a Mac.',
    actions: [
      say('Take a Mac with the same macOS as the primary or a later one, and connect an empty disk to it.'),
      say('Copy the clone onto that disk by a pair from the standby to it, previewed as in “Copy back”.'),
      say(
        'On the new Mac open Migration Assistant, and choose “From a Mac, Time Machine backup or Startup disk”, then that disk.',
      ),
    ],
    proof: 'The people of the primary can sign in to the new Mac.',
    ifNot:
      'Migration Assistant takes only a disk with all of a Mac’s data (Users, Library, Applications), and nobody has tried it with this clone. Create the accounts by hand, and copy the home folders.',
    minutes: 240,
  }),
};

/** It came with Mac OS X 10.5. */
function hasTimeMachine(os: string | undefined, version: MacVersion | undefined): boolean {
  return os === 'darwin' && (version === undefined || isAtLeast(version, 10, 5));
}
