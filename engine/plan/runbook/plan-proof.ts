import type { MachineFacts } from '../../model/machine.ts';
import type { PlannedStep } from './planned-step.ts';
import type { SwitchFacts } from './plan-switch.ts';

const SSH_PORT = 22;

/** By what somebody else than whoever did it sees that people can work. */
export function planProof(facts: SwitchFacts): readonly PlannedStep[] {
  const { takeover, address: plan, shares, daemons } = facts;
  const { primary, standby, startsFrom } = takeover;
  const machine = primary?.machine;
  const address = plan.kind === 'take' ? plan.address : undefined;
  const open = shares?.filter(({ kind }) => kind !== 'not-copied').map(({ share }) => share);
  const isBooted = startsFrom !== undefined;
  const serving = (daemons ?? []).filter(({ kind }) => kind !== 'by-hand').map(({ daemon }) => daemon);
  const ports = [
    ...new Set((machine?.ports ?? []).filter(({ protocol }) => protocol === 'tcp').map(({ port }) => port)),
  ];
  const os = startsFrom === undefined ? standby?.machine.os : 'darwin';
  return [
    { kind: 'reach-standby', address, name: networkName(machine), sshNames: sshNamesOf(facts) },
    ...(open?.length === 0 ? [] : [{ kind: 'open-shares', shares: open, address, isBooted } as const]),
    ...(serving.length + ports.length === 0
      ? []
      : [{ kind: 'see-services', daemons: serving, ports, address, os } as const]),
    { kind: 'let-one-work' },
  ];
}

/** None where the primary lets nobody in by ssh, or where its clone answers with its own key. */
export function sshNamesOf({
  takeover: { primary, startsFrom },
  address: plan,
}: SwitchFacts): readonly string[] {
  const machine = primary?.machine;
  const hasSsh = machine?.ports?.some(({ protocol, port }) => protocol === 'tcp' && port === SSH_PORT);
  if (startsFrom !== undefined || hasSsh !== true) return [];
  const address = plan.kind === 'take' ? plan.address : undefined;
  return [address, networkName(machine)].filter((name) => name !== undefined);
}

/** By which other machines find it; not one that ping(8) would take for an option. */
function networkName(machine: MachineFacts | undefined): string | undefined {
  const name = machine?.localHostName === undefined ? machine?.hostName : `${machine.localHostName}.local`;
  return name?.startsWith('-') === true ? undefined : name;
}
