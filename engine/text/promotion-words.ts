import { commandName } from '../model/command-name.ts';
import { printable } from '../model/path-text.ts';
import type { PromotionStep, StandbyRole } from '../model/promotion.ts';
import { formatTime, type TimeContext } from './times.ts';

const TITLES: Readonly<Record<Exclude<PromotionStep['kind'], 'command'>, string>> = {
  look: 'Look whether the primary is silent, by ssh and by ping, and the standby answers',
  name: 'Hear from a person that the primary is off and stays off',
  mark: 'Raise the fence: from then on nothing is copied onto the standby',
  unmark: 'Take the fence down: the standby is copied to again',
  stopped: 'Hear from a person that nothing is changed on the standby any more',
  'bring-back': 'Bring what was changed on the standby back to the primary',
  'fence-primary': 'Close the way back: nothing is copied onto the primary',
  copy: 'Copy to the standby again',
};

/** What a step does, in a line. */
export function stepTitle(step: PromotionStep): string {
  if (step.kind !== 'command') return TITLES[step.kind];
  return `Run on the standby: ${printable(commandName(step.text ?? ''))}`;
}

/** `promoted, generation 3, since 27 Nov 08:00` */
export function roleText({ state, generation, since }: StandbyRole, context: TimeContext): string {
  const name = state === 'unfinished' ? 'promoted, but not to the end' : state;
  const from = since === undefined || state === 'standby' ? '' : `, since ${formatTime(since, context)}`;
  return `${name}, generation ${String(generation)}${from}`;
}
