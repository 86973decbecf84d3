import type { MachineFacts, Share } from '../../model/machine.ts';
import type { Pair } from '../../model/pair.ts';
import { copiedPath } from '../runbook/copied-path.ts';
import { byBothSurveys, notTold, verdict, type ReadinessFacts, type Verdict } from './facts.ts';

/** What the primary does for others that the standby would not. */
export function judgeServices(facts: ReadinessFacts): Verdict {
  return byBothSurveys(facts, (primary, standby, at) => {
    const [theirs, ours] = [primary.machine, standby.machine];
    if (theirs.shares === undefined && theirs.daemons === undefined) return notTold('primary', at);
    const shares = sharesNotCopied(facts.pair, theirs.shares ?? []);
    const daemons = missing(namesOf(theirs.daemons), namesOf(ours.daemons));
    const jobs = missing(programsOf(theirs), programsOf(ours));
    if (shares.length + daemons.length + jobs.length > 0)
      return verdict('warn', { kind: 'services-missing', shares, daemons, jobs }, at);
    const count = (theirs.shares ?? []).length + (theirs.daemons ?? []).length + (theirs.jobs ?? []).length;
    return verdict('pass', { kind: 'services-there', count }, at);
  });
}

/** Of a share that is in no volume there is nothing on the standby to share. */
function sharesNotCopied(pair: Pair, shares: readonly Share[]): readonly string[] {
  return shares.filter(({ path }) => copiedPath(pair.volumes, path) === undefined).map(({ name }) => name);
}

function namesOf(daemons: MachineFacts['daemons'] = []): readonly string[] {
  return daemons.filter(({ state }) => state !== 'disabled').map(({ name }) => name);
}

function programsOf({ jobs = [] }: MachineFacts): readonly string[] {
  return jobs.map(({ program }) => program);
}

function missing(theirs: readonly string[], ours: readonly string[]): readonly string[] {
  return [...new Set(theirs)].filter((name) => !ours.includes(name)).sort();
}

/** Files belong to numbers: an account of the same name with another one opens nothing. */
export function judgeUsers(facts: ReadinessFacts): Verdict {
  return byBothSurveys(facts, (primary, standby, at) => {
    const [theirs, ours] = [primary.machine.users, standby.machine.users];
    if (theirs === undefined) return notTold('primary', at);
    if (ours === undefined) return notTold('standby', at);
    const names = theirs
      .filter(({ name, uid }) => !ours.some((other) => other.name === name && other.uid === uid))
      .map(({ name }) => name)
      .sort();
    if (names.length > 0) return verdict('warn', { kind: 'users-missing', names }, at);
    return verdict('pass', { kind: 'users-there', count: theirs.length }, at);
  });
}
