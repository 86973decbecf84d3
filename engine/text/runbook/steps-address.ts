import { printable } from '../../model/path-text.ts';
import type { RunbookAction } from '../../model/runbook.ts';
import {
  addLinuxAddress,
  announceLinuxAddress,
  askMacService,
  forgetSshKey,
  listLinuxAddresses,
  ping,
  pingFromElsewhere,
  setMacDns,
  takeMacAddress,
} from '../../plan/runbook/commands-network.ts';
import { ipv4Of, netmaskOf } from '../../plan/runbook/ip-address.ts';
import { isAtLeast, type MacVersion } from '../../plan/failover/macos-version.ts';
import type { AddressPlan, TakenAddress } from '../../plan/runbook/plan-address.ts';
import type { PlannedStep } from '../../plan/runbook/planned-step.ts';
import { settingPlace } from './mac-places.ts';
import { quoted, say, type StepContext, type StepText, type StepWords } from './step-words.ts';

export const ADDRESS_WORDS: StepWords<'take-address' | 'mend-names' | 'reach-standby'> = {
  'take-address': (step, context) => takeAddress(step, context),
  'mend-names': ({ plan }, { input }) => ({
    title: 'Put the names and leases of the network right',
    why: 'Routers and name servers still know the primary’s network card.',
    actions: [
      ...nameServerActions(plan, input.survey.primary?.machine.hostName),
      say('Whatever the router forwards to the primary (mail, VPN, a website) has to reach the standby.'),
    ],
    proof: 'A machine that has just joined the network finds the standby under the primary’s name.',
    ifNot: 'Names are remembered for up to a day: restart the machines that still look for the old one.',
    minutes: 10,
  }),
  'reach-standby': ({ address, name, sshNames }, { input: { pair } }) => ({
    title: 'Reach the standby as people do',
    why: 'What works at the standby itself may not work from another desk.',
    actions: [
      say('On another machine:'),
      ...(address === undefined ? [] : [pingFromElsewhere(address)]),
      ...(name === undefined ? [] : [pingFromElsewhere(name)]),
      ...(address === undefined && name === undefined ? [say('Ping the standby’s address.')] : []),
      ...forgetKeyActions(sshNames, pair.standby.kind === 'ssh' ? pair.standby.hostKey : undefined),
    ],
    proof: 'Each answers twice, and from the same address.',
    ifNot:
      'The address does not answer: go back to the step about it. The name does not: go back to the one about names.',
    minutes: 2,
  }),
};

/** `hostKey`: of the machine that answers from now on, where it is known. */
export function forgetKeyActions(
  names: readonly string[],
  hostKey: string | undefined,
): readonly RunbookAction[] {
  if (names.length === 0) return [];
  const key = hostKey === undefined ? '' : ` It then asks about the new one, which is ${hostKey}.`;
  return [
    say(
      `Whoever comes by ssh (also sftp, rsync, git) is refused: another key answers there now.${key} On each of their machines, forget the old one:`,
    ),
    ...names.map(forgetSshKey),
  ];
}

type TakeStep = Extract<PlannedStep, { readonly kind: 'take-address' }>;

function takeAddress({ plan, os, isBooted }: TakeStep, context: StepContext): StepText {
  if (plan.kind === 'take') return takeIt(plan, os, isBooted, context);
  const standby = 'standby' in plan && plan.standby !== undefined ? printable(plan.standby) : undefined;
  return {
    title: plan.kind === 'unknown' ? 'Find out the primary’s address' : 'Leave the standby its own address',
    why: WHY_NOT[plan.kind],
    actions:
      plan.kind === 'unknown'
        ? [
            say('Look for the primary in the router’s list of machines, or in an earlier runbook.'),
            say(`Give that address to the standby: ${networkPlace(os, context)}.`),
          ]
        : [
            say(
              `The standby’s address stays ${standby ?? 'what it is: look it up, and write it here: ______________'}.`,
            ),
          ],
    proof:
      plan.kind === 'unknown'
        ? 'Another machine reaches the standby at that address.'
        : 'The next step points people there.',
    ifNot: 'People can use the standby’s own address, by hand.',
    minutes: plan.kind === 'unknown' ? 10 : 1,
  };
}

const WHY_NOT: Readonly<Record<Exclude<AddressPlan['kind'], 'take'>, string>> = {
  unknown: 'People’s machines look for it, and nobody has told Warmspare which it is.',
  name: 'People reach the primary by a name, which can point to another address.',
  elsewhere:
    'The primary’s address belongs to another network than the standby’s: taken here, it would reach nobody.',
};

