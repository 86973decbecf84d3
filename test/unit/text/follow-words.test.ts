import { expect, it } from 'vitest';
import type { FollowStanding } from '../../../engine/model/schedule-standing.ts';
import { followWords, scopeWords } from '../../../engine/text/standing-words.ts';

const FOLLOWING: FollowStanding = { state: 'following', why: undefined, waiting: 0, waitsFor: undefined };

it.each<[Partial<FollowStanding>, string]>([
  [{ state: 'beginning' }, 'begins to follow changes'],
  [{}, 'follows changes'],
  [{ waiting: 1 }, 'follows changes, 1 on its way'],
  [{ waiting: 1234 }, 'follows changes, 1,234 on their way'],
  [
    { waiting: 2, waitsFor: 'standby' },
    'follows changes, 2 on their way, waits for the standby to be reachable',
  ],
  [
    { state: 'not-following', why: 'overflow', waitsFor: 'mains' },
    'goes through everything, since the system could not keep up with telling what changes, waits for mains power',
  ],
])('says how changes are followed: %j', (fields, words) => {
  expect(followWords({ ...FOLLOWING, ...fields })).toBe(words);
});

it('says what a run looked at', () => {
  expect(scopeWords({ kind: 'changed', paths: 1 })).toBe('the 1 path that had changed');
  expect(scopeWords({ kind: 'changed', paths: 2000 })).toBe('the 2,000 paths that had changed');
  expect(scopeWords({ kind: 'changed', paths: 9, left: 2 })).toBe(
    'the 9 paths that had changed; 2 changed again meanwhile and are for the next run',
  );
  expect(scopeWords({ kind: 'whole', why: 'asked', misses: 0 })).toBe(
    'everything, since it was asked for; nothing had changed that was not known',
  );
  expect(scopeWords({ kind: 'whole', why: 'first' })).toBe('everything, since nothing was followed before');
  expect(scopeWords({ kind: 'whole', why: 'doubt', doubt: 'links', misses: 0 })).toBe(
    'everything, since too many files with several names have changed; nothing had changed that was not known',
  );
  expect(scopeWords({ kind: 'whole', why: 'asked', misses: 3 })).toContain('3 changes had not been known');
});
