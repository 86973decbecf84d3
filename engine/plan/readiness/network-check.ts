import { planAddress } from '../runbook/plan-address.ts';
import { byBothSurveys, notTold, verdict, type ReadinessFacts, type Verdict } from './facts.ts';

/** Can the standby take the primary's address, and will nobody else have it then? */
export function judgeAddress(facts: ReadinessFacts): Verdict {
  return byBothSurveys(facts, (primary, standby, at) => {
    const plan = planAddress(facts.pair.failover, facts.survey);
    if (plan.kind === 'unknown') return notTold('primary', at);
    if (plan.kind === 'name') return verdict('pass', { kind: 'address-named', name: plan.name }, at);
    const { address } = plan;
    const ours = standby.machine.addresses ?? [];
    if (ours.some((each) => each.address === address))
      return verdict('fail', { kind: 'address-same', address }, at);
    if (plan.kind === 'elsewhere') {
      const finding = { kind: 'address-elsewhere', primary: address, standby: plan.standby ?? '' } as const;
      return verdict('warn', finding, at);
    }
    if (plan.on === undefined) return notTold('standby', at);
    // The server that lent it may lend it to another while the primary is away.
    if (plan.isLeased) return verdict('warn', { kind: 'address-leased', address }, at);
    return verdict('pass', { kind: 'address-free', primary: address, standby: plan.on.address }, at);
  });
}
