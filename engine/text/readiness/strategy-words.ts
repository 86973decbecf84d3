import type { Strategy, StrategyReason } from '../../model/failover.ts';
import { capitalised } from '../words.ts';

export const STRATEGY_WORDS: Readonly<Record<Strategy, string>> = {
  boot: 'boot the clone',
  promote: 'promote the standby',
  serve: 'serve the data',
};

/** As a heading has it. */
export function strategyTitle(strategy: Strategy): string {
  return capitalised(STRATEGY_WORDS[strategy]);
}

/** What takes over, in a sentence. */
export const STRATEGY_MEANINGS: Readonly<Record<Strategy, string>> = {
  boot: 'The standby restarts from the cloned system and is the primary from then on.',
  promote:
    'The standby keeps its own macOS, and takes over the primary’s name, address, shares and services, with the copied data.',
  serve: 'The standby serves the copied data under the primary’s address, or a new Mac is restored from it.',
};

/** Behind “because”. */
export const REASON_WORDS: Readonly<Record<StrategyReason, string>> = {
  'not-surveyed': 'nobody has looked at the two machines yet',
  chosen: 'somebody chose it',
  proved: 'the clone was seen to boot on the standby',
  'standby-no-mac': 'the standby is no Mac',
  'primary-no-mac': 'the primary is no Mac',
  'no-system-volume': 'no volume of the pair is a whole system',
  'apple-silicon': 'a Mac with Apple silicon starts from no system that was copied file by file',
  'system-split': 'since macOS 10.15 a system that was copied file by file does not boot',
  'other-hardware': 'the two machines do not boot each other’s system',
  'file-copy-boots': 'a clone of this system boots',
};
