import type { ChosenStrategy } from '../../model/failover.ts';
import type { Pair } from '../../model/pair.ts';
import type { Survey } from '../../model/survey.ts';
import { bootVolumeOf, type BootVolume } from '../failover/boot-volume.ts';
import { chooseStrategy } from '../failover/choose-strategy.ts';
import type { RunbookInput } from './runbook-input.ts';

/** Who takes over from whom, and how. */
export interface Takeover {
  readonly pair: Pair;
  readonly chosen: ChosenStrategy;
  readonly primary: Survey | undefined;
  readonly standby: Survey | undefined;
  /** The clone that the standby restarts from, to be the primary from then on; `undefined`: it keeps its own system. */
  readonly startsFrom: BootVolume | undefined;
}

export function takeoverOf({ pair, settings, survey }: RunbookInput): Takeover {
  const chosen = chooseStrategy(pair, settings, survey);
  const { primary, standby } = survey;
  const startsFrom = chosen.strategy === 'boot' ? bootVolumeOf(pair, standby) : undefined;
  return { pair, chosen, primary, standby, startsFrom };
}
