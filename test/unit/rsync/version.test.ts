import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isAtLeast, parseRsyncVersion, rankRsyncs } from '../../../engine/rsync/version.ts';
import { anRsync } from '../../fakes/builders.ts';

function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/rsync/${name}`, import.meta.url), 'utf8');
}

const NOTHING = {
  hardLinks: true,
  acls: false,
  xattrs: false,
  creationTimes: false,
  fileFlags: false,
  appleExtended: false,
};

describe('parseRsyncVersion', () => {
  it.each([
    ['gnu-3.5.0-debian.txt', 'gnu', '3.5.0', 32, { ...NOTHING, acls: true, xattrs: true }],
    [
      'gnu-3.2.4-homebrew.txt',
      'gnu',
      '3.2.4',
      31,
      { ...NOTHING, acls: true, xattrs: true, creationTimes: true, fileFlags: true },
    ],
    ['apple-openrsync-15.txt', 'apple-openrsync', '2.6.9', 29, { ...NOTHING, appleExtended: true }],
    ['openrsync-upstream.txt', 'openrsync', '2.6.9', 27, NOTHING],
    ['apple-2.6.9.txt', 'apple-2.6.9', '2.6.9', 29, { ...NOTHING, appleExtended: true }],
  ])('reads %s', (file, flavour, version, protocol, can) => {
    expect(parseRsyncVersion('/r', fixture(file))).toEqual({ path: '/r', flavour, version, protocol, can });
  });

  it.each(['', 'command not found', '{"program": "cat"}', 'rsync version', '\u0000'])(
    'takes %j for no rsync at all',
    (text) => {
      expect(parseRsyncVersion('/r', text).flavour).toBe('unknown');
    },
  );
});

describe('rankRsyncs', () => {
  it('puts the newest GNU rsync first, then what Apple ships, and drops what is unknown', () => {
    const rsyncs = [
      anRsync({ path: 'apple', flavour: 'apple-2.6.9', version: '2.6.9' }),
      anRsync({ path: 'strange', flavour: 'unknown', version: '0' }),
      anRsync({ path: 'old', version: '3.1.3' }),
      anRsync({ path: 'open', flavour: 'apple-openrsync', version: '2.6.9' }),
      anRsync({ path: 'new', version: '3.10.0' }),
      anRsync({ path: 'mid', version: '3.5.0' }),
    ];
    expect(rankRsyncs(rsyncs).map(({ path }) => path)).toEqual(['new', 'mid', 'old', 'open', 'apple']);
  });
});

describe('isAtLeast', () => {
  it.each([
    ['3.1.0', '3.1.0', true],
    ['3.0.9', '3.1.0', false],
    ['3.10', '3.9.1', true],
    ['3.2.4pre1', '3.2.4', true],
  ])('of %s and %s is %s', (version, wanted, expected) => {
    expect(isAtLeast(version, wanted)).toBe(expected);
  });
});
