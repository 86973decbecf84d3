import type {
  BootProof,
  ChosenStrategy,
  FailoverSettings,
  Strategy,
  StrategyReason,
} from '../../model/failover.ts';
import type { MachineFacts } from '../../model/machine.ts';
import type { Pair } from '../../model/pair.ts';
import type { PairSurvey, Survey } from '../../model/survey.ts';
import { bootVolumeOf } from './boot-volume.ts';
import { familyOf } from './hardware-family.ts';
import { isAtLeast, macVersionOf } from './macos-version.ts';

/** What the machines themselves speak for. */
interface FactsSay {
  readonly strategy: Strategy;
  readonly reason: StrategyReason;
}

/** These leave nothing to start from, or nothing that starts: a person's wish changes nothing about it, only a proof does about the last. */
const DOES_NOT_BOOT: ReadonlySet<StrategyReason> = new Set<StrategyReason>([
  'standby-no-mac',
  'primary-no-mac',
  'apple-silicon',
  'other-hardware',
  'no-system-volume',
  'system-split',
]);

/** How the standby takes over: what a person chose, as long as such machines can do it, or what the facts speak for. */
export function chooseStrategy(
  pair: Pick<Pair, 'volumes'>,
  settings: FailoverSettings,
  survey: PairSurvey,
): ChosenStrategy {
  const facts = factsSay(pair, settings.bootProof, survey);
  const { strategy } = settings;
  if (strategy === undefined) return facts;
  const isBootless = strategy === 'boot' && bootVolumeOf(pair, survey.standby) === undefined;
  if (isBootless || isImpossible(strategy, facts)) return { ...facts, refused: strategy };
  if (strategy === facts.strategy) return { strategy, reason: 'chosen' };
  return { strategy, reason: 'chosen', against: facts.reason };
}

function isImpossible(strategy: Strategy, { reason }: FactsSay): boolean {
  if (strategy === 'boot') return DOES_NOT_BOOT.has(reason);
  // To promote is to keep a macOS of its own.
  return strategy === 'promote' && reason === 'standby-no-mac';
}

function factsSay(
  pair: Pick<Pair, 'volumes'>,
  proof: BootProof | undefined,
  { primary, standby }: PairSurvey,
): FactsSay {
  if (standby !== undefined && standby.machine.os !== 'darwin')
    return { strategy: 'serve', reason: 'standby-no-mac' };
  if (primary !== undefined && primary.machine.os !== 'darwin')
    return { strategy: 'promote', reason: 'primary-no-mac' };
  if ([primary, standby].some(isAppleSilicon)) return { strategy: 'promote', reason: 'apple-silicon' };
  if (primary === undefined || standby === undefined)
    return { strategy: looksLikeAMac(pair, standby) ? 'promote' : 'serve', reason: 'not-surveyed' };
  return ofTwoMacs(pair, proof, primary, standby);
}

function ofTwoMacs(
  pair: Pick<Pair, 'volumes'>,
  proof: BootProof | undefined,
  primary: Survey,
  standby: Survey,
): FactsSay {
  if (isOtherHardware(primary.machine, standby.machine))
    return { strategy: 'promote', reason: 'other-hardware' };
  const clone = bootVolumeOf(pair, standby);
  if (clone === undefined) return { strategy: 'promote', reason: 'no-system-volume' };
  if (proof !== undefined && isStillProved(proof, clone.osBuild, standby.machine.osBuild))
    return { strategy: 'boot', reason: 'proved' };
  const version = macVersionOf(primary.machine.osVersion);
  const families = [familyOf(primary.machine), familyOf(standby.machine)];
  // A survey that could not tell what decides it is none.
  if (version === undefined || families.includes(undefined))
    return { strategy: 'promote', reason: 'not-surveyed' };
  // Source: Apple's bless(8) and asr(8); from 10.15 on the system volume is read-only, from 11 on sealed.
  if (isAtLeast(version, 10, 15)) return { strategy: 'promote', reason: 'system-split' };
  return { strategy: 'boot', reason: 'file-copy-boots' };
}

function isAppleSilicon(side: Survey | undefined): boolean {
  return side !== undefined && familyOf(side.machine) === 'apple-silicon';
}

/** Nobody has looked at the standby: on a Mac, disks lie below /Volumes and people below /Users. */
function looksLikeAMac({ volumes }: Pick<Pair, 'volumes'>, standby: Survey | undefined): boolean {
  if (standby !== undefined) return true;
  // /Volumes/Spare   /Users   /Users/anna   /System/Volumes/Data/Users
  return volumes.some(({ destination }) => /^\/(?:Volumes|Users|System)(?:\/|$)/.test(destination));
}

function isOtherHardware(primary: MachineFacts, standby: MachineFacts): boolean {
  const from = familyOf(primary);
  const to = familyOf(standby);
  if (from !== undefined && to !== undefined && from !== to) return true;
  const version = macVersionOf(primary.osVersion);
  // The first Mac with a T2 chip came with macOS 10.13, and no Mac starts from a system older than its own first.
  return standby.hardware === 'intel-t2' && version !== undefined && !isAtLeast(version, 10, 13);
}

/** A build that could not be told, then or today, is no evidence that it is the same. */
function isStillProved(proof: BootProof, cloneBuild: string | undefined, standbyBuild: string | undefined) {
  const isSame = (then: string, today: string | undefined): boolean => then !== '' && then === today;
  return isSame(proof.cloneBuild, cloneBuild) && isSame(proof.standbyBuild, standbyBuild);
}
