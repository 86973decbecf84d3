import { describe, expect, it } from 'vitest';
import type { RsyncAbilities } from '../../../engine/model/facts.ts';
import { parseRsyncVersion } from '../../../engine/rsync/version.ts';
import { fixture } from './fixture.ts';

const PLAIN: RsyncAbilities = {
  hardLinks: true,
  acls: false,
  xattrs: false,
  creationTimes: false,
  fileFlags: false,
  appleExtended: false,
};

describe('what an rsync says about itself', () => {
  it.each<[string, string, number, Partial<RsyncAbilities>]>([
    ['gnu-3.0.9.txt', '3.0.9', 30, { acls: true, xattrs: true }],
    ['gnu-3.1.3.txt', '3.1.3', 31, { xattrs: true }],
    ['gnu-3.4.1-homebrew.txt', '3.4.1', 32, { acls: true, xattrs: true, creationTimes: true }],
    ['gnu-3.5.0-debian.json', '3.5.0', 32, { acls: true, xattrs: true }],
    [
      'gnu-3.4.4-file-flags.json',
      '3.4.4',
      32,
      { acls: true, xattrs: true, creationTimes: true, fileFlags: true },
    ],
  ])('is read from %s', (name, version, protocol, abilities) => {
    expect(parseRsyncVersion('/r', fixture(name))).toEqual({
      path: '/r',
      flavour: 'gnu',
      version,
      protocol,
      can: { ...PLAIN, ...abilities },
    });
  });

  it('is the same as text and as JSON', () => {
    expect(parseRsyncVersion('/r', fixture('gnu-3.5.0-debian.txt'))).toEqual(
      parseRsyncVersion('/r', fixture('gnu-3.5.0-debian.json')),
    );
  });

  it('is found below what a shell prints first', () => {
    const text = `Welcome!\n${fixture('gnu-3.5.0-debian.txt')}`;
    expect(parseRsyncVersion('/r', text)).toMatchObject({ flavour: 'gnu', version: '3.5.0' });
  });

  it('says that a build has no hard links', () => {
    const text = fixture('gnu-3.0.9.txt').replace(' hardlinks', ' no hardlinks');
    expect(parseRsyncVersion('/r', text).can.hardLinks).toBe(false);
  });

  it.each([
    '{',
    '{}',
    'null',
    '{"program":"rsync"}',
    '{"program":"rsync","version":{}}',
    '{"program":"tar","version":"3.5.0","capabilities":null}',
    'rsync  version banana  protocol version 32',
  ])('makes %j an unknown one that can do nothing', (text) => {
    expect(parseRsyncVersion('/r', text)).toEqual({
      path: '/r',
      flavour: 'unknown',
      version: '0',
      protocol: 0,
      can: { ...PLAIN, hardLinks: false },
    });
  });
});
