import { printable } from '../../model/path-text.ts';
import type { SshEndpoint } from '../../model/endpoint.ts';
import type { RunbookAction } from '../../model/runbook.ts';
import { wayBackName } from '../../model/way-back-name.ts';
import { stopUnit } from '../../plan/runbook/commands-linux-services.ts';
import {
  leaseMacAddress,
  listLinuxAddresses,
  removeLinuxAddress,
  setLinuxName,
  setMacName,
  switchMacService,
} from '../../plan/runbook/commands-network.ts';
import { movePrimary, warmspare } from '../../plan/runbook/commands-warmspare.ts';
import { macVersionOf, type MacVersion } from '../../plan/failover/macos-version.ts';
import type { PlannedStep } from '../../plan/runbook/planned-step.ts';
import { forgetKeyActions, hasNetworksetup } from './steps-address.ts';
import { macNames, shortName } from './steps-take.ts';
import { recoveryWords, settingPlace } from './mac-places.ts';
import { quoted, say, type StepContext, type StepText, type StepWords } from './step-words.ts';

export const FAIL_BACK_WORDS: StepWords<'mend-old-primary' | 'copy-back' | 'give-back'> = {
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
  'copy-back': (step, context) => copyBack(step, context),
  'give-back': (step, context) => giveBack(step, context),
};

type MendStep = Extract<PlannedStep, { readonly kind: 'mend-old-primary' }>;

function retireCommands(
  { os, names, service }: MendStep,
  version: MacVersion | undefined,
): readonly RunbookAction[] {
  if (os === 'linux')
    return [
      say('Both have to outlast a restart. Only then is this list without the standby’s addresses:'),
      listLinuxAddresses('primary'),
    ];
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

type CopyBack = Extract<PlannedStep, { readonly kind: 'copy-back' }>;

function copyBack({ isBooted, way }: CopyBack, { input }: StepContext): StepText {
  return {
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
      ...(way === 'failback' ? failbackActions(input.pair) : BY_HAND),
    ],
    proof: 'The copy is done, and the verify finds no difference but in what people have changed meanwhile.',
    ifNot:
      'Change nothing by hand. What would be deleted or replaced there, and should not be, is a reason to stop and to ask.',
    minutes: 120,
  };
}

function failbackActions({ name, primary }: StepContext['input']['pair']): readonly RunbookAction[] {
  const back = wayBackName(name, () => false);
  return [
    ...(primary.kind === 'local' ? [] : [say(movedWords(name, primary))]),
    say('On the machine that Warmspare runs on:'),
    warmspare('anywhere', 'failback', name),
    say(
      `That makes a pair in the other direction, called ${quoted(back)} here; it says so if the name is another. It needs a set-up, with a sign-in to both machines:`,
    ),
    warmspare('anywhere', 'setup', back),
    say('Now it shows what it would change on the old primary, and copies nothing:'),
    warmspare('anywhere', 'failback', name),
    say(
      'If that is right, copy. Where something on the old primary would be replaced or deleted, the first run waits: enter it once more as it then shows, with --approve:',
    ),
    warmspare('anywhere', 'sync', back),
    say('Compare all of it:'),
    warmspare('anywhere', 'verify', back, '--full'),
  ];
}

/** People work at the old address, which is the standby's by now. */
function movedWords(name: string, primary: SshEndpoint): string {
  const { text } = movePrimary(name, { ...primary, host: 'ADDRESS' });
  return `Warmspare looks for the old primary under ${printable(primary.host)}, which is not its own any more. On the machine that Warmspare runs on, tell it the other address, in the place of ADDRESS: ${text}`;
}

const BY_HAND: readonly RunbookAction[] = [
  say(
    'On the machine that Warmspare runs on, add a pair in the other direction: the standby as its primary, the old primary as its standby, and each folder the other way round. It has no schedule.',
  ),
  say(
    'Sync it. It shows first what it would change on the old primary, and copies nothing before you have agreed. Then verify it, in full.',
  ),
];

type GiveBack = Extract<PlannedStep, { readonly kind: 'give-back' }>;

function giveBack(step: GiveBack, context: StepContext): StepText {
  const { isBooted, way, plan, os, units, sshNames } = step;
  const { name, primary } = context.input.pair;
  return {
    title: 'Give the role back',
    why: 'In the other direction it is the same switch: first nobody works, then the last changes are copied, then name and address go back.',
    actions: [
      say(
        'In the evening, when nobody works any more: turn off on the standby whatever files are changed by, its shared folders and services.',
      ),
      ...(os === 'linux' ? units.map(stopUnit) : []),
      ...(way === 'failback'
        ? [
            say(
              'Copy what is left, and make the standby a standby again. It asks whether everything is stopped:',
            ),
            warmspare('anywhere', 'failback', name, '--finish'),
          ]
        : [say('Copy back once more, as in the step before: it takes only what has changed.')]),
      ...(isBooted ? [] : ownAddress(step, context)),
      say('Give the old primary its name and its address, turn its network on, and start its services.'),
      ...(primary.kind === 'local'
        ? []
        : [say('Tell Warmspare that it is there again:'), movePrimary(name, primary)]),
      ...(plan.kind === 'take' ? forgetKeyActions(sshNames, undefined) : []),
      say('Look at the pair, and resume its schedule, while Warmspare runs:'),
      warmspare('anywhere', 'status', name),
      warmspare('anywhere', 'schedule resume', name),
    ],
    proof: 'People work on the old primary, and the first sync to the standby has succeeded.',
    ifNot: 'Stay with the standby: it has everything. Try again on another evening.',
    minutes: 60,
  };
}

/** What the standby has to lay down before the old primary may have it. */
function ownAddress({ plan, os }: GiveBack, { version, input }: StepContext): readonly RunbookAction[] {
  if (plan.kind !== 'take') return [say('Let the names in DNS point to the old primary again.')];
  const { on, address, prefixLength } = plan;
  const { computerName: name, hostName } = input.survey.standby?.machine ?? {};
  const named = name === undefined ? 'its own name' : `its name ${quoted(name)}`;
  if (os === 'linux' && on !== undefined && prefixLength !== undefined)
    return [
      say(`Give the standby ${named} back, and take the address from it:`),
      ...(hostName === undefined ? [] : [setLinuxName(shortName(hostName))]),
      removeLinuxAddress(on.device, address, prefixLength),
    ];
  const place = os === 'darwin' ? ` in ${settingPlace('network', version)}` : '';
  const own =
    on === undefined
      ? 'its own address'
      : `its own address ${printable(on.address)}${on.how === 'dhcp' ? ' (by DHCP)' : ''}`;
  return [say(`Give the standby ${named} and ${own} back${place}.`)];
}
