import type { Need } from './planned-step.ts';
import type { SwitchFacts } from './plan-switch.ts';

/** What whoever does it has to have before the first step, because it cannot be got in the middle. */
export function needsOf({ takeover, disks, address, daemons }: SwitchFacts): readonly Need[] {
  const isEncrypted = disks.locked.length > 0 || takeover.standby?.machine.isSystemEncrypted === true;
  const needsRouter = address.kind !== 'take' || address.isLeased;
  const toInstall = daemons?.some(({ kind }) => kind === 'by-hand' || kind === 'ownerless') === true;
  return [
    'standby-password',
    ...(isEncrypted ? (['disk-password'] as const) : []),
    ...(takeover.startsFrom === undefined ? [] : (['primary-password', 'cable-keyboard'] as const)),
    ...(needsRouter ? (['name-server'] as const) : []),
    ...(toInstall ? (['installers'] as const) : []),
  ];
}
