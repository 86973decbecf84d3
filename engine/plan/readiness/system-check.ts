import type { Strategy, StrategyReason } from '../../model/failover.ts';
import type { MachineFacts } from '../../model/machine.ts';
import type { Survey } from '../../model/survey.ts';
import { byBothSurveys, bySurvey, notTold, verdict, type ReadinessFacts, type Verdict } from './facts.ts';

/** Can the standby do what the strategy asks of it? */
export function judgeSystem(facts: ReadinessFacts): Verdict {
  const { strategy, reason, refused } = facts.strategy;
  if (reason === 'not-surveyed') return verdict('unknown', { kind: 'not-surveyed', side: 'standby' });
  switch (strategy) {
    case 'boot':
      return bySurvey(facts, 'standby', (standby) => judgeBoot(facts, standby));
    case 'promote':
      return byBothSurveys(facts, (primary, standby, at) => judgePromote(facts, primary, standby, at));
    case 'serve':
      return bySurvey(facts, 'standby', ({ at }) => judgeWish(refused, strategy, reason, at));
  }
}

/** Only a clone that was seen to boot is known to: firmware, architecture and what was left out all have their say. */
function judgeBoot({ pair, strategy }: ReadinessFacts, { machine, at }: Survey): Verdict {
  const path = pair.volumes.find(({ role }) => role === 'system')?.destination;
  const disk = machine.disks.find((each) => each.path === path);
  if (path === undefined || disk === undefined) return notTold('standby', at);
  const { osBuild: cloneBuild = '', isBlessed } = disk;
  if (cloneBuild === '') return verdict('fail', { kind: 'clone-no-system', path }, at);
  if (isBlessed === false) return verdict('fail', { kind: 'clone-not-blessed', path }, at);
  const standbyBuild = machine.osBuild ?? '';
  const { bootProof } = pair.failover;
  if (bootProof === undefined)
    return verdict('unknown', { kind: 'boot-unproved', cloneBuild, standbyBuild }, at);
  if (bootProof.cloneBuild !== cloneBuild || bootProof.standbyBuild !== standbyBuild)
    return verdict('unknown', { kind: 'boot-proof-outdated', provedAt: bootProof.at }, at);
  const { reason } = strategy;
  return verdict('pass', { kind: 'strategy-fits', strategy: 'boot', reason }, bootProof.at);
}

/** An older macOS may not understand what a newer one keeps: libraries, mail, settings. */
function judgePromote(
  { strategy: { strategy, reason, refused } }: ReadinessFacts,
  primary: Survey,
  standby: Survey,
  at: string,
): Verdict {
  const [theirs, ours] = [release(primary.machine), release(standby.machine)];
  if (theirs === undefined || ours === undefined)
    return notTold(theirs === undefined ? 'primary' : 'standby', at);
  if (primary.machine.os === standby.machine.os && isOlder(ours, theirs)) {
    const [primaryVersion, standbyVersion] = [primary.machine.osName, standby.machine.osName];
    return verdict('warn', { kind: 'standby-older', primary: primaryVersion, standby: standbyVersion }, at);
  }
  return judgeWish(refused, strategy, reason, at);
}

/** What somebody wished for and no such machines do is not what will be done: whoever wished it has to know. */
function judgeWish(
  refused: Strategy | undefined,
  strategy: Strategy,
  reason: StrategyReason,
  at: string,
): Verdict {
  return refused === undefined
    ? verdict('pass', { kind: 'strategy-fits', strategy, reason }, at)
    : verdict('warn', { kind: 'strategy-refused', refused, strategy, reason }, at);
}

/** `10.14` and `15` name one release each: `[10, 14]`, `[15, 0]`. */
function release({ osVersion }: MachineFacts): readonly [number, number] | undefined {
  // 10.14.6   15.5   12
  const match = /^(\d+)(?:\.(\d+))?/.exec(osVersion ?? '');
  if (match === null) return undefined;
  const major = Number(match[1]);
  return [major, major === 10 ? Number(match[2] ?? '0') : 0];
}

function isOlder(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}
