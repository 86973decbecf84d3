import type { MachineFacts } from '../../model/machine.ts';
import type { PlannedStep } from './planned-step.ts';
import type { SwitchFacts } from './plan-switch.ts';

/** By what somebody else than whoever did it sees that people can work. */
export function planProof({
  takeover: { primary, standby, startsFrom },
  address: plan,
  shares,
  daemons,
}: SwitchFacts): readonly PlannedStep[] {
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
    { kind: 'reach-standby', address, name: networkName(machine) },
    ...(open?.length === 0 ? [] : [{ kind: 'open-shares', shares: open, address, isBooted } as const]),
    ...(serving.length + ports.length === 0
      ? []
      : [{ kind: 'see-services', daemons: serving, ports, address, os } as const]),
    { kind: 'let-one-work' },
  ];
}

/** By which other machines find it; not one that ping(8) would take for an option. */
function networkName(machine: MachineFacts | undefined): string | undefined {
  const name = machine?.localHostName === undefined ? machine?.hostName : `${machine.localHostName}.local`;
  return name?.startsWith('-') === true ? undefined : name;
}
