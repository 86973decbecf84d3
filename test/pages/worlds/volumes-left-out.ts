import type { LeftOutPattern, LeftOutReport, LeftOutSource } from '../../../engine/api/left-out.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { officePair, SPACE, SYSTEM, USERS } from './office.ts';
import { volumesCheckedWorld } from './volumes-checked.ts';

/* What the patterns of the office leave out. */

function aPattern(
  pattern: string,
  bytes: number,
  entries: number,
  fields: Partial<LeftOutPattern>,
): LeftOutPattern {
  return {
    pattern,
    from: 'preset',
    reason: undefined,
    matches: Math.min(entries, 3),
    weight: { entries, bytes },
    samples: [],
    ...fields,
  };
}

const PATTERNS: readonly LeftOutPattern[] = [
  aPattern('*.tmp', 1.4e9, 212, {
    from: 'person',
    matches: 212,
    samples: ['Users/anna/Downloads/render-0001.tmp', 'private/var/spool/cache.tmp'],
  }),
  aPattern('/Volumes/Users/Shared/Scratch', 0, 0, { from: 'person', matches: 0 }),
  aPattern('/private/var/vm/*', 8.6e9, 5, {
    reason: 'swap and sleep image',
    samples: ['private/var/vm/sleepimage', 'private/var/vm/swapfile0'],
  }),
  aPattern('/Users/*/Library/Caches/*', 21.4e9, 88_410, {
    reason: 'caches',
    samples: ['Users/anna/Library/Caches/com.apple.Safari'],
  }),
  aPattern('.Trash', 3.1e9, 1_204, { reason: 'a trash', samples: ['Users/anna/.Trash'] }),
];

function aSource(fields: Partial<LeftOutSource>): LeftOutSource {
  return {
    volumeId: SYSTEM,
    source: '/System/Volumes/Data',
    state: 'done',
    rsync: { flavour: 'gnu', version: '3.5.0' },
    kept: { entries: 1_204_332, bytes: 377e9 },
    patterns: PATTERNS,
    problem: undefined,
    ...fields,
  };
}

export const LEFT_OUT: LeftOutReport = {
  sources: [
    aSource({}),
    aSource({
      volumeId: USERS,
      source: '/Volumes/Users',
      kept: { entries: 412_380, bytes: 1.24e12 },
      patterns: PATTERNS.slice(0, 2),
    }),
    aSource({
      volumeId: SPACE,
      source: '/Volumes/Space/admin',
      kept: { entries: 90_211, bytes: 3.8e12 },
      patterns: [],
      problem: {
        code: 'rsync.partial',
        retry: 'person',
        details: { side: 'primary', path: '/Volumes/Space/admin', count: 1, files: ['private/keys.kdbx'] },
      },
    }),
  ],
};

/** The primary was gone through; one folder could not be read. */
export function volumesLeftOutWorld(): FakeAnswers {
  return {
    ...volumesCheckedWorld(),
    'left-out.look': async () => LEFT_OUT,
    'work.stop': async () => undefined,
  };
}

/** The primary has Apple's own rsync alone, which cannot say it. */
export function volumesUntoldWorld(): FakeAnswers {
  const sources = officePair().volumes.map(({ id, source }) =>
    aSource({
      volumeId: id,
      source,
      state: 'untold',
      rsync: { flavour: 'apple-openrsync', version: '2.6.9' },
      kept: undefined,
      patterns: [],
    }),
  );
  return { ...volumesLeftOutWorld(), 'left-out.look': async () => ({ sources }) };
}
