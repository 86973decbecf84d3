import type { ChosenStrategy, Strategy, StrategyReason } from '../../model/failover.ts';
import type { BootVolume } from '../../plan/failover/boot-volume.ts';
import { STRATEGY_WORDS } from '../readiness/strategy-words.ts';
import { quoted, type StepContext } from './step-words.ts';

const REASONS: Readonly<Record<StrategyReason, string>> = {
  'not-surveyed': 'Nobody has looked at both machines yet; this works with most.',
  chosen: 'Somebody has chosen this way for the pair.',
  proved: 'This clone was seen to start on the standby, with the systems that both have now.',
  'standby-no-mac': 'The standby is no Mac, so no system is started from the clone.',
  'primary-no-mac': 'The primary is no Mac, so there is no macOS in the clone to start.',
  'no-system-volume':
    'No volume of the pair is a whole system on a disk of its own, from which a Mac could start.',
  'apple-silicon':
    'A Mac with Apple silicon does not start from a copy of another Mac’s system, nor any other Mac from a copy of its system.',
  'system-split':
    'From macOS 10.15 on, the system is on a volume that no copy of files replaces: such a clone does not start.',
  'other-hardware': 'The standby does not start from a system of the primary’s kind of Mac.',
  'file-copy-boots': 'Up to macOS 10.14 a Mac starts from a copy of its files.',
};

/** What is going to be done, and why so. */
export function summaryOf(
  { strategy, reason }: ChosenStrategy,
  startsFrom: BootVolume | undefined,
  { primary, standby }: StepContext,
): string {
  return `${whatHappens(strategy, startsFrom, primary, standby)} ${REASONS[reason]}`;
}

function whatHappens(
  strategy: Strategy,
  startsFrom: BootVolume | undefined,
  primary: string,
  standby: string,
): string {
  const from = `${standby.charAt(0).toUpperCase()}${standby.slice(1)}`;
  switch (strategy) {
    case 'boot':
      return `${from} restarts from the clone${startsFrom === undefined ? '' : ` on its disk ${quoted(startsFrom.name)}`}, and is ${primary} from then on: its people, programs and settings.`;
    case 'promote':
      return `${from} keeps its own system. It takes over name, address, shared folders and services of ${primary}; people’s files are used where the clone lies.`;
    case 'serve':
      return `${from} serves the copied files of ${primary} over the network, and takes over its address. Its programs and settings do not run there.`;
  }
}

/** What a person chose, where it is not what is done, or not what the machines speak for. */
export function choiceWarning({ reason, against, refused }: ChosenStrategy): string | undefined {
  if (refused !== undefined)
    return `For this pair somebody chose to ${STRATEGY_WORDS[refused]}. These machines cannot. ${REASONS[reason]} Choose another way in the pair’s settings.`;
  if (against !== undefined)
    return `Somebody chose this way, and the machines speak for another: ${REASONS[against]}`;
  return undefined;
}
