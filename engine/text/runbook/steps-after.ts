import { printable } from '../../model/path-text.ts';
import type { RunbookAction } from '../../model/runbook.ts';
import {
  leaseMacAddress,
  removeLinuxAddress,
  setMacName,
  switchMacService,
} from '../../plan/runbook/commands-network.ts';
import { warmspare } from '../../plan/runbook/commands-warmspare.ts';
import { isAtLeast, macVersionOf, type MacVersion } from '../../plan/failover/macos-version.ts';
import type { PlannedStep } from '../../plan/runbook/planned-step.ts';
import { hasNetworksetup } from './steps-address.ts';
import { macNames } from './steps-take.ts';
import { recoveryWords, settingPlace } from './mac-places.ts';
import { quoted, say, type StepContext, type StepWords } from './step-words.ts';

type AfterKind =
  | 'let-one-work'
  | 'tell-people'
  | 'protect-standby'
  | 'mend-old-primary'
  | 'copy-back'
  | 'give-back'
  | 'restore-to-new-mac';

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
  'mend-old-primary': (step, { input }) => ({
    title: 'Mend the old primary, apart from the network',
    why: 'It still has the name, the address and a schedule. On the network it would get into the standby’s way at once.',
    actions: [
      say('Leave its network cable out, and Wi-Fi off. Take the note away only when it is mended.'),
      say(recoveryWords(step.family)),
      ...(input.pair.primary.kind === 'local'
        ? [
            say('When it runs, pause the schedule of the pair first:'),
            warmspare('primary', 'schedule pause', input.pair.name),
          ]
        : []),
      say('Give it another name, and an address that nobody else has, before it is on the network again.'),
      ...retireCommands(step, macVersionOf(input.survey.primary?.machine.osVersion)),
    ],
    proof: 'It has run for an hour, has a name of its own, and has another address than the standby.',
    ifNot: 'Take another machine in its place, and set up a new pair from the standby to it.',
    minutes: 60,
  }),
  'copy-back': ({ isBooted }, { input }) => ({
    title: 'Copy back what people have done meanwhile',
    why: 'Never sync the pair as it was: that would copy the old primary over everything since. The pair is reversed, from the standby to the old primary.',
    actions: [
      ...(isBooted
        ? [
            say(
              'When nobody works: choose the standby’s own disk (written down above) as the startup disk, and restart. The clone is then an ordinary disk again.',
            ),
          ]
        : []),
      say('On the machine that Warmspare runs on:'),
      warmspare('anywhere', 'failback', input.pair.name),
      say(
        'It shows first what it would change on the old primary, and copies nothing before you have agreed.',
      ),
    ],
    proof: 'It says that the copy is whole, and a verify finds no difference.',
    ifNot:
      'Change nothing by hand. What would be deleted or replaced there, and should not be, is a reason to stop and to ask.',
    minutes: 120,
  }),
  'give-back': ({ isBooted, plan, os }, context) => ({
    title: 'Give the role back',
    why: 'In the other direction it is the same switch: first nobody works, then the last changes are copied, then name and address go back.',
    actions: [
      say('In the evening: nobody works any more, and the shares of the standby are turned off.'),
      say('Copy back once more, as in the step before: it takes only what has changed.'),
      ...(isBooted ? [] : ownAddress(plan, os, context)),
      say('Give the old primary its name and its address, and turn its network on.'),
      say('Look at the pair, and resume its schedule:'),
      warmspare('anywhere', 'status', context.input.pair.name),
      warmspare('anywhere', 'schedule resume', context.input.pair.name),
    ],
    proof: 'People work on the old primary, and the first sync to the standby has succeeded.',
    ifNot: 'Stay with the standby: it has everything. Try again on another evening.',
    minutes: 60,
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

type MendStep = Extract<PlannedStep, { readonly kind: 'mend-old-primary' }>;

function retireCommands(
  { os, names, service }: MendStep,
  version: MacVersion | undefined,
): readonly RunbookAction[] {
  if (os !== 'darwin') return [];
  const network = (action: (service: string) => RunbookAction): RunbookAction[] =>
    service === undefined || !hasNetworksetup(os, version) ? [] : [action(service)];
  return [
    ...network((name) => switchMacService('primary', name, 'off')),
    ...macNames(names).flatMap(([which, name]) => setMacName('primary', which, name) ?? []),
    ...network((name) => leaseMacAddress('primary', name)),
    ...network((name) => switchMacService('primary', name, 'on')),
  ];
}

type GiveBack = Extract<PlannedStep, { readonly kind: 'give-back' }>;

/** What the standby has to lay down before the old primary may have it. */
function ownAddress(
  plan: GiveBack['plan'],
  os: GiveBack['os'],
  { version, input }: StepContext,
): readonly RunbookAction[] {
  if (plan.kind !== 'take') return [say('Let the names in DNS point to the old primary again.')];
  const { on, address, prefixLength } = plan;
  const name = input.survey.standby?.machine.computerName;
  const named = name === undefined ? 'its own name' : `its name ${quoted(name)}`;
  if (os === 'linux' && on !== undefined && prefixLength !== undefined)
    return [
      say(`Give the standby ${named} back, and take the address from it:`),
      removeLinuxAddress(on.device, address, prefixLength),
    ];
  const place = os === 'darwin' ? ` in ${settingPlace('network', version)}` : '';
  const own =
    on === undefined
      ? 'its own address'
      : `its own address ${printable(on.address)}${on.how === 'dhcp' ? ' (by DHCP)' : ''}`;
  return [say(`Give the standby ${named} and ${own} back${place}.`)];
}
