import { isGuarded } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { familyOf } from '../failover/hardware-family.ts';
import { namesOf, retiredNames } from './machine-names.ts';
import { mainAddress } from './plan-address.ts';
import { hostOf } from './plan-fence.ts';
import { sshNamesOf } from './plan-proof.ts';
import type { FailBackWay, PlannedStep } from './planned-step.ts';
import type { SwitchFacts } from './plan-switch.ts';

/** Days later, and never by turning the old primary on and syncing. */
export function planFailBack(facts: SwitchFacts): readonly PlannedStep[] {
  const { takeover, address, daemons } = facts;
  const { pair, chosen, primary, standby, startsFrom } = takeover;
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
    { kind: 'copy-back', isBooted, way: wayOf(pair) },
    {
      kind: 'give-back',
      isBooted,
      way: wayOf(pair),
      plan: address,
      os: standby?.machine.os,
      units: (daemons ?? []).flatMap(({ kind, daemon }) => (kind === 'own' ? [daemon.name] : [])),
      sshNames: sshNamesOf(facts),
    },
    ...(chosen.strategy === 'serve' && machine?.os !== 'linux'
      ? [{ kind: 'restore-to-new-mac' } as const]
      : []),
  ];
}

/** Only the old primary's own Warmspare could have said so there, and that was off. */
function wayOf(pair: Pair): FailBackWay {
  const isMarked = (pair.standby.kind === 'ssh' && isGuarded(pair.standby)) || hostOf(pair) !== 'primary';
  return isMarked ? 'failback' : 'by-hand';
}
