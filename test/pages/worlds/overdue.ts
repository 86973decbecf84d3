import type { FakeAnswers } from '../fake-main.ts';
import { nightsOf, officePair, viewOf } from './office.ts';
import { aWorld } from './world.ts';

/** The last two nights were missed. */
export function overdueWorld(): FakeAnswers {
  const pair = officePair();
  const runs = nightsOf(pair).slice(2);
  return aWorld({ pairs: [viewOf(pair, runs)], runs });
}
