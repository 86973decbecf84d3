import type { FakeAnswers } from '../fake-main.ts';
import { officePair, viewOf } from './office.ts';
import { aWorld } from './world.ts';

/** The app as it is opened for the first time. */
export function emptyWorld(): FakeAnswers {
  return aWorld({});
}

/** A pair that was set up, and never copied. */
export function neverCopiedWorld(): FakeAnswers {
  return aWorld({ pairs: [viewOf(officePair(), [])] });
}
