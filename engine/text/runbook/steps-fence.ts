import type { MachineFacts } from '../../model/machine.ts';
import { printable } from '../../model/path-text.ts';
import type { RunbookAction } from '../../model/runbook.ts';
import { ping } from '../../plan/runbook/commands-network.ts';
import { markPromoted, shutDownBySsh, warmspare } from '../../plan/runbook/commands-warmspare.ts';
import type { HostPlace } from '../../plan/runbook/planned-step.ts';
import { say, type StepContext, type StepWords } from './step-words.ts';

type FenceKind =
  | 'call-primary'
  | 'shut-down-primary'
  | 'unplug-primary'
  | 'pause-schedule'
  | 'mark-promoted'
  | 'keep-primary-away';

export const FENCE_WORDS: StepWords<FenceKind> = {
  'call-primary': ({ address, from }) => ({
    title: 'See whether the primary still answers',
    why: 'A primary that still works goes on changing files, and two machines with one address disturb each other.',
    actions:
      address === undefined
        ? [say('Its address is not known: look for it in the router’s list of machines, and ping it.')]
        : [ping(from, address)],
    proof: 'Nothing answers: the last lines say 100% packet loss.',
    ifNot: 'It answers: end it in the next step, and come back to this one.',
    minutes: 1,
  }),
  'shut-down-primary': ({ signIn }, { input }) => ({
    title: 'Shut the primary down',
    why: 'Shut down in order, it loses least, and its disks can be read later.',
    actions: [
      say(`If its screen still works: ${shutDownWords(input.survey.primary?.machine.os)}.`),
      ...(signIn === undefined ? [] : [say('Or over the network:'), shutDownBySsh(signIn)]),
      say('Otherwise hold down its power button for ten seconds.'),
    ],
    proof: 'Its fans and lights are off.',
    ifNot: 'Go on with the next step: without power it is off.',
    minutes: 3,
  }),
  'unplug-primary': ({ restartsAfterPowerLoss, hasRadio }, context) => ({
    title: 'Unplug the primary, and see that it stays so',
    why: `${
      restartsAfterPowerLoss === true
        ? 'It starts by itself as soon as it has power.'
        : 'Somebody may turn it on again to help.'
    } Then there are two machines with one name and one address, and people’s work goes to either.`,
    actions: [
      say(
        `Pull the power cable out of ${context.primary}${recognised(context.input.survey.primary?.machine)}.`,
      ),
      say('Pull out its network cable.'),
      ...(hasRadio === false
        ? []
        : [say('Wi-Fi needs no cable: on a notebook, see that the screen stays black.')]),
      say(`Put a note on it: “Do not turn on. Replaced by ${nameOf(context)}.”`),
    ],
    proof: 'No light is on, and the ping above has no answer.',
    ifNot:
      'You cannot get to it: have somebody there do it, or shut its port in the switch. Do not go on before it is silent.',
    minutes: 3,
  }),
  'pause-schedule': ({ host }, { input }) => ({
    title: 'Pause the schedule of the pair',
    why: 'A sync that begins now would copy from a machine that is dying.',
    actions: [
      ...(host === 'standby' ? [] : [say('On the machine that Warmspare runs on:')]),
      warmspare(host === 'standby' ? 'standby' : 'anywhere', 'schedule pause', input.pair.name),
      say('Or in the app: the page Schedule of the pair, Pause.'),
    ],
    proof: 'It answers that the schedule is paused.',
    ifNot:
      'It says that no Warmspare keeps these pairs now: then none begins a sync, as long as nobody starts it. Else quit it there.',
    minutes: 1,
  }),
  'mark-promoted': ({ pairId }) => ({
    title: 'Mark the standby as promoted',
    why: 'From then on the standby itself refuses every sync from the old primary, even if somebody turns that on by mistake: what people do from now on cannot be overwritten.',
    actions: [markPromoted(pairId)],
    proof: 'It prints “promoted, generation N”, with a number in place of N.',
    ifNot:
      'The tool is missing, or refuses: go on, keep the primary unplugged and the schedule paused, and do the set-up of the pair anew later.',
    minutes: 1,
  }),
  'keep-primary-away': ({ host }, { input }) => ({
    title: 'See that no sync can reach the standby',
    why: 'Nothing on this standby refuses a sync from the old primary: no key of Warmspare’s own was set up here. Only that the primary stays off the network, and the schedule paused, protects what people do from now on.',
    actions: [say(AWAY[host]), ...markActions(host, input.pair.name)],
    proof: 'The primary is unplugged, and Warmspare is paused or quit wherever it runs.',
    ifNot: 'Turn off remote login (ssh) on the standby, and work at its own keyboard.',
    minutes: 1,
  }),
};

/** Only who is not on the primary itself can: Warmspare there was off, or is what has to be kept away. */
function markActions(host: HostPlace, pairName: string): readonly RunbookAction[] {
  if (host === 'primary') return [];
  const where =
    host === 'standby'
      ? 'On the standby, with its disks connected'
      : 'On the machine that Warmspare runs on, with the standby’s disks connected';
  return [
    say(
      `${where}, have Warmspare mark the copy as promoted: it asks for the primary’s name, and refuses every later sync of the pair. The way back goes by that mark:`,
    ),
    warmspare(host === 'standby' ? 'standby' : 'anywhere', 'promote', pairName),
  ];
}

const AWAY: Readonly<Record<HostPlace, string>> = {
  primary:
    'Warmspare runs on the old primary, and would go on by its schedule as soon as that starts. It stays off the network until its schedule is paused: see “Afterwards” at the end.',
  standby: 'Warmspare runs on the standby itself: the schedule stays paused until the role is given back.',
  elsewhere: 'The schedule stays paused, and the old primary off the network, until the role is given back.',
};

function shutDownWords(os: MachineFacts['os'] | undefined): string {
  return os === 'linux' ? 'log in, and enter sudo poweroff' : 'Apple menu > Shut Down';
}

/** `, a Macmini8,1 with the serial number C07…` */
function recognised(machine: MachineFacts | undefined): string {
  const model = machine?.model === undefined ? '' : `, ${printable(machine.model)}`;
  const serial = machine?.serial === undefined ? '' : `, serial number ${printable(machine.serial)}`;
  return `${model}${serial}`;
}

function nameOf({ input }: StepContext): string {
  const machine = input.survey.standby?.machine;
  return machine === undefined ? 'the standby' : printable(machine.computerName ?? machine.hostName);
}
