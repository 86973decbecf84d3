import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDeletionArguments } from '../../../engine/cli/arguments/deletion-argument.ts';
import { parseEndpointArguments } from '../../../engine/cli/arguments/endpoint-argument.ts';
import { formatVolumeArgument, parseVolumeArgument } from '../../../engine/cli/arguments/volume-argument.ts';
import { editDistance, nearestFirst } from '../../../engine/cli/unknown-pair.ts';
import { PIN } from './cli-harness.ts';

const pinNothing = (): Promise<string> => Promise.reject(new Error('asked for a pin'));

describe('a --volume', () => {
  it.each([
    ['/Users=/Volumes/Spare/Users', '/Users', '/Volumes/Spare/Users'],
    ['/a\\=b=/c', '/a=b', '/c'],
    ['/a\\\\=/c', '/a\\', '/c'],
    ['/a\\b=/c\\#377', '/a\\b', '/c\\#377'],
    ['/Users/=/c//d/', '/Users', '/c/d'],
    ['/=/Volumes/System', '/', '/Volumes/System'],
  ])('%s is two paths', (text, source, destination) => {
    expect(parseVolumeArgument(text)).toEqual({ source, destination });
  });

  it.each([
    ['/Users', '--volume "/Users" has no "=": it is SRC=DEST, and a "=" inside a path is written \\='],
    ['/a=b=/c', '--volume "/a=b=/c" has 2 "=": it is SRC=DEST, and a "=" inside a path is written \\='],
    ['Users=/c', '--volume "Users=/c": the source is "Users", and must be an absolute path'],
    ['/a=/../b', '--volume "/a=/../b": the destination is "/../b", and must be a path without . and ..'],
    ['/a=', '--volume "/a=": the destination is "", and must be an absolute path'],
    [
      '/\u001b[2J',
      '--volume "/\\#033[2J" has no "=": it is SRC=DEST, and a "=" inside a path is written \\=',
    ],
  ])('%j is refused with what was understood', (text, message) => {
    expect(() => parseVolumeArgument(text)).toThrow(message);
  });

  it('reads what it writes, whatever the paths', () => {
    const path = fc
      .string({ unit: fc.constantFrom('a', '=', '\\', '#', ' ', 'é'), minLength: 1 })
      .map((text) => `/${text}`);
    fc.assert(
      fc.property(path, path, (source, destination) => {
        expect(parseVolumeArgument(formatVolumeArgument({ source, destination }))).toEqual({
          source,
          destination,
        });
      }),
    );
  });
});

describe('a --max-delete', () => {
  it.each([
    ['500', { kind: 'entries', entries: 500 }],
    ['0', { kind: 'entries', entries: 0 }],
    ['10%', { kind: 'percent', percent: 10 }],
    ['12.5 %', { kind: 'percent', percent: 12.5 }],
  ])('of %s is a limit', (text, limit) => {
    expect(parseDeletionArguments(text, false)).toEqual({ kind: 'mirror', limit });
  });

  it('that is missing is the default, and --keep-deleted deletes nothing', () => {
    expect([parseDeletionArguments(undefined, false), parseDeletionArguments(undefined, true)]).toEqual([
      { kind: 'mirror', limit: { kind: 'default' } },
      { kind: 'keep' },
    ]);
  });

  it.each(['-1', '1.5', '101%', 'many', ''])('of "%s" is refused', (text) => {
    expect(() => parseDeletionArguments(text, false)).toThrow(`--max-delete is "${text}", and must be`);
  });
});

describe('an endpoint', () => {
  const given = { side: 'standby' as const, hostKey: PIN, identity: 'keys/id' };

  it('by ssh has a pin, and an absolute identity file', async () => {
    const endpoint = await parseEndpointArguments(
      { ...given, text: 'ssh://root@spare.local:2222' },
      '/home/anna',
      pinNothing,
    );
    expect(endpoint).toEqual({
      kind: 'ssh',
      user: 'root',
      host: 'spare.local',
      port: 2222,
      hostKey: PIN,
      identityFile: '/home/anna/keys/id',
    });
  });

  it.each([
    [{ text: 'spare.local' }, '--standby is "spare.local", and must be local or ssh://USER@HOST[:PORT]'],
    [{ text: 'local' }, '--host-key is given, but the standby is this machine'],
    [
      { text: 'ssh://a@b', hostKey: 'x' },
      '--host-key is "x", and must be a fingerprint: SHA256: and 43 characters',
    ],
    [{ text: 'ssh://-oProxyCommand=x@b' }, 'and must be local or ssh://'],
  ])('like %j is refused with what was understood', async (fields, message) => {
    await expect(parseEndpointArguments({ ...given, ...fields }, '/', pinNothing)).rejects.toThrow(message);
  });
});

describe('a name that is unknown', () => {
  it('has the nearest names first', () => {
    expect(nearestFirst(['studio', 'Office', 'offsite'], 'offce')).toEqual(['Office', 'offsite', 'studio']);
  });

  it.each([
    ['', 'abc', 3],
    ['office', 'offce', 1],
    ['kitten', 'sitting', 3],
  ])('is so far from another: "%s", "%s"', (a, b, distance) => {
    expect([editDistance(a, b), editDistance(b, a)]).toEqual([distance, distance]);
  });
});
