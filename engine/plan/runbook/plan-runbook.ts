import type { ChosenStrategy } from '../../model/failover.ts';
import type { PlannedSection, PlannedStep } from './planned-step.ts';
import { planFence } from './plan-fence.ts';
import { planFailBack } from './plan-fail-back.ts';
import { planProof } from './plan-proof.ts';
import { planSwitch, type SwitchFacts } from './plan-switch.ts';
import { planAddress } from './plan-address.ts';
import { planDisks } from './plan-disks.ts';
import { needsOf } from './plan-needs.ts';
import { planAccounts, planDaemons, planShares } from './plan-services.ts';
import type { RunbookInput } from './runbook-input.ts';
import { takeoverOf } from './takeover.ts';

export interface RunbookPlan {
  readonly chosen: ChosenStrategy;
  readonly facts: SwitchFacts;
  readonly sections: readonly PlannedSection[];
}

/** Which steps a takeover of this pair takes, in which order. Their words are found elsewhere. */
export function planRunbook(input: RunbookInput): RunbookPlan {
  const takeover = takeoverOf(input);
  const disks = planDisks(input.pair, takeover.standby);
  const facts: SwitchFacts = {
    takeover,
    disks,
    address: planAddress(input.settings, input.survey),
    shares: planShares(takeover),
    daemons: planDaemons(takeover),
    accounts: planAccounts(takeover),
  };
  const before: PlannedStep[] = [
    { kind: 'decide' },
    { kind: 'have-at-hand', needs: needsOf(facts), os: takeover.standby?.machine.os },
  ];
  return {
    chosen: takeover.chosen,
    facts,
    sections: [
      { id: 'before', steps: before },
      { id: 'fence', steps: planFence(takeover, facts.address) },
      { id: 'look', steps: planLook(facts) },
      { id: 'switch', steps: planSwitch(facts) },
      { id: 'prove', steps: planProof(facts) },
      { id: 'tell', steps: [{ kind: 'tell-people' }, { kind: 'protect-standby' }] },
      { id: 'fail-back', steps: planFailBack(facts) },
    ],
  };
}

/** The last look at the copy before it is all that people have. */
function planLook({ disks, takeover: { pair, standby } }: SwitchFacts): readonly PlannedStep[] {
  const os = standby?.machine.os;
  const { all, locked, ownerless } = disks;
  return [
    ...(locked.length === 0 ? [] : [{ kind: 'unlock-disks', disks: locked, os } as const]),
    ...(all.length === 0 ? [] : [{ kind: 'mount-disks', disks: all, os } as const]),
    ...(ownerless.length === 0 || os !== 'darwin'
      ? []
      : [{ kind: 'keep-owners', disks: ownerless } as const]),
    { kind: 'look-at-copy', paths: pair.volumes.map(({ destination }) => destination) },
  ];
}