function takeIt(plan: TakenAddress, os: TakeStep['os'], isBooted: boolean, context: StepContext): StepText {
  const address = printable(plan.address);
  const isThere = plan.on?.address === plan.address && !isBooted;
  return {
    title: `Give the standby the address ${address}`,
    why: 'From here on people’s machines find it without being told anything.',
    actions: [
      say('Once more: does nobody answer there?'),
      ping(os, plan.address),
      ...(isThere
        ? [say('The standby has that address already: nothing is to be changed.')]
        : os === 'linux'
          ? linuxActions(plan)
          : macActions(plan, os, context)),
    ],
    proof: 'Another machine reaches the standby at that address.',
    ifNot:
      'Somebody else has the address: it is the primary, or the router has given it away. Unplug the primary, or take the lease back in the router.',
    minutes: 3,
  };
}

function macActions(plan: TakenAddress, os: TakeStep['os'], context: StepContext): readonly RunbookAction[] {
  const { address, prefixLength, router, on, dnsServers } = plan;
  const own = say('Work at the standby’s own screen: whoever is signed in over the network is cut off here.');
  const service = on?.service;
  if (
    !hasNetworksetup(os, context.serving) ||
    service === undefined ||
    prefixLength === undefined ||
    router === undefined
  )
    return [own, byHand(plan, os, context)];
  return [
    own,
    takeMacAddress(service, { address, prefixLength, router }),
    ...(dnsServers.length === 0 ? [] : [setMacDns(service, dnsServers)]),
    askMacService(service),
  ];
}

/** /usr/sbin has it from Mac OS X 10.5 on. */
export function hasNetworksetup(os: string | undefined, version: MacVersion | undefined): boolean {
  return os === 'darwin' && (version === undefined || isAtLeast(version, 10, 5));
}

function byHand(plan: TakenAddress, os: TakeStep['os'], context: StepContext): RunbookAction {
  const mask =
    plan.prefixLength === undefined
      ? 'a subnet mask that is not known (ask the router; often 255.255.255.0)'
      : ipv4Of(plan.address) === undefined
        ? `prefix length ${String(plan.prefixLength)}`
        : `subnet mask ${netmaskOf(plan.prefixLength)}`;
  const router =
    plan.router === undefined
      ? 'a router that is not known (ask one of the other machines)'
      : `router ${printable(plan.router)}`;
  const dns = plan.dnsServers.length === 0 ? '' : `, DNS ${plan.dnsServers.map(printable).join(', ')}`;
  return say(
    `In ${networkPlace(os, context)}, for the connection by cable: by hand, address ${printable(plan.address)}, ${mask}, ${router}${dns}.`,
  );
}

function linuxActions({ address, prefixLength, on }: TakenAddress): readonly RunbookAction[] {
  if (on === undefined || prefixLength === undefined)
    return [
      say(
        `Which interface leads to the primary’s network is not known. Look at the list, and add ${printable(address)} to it with ip addr add.`,
      ),
      listLinuxAddresses(),
    ];
  return [
    addLinuxAddress(on.device, address, prefixLength),
    ...(ipv4Of(address) === undefined
      ? []
      : [
          say(
            'Tell the machines around. Without an arping (Debian has it in iputils-arping) most find out by themselves within a minute; restart a router that does not:',
          ),
          announceLinuxAddress(on.device, address),
        ]),
    say(
      'The standby keeps its own address beside it. After a restart of the standby this one is gone, and has to be given again.',
    ),
  ];
}

function networkPlace(os: TakeStep['os'], { serving: version }: StepContext): string {
  return os === 'darwin' ? settingPlace('network', version) : 'the machine’s own network settings';
}

function nameServerActions(plan: AddressPlan, hostName: string | undefined): readonly RunbookAction[] {
  if (plan.kind === 'take')
    return [
      say(
        plan.isLeased
          ? `The primary had ${printable(plan.address)} from a DHCP server. Reserve it there for the standby’s network card, or another machine will get it.`
          : `If the router reserves ${printable(plan.address)} for the primary’s network card, let it reserve it for the standby’s.`,
      ),
      say('Names in DNS that point to that address stay as they are.'),
    ];
  if (plan.kind === 'unknown')
    return [say('In DNS and in the router, let what pointed to the primary point to the standby.')];
  const name = plan.kind === 'name' ? plan.name : hostName;
  const to = plan.standby === undefined ? 'the standby’s address' : printable(plan.standby);
  return [say(`In DNS, let ${name === undefined ? 'the primary’s name' : quoted(name)} point to ${to}.`)];
}
