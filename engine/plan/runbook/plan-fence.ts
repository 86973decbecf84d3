import { isGuarded } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import type { AddressPlan } from './plan-address.ts';
import { isRadio } from './plan-address.ts';
import type { HostPlace, PlannedStep } from './planned-step.ts';
import type { Takeover } from './takeover.ts';

/** Two machines with one name and one address, or a primary that copies itself over what people do now: none of it may happen. */
export function planFence(takeover: Takeover, address: AddressPlan): readonly PlannedStep[] {
  const { pair, primary, standby } = takeover;
  const host = hostOf(pair);
  const services = primary?.machine.addresses?.flatMap(({ service }) => service ?? []);
  return [
    { kind: 'call-primary', address: addressOf(pair, address), from: standby?.machine.os },
    { kind: 'shut-down-primary', signIn: pair.primary.kind === 'ssh' ? pair.primary : undefined },
    {
      kind: 'unplug-primary',
      restartsAfterPowerLoss: primary?.machine.restartsAfterPowerLoss,
      hasRadio: services?.some(isRadio),
    },
    ...(host === 'primary' ? [] : [{ kind: 'pause-schedule', host } as const]),
    pair.standby.kind === 'ssh' && isGuarded(pair.standby)
      ? { kind: 'mark-promoted', pairId: pair.id }
      : { kind: 'keep-primary-away', host },
  ];
}

export function hostOf({ primary, standby }: Pair): HostPlace {
  if (primary.kind === 'local') return 'primary';
  return standby.kind === 'local' ? 'standby' : 'elsewhere';
}

function addressOf({ primary }: Pair, plan: AddressPlan): string | undefined {
  if (plan.kind === 'take' || plan.kind === 'elsewhere') return plan.address;
  if (plan.kind === 'name') return plan.name;
  return primary.kind === 'ssh' ? primary.host : undefined;
}
