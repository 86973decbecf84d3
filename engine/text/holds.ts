import type { Hold } from '../model/plan.ts';
import { countOf, formatCount } from './amounts.ts';
import { words, type Words } from './words.ts';

const WORDS: Readonly<Record<Hold['reason'], (hold: Hold, destination: string) => string>> = {
  deletes: (hold, destination) =>
    `This run would delete ${countOf(hold.count, 'entry', 'entries')} in ${destination} on the standby (the limit is ${formatCount(hold.limit)}). Nothing was deleted.`,
  'first-run-would-overwrite': (hold, destination) =>
    `The standby's ${destination} is not empty: this first run would delete or replace ${countOf(hold.count, 'entry', 'entries')} there that it did not put there. Nothing was changed.`,
};

/** Why a run waits for a person. */
export function holdWords(hold: Hold, destination: string): Words {
  return words(WORDS[hold.reason](hold, destination));
}
