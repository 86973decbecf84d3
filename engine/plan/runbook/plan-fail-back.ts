import { familyOf } from '../failover/hardware-family.ts';
import { namesOf, retiredNames } from './machine-names.ts';
import { mainAddress } from './plan-address.ts';
import type { PlannedStep } from './planned-step.ts';
import type { SwitchFacts } from './plan-switch.ts';

/** Days later, and never by turning the old primary on and syncing. */
export function planFailBack({ takeover, address }: SwitchFacts): readonly PlannedStep[] {
  const { chosen, primary, standby, startsFrom } = takeover;
  const machine = primary?.machine;
  const isBooted = startsFrom !== undefined;
  return [
    {
      kind: 'mend-old-primary',
      family: machine === undefined ? undefined : familyOf(machine),
      os: machine?.os,
      names: retiredNames(namesOf(machine)),
      service: machine === undefined ? undefined : mainAddress(machine)?.service,
    },
    { kind: 'copy-back', isBooted },
    { kind: 'give-back', isBooted, plan: address, os: standby?.machine.os },
    ...(chosen.strategy === 'serve' && machine?.os !== 'linux'
      ? [{ kind: 'restore-to-new-mac' } as const]
      : []),
  ];
}
