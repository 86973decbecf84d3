import type { WindowRequests } from '../../../engine/api/app-contract.ts';
import type { InputOf } from '../../../engine/api/contract.ts';
import type { ReadDraft } from './read-draft.ts';

type Change = InputOf<WindowRequests['pair.change']>['change'];

/**
 * What saving a draft changes of the pair; `undefined` with a fault in it. Limits and commands only where they are other than stored:
 * commands cannot be changed while a run is under way, and what else this page saves can.
 */
export function changeOf(
  stored: ReadDraft,
  { schedule, conditions, wake, ...read }: ReadDraft,
): Change | undefined {
  const { rules } = read.bandwidth;
  const { list } = read.commands;
  if (schedule === undefined || conditions === undefined || rules === undefined || list === undefined)
    return undefined;
  return {
    schedule,
    conditions,
    ...(wake !== stored.wake && { wake }),
    ...(isOther(rules, stored.bandwidth.rules) && { bandwidth: [...rules] }),
    ...(isOther(list, stored.commands.list) && { commands: [...list] }),
  };
}

function isOther(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}
