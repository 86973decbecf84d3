import { describe, expect, it } from 'vitest';
import { KeyId, VolumeId } from '../../../engine/model/ids.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { NO_CONDITIONS } from '../../../engine/model/schedule-conditions.ts';
import { changedPair, isFineInARun, ofEveryTime } from '../../../engine/run/changed-pair.ts';
import { aPair, aVolume, VOL_A, VOL_B } from '../../fakes/builders.ts';

const NOW = '2026-11-24T08:00:00.000Z';
const DISK = { mountPoint: '/', fileSystem: 'apfs' };
const identity = { source: DISK, destination: DISK };
const KEEP = { kind: 'keep' } as const;
const A = aVolume({ id: VOL_A, source: '/a', destination: '/to/a', identity });
const B = aVolume({ id: VOL_B, source: '/b', destination: '/to/b', identity, deletion: KEEP });
const PAIR = aPair({ volumes: [A, B] });

const without = ({ identity: _identity, ...volume }: typeof A): typeof A => volume;

describe('a changed pair', () => {
  it('is the same but for what was named', () => {
    const after = changedPair(PAIR, { name: 'Front', preset: 'macos-data', excludes: ['*.tmp'] }, NOW);
    expect(after).toEqual({
      ...PAIR,
      name: 'Front',
      filters: { preset: 'macos-data', excludes: ['*.tmp'] },
    });
  });

  it('is fine while a run is under way when only the name, the schedule and the bandwidth are others', () => {
    const schedule = { kind: 'every', minutes: 15 } as const;
    const conditions = { ...NO_CONDITIONS, onMains: true };
    const fine = { name: 'Front', schedule, conditions, bandwidth: [{ kibPerSecond: 100 }] };
    const after = changedPair(PAIR, fine, NOW);
    expect(after).toEqual({ ...PAIR, ...fine });
    expect(isFineInARun(PAIR, after)).toBe(true);
    const change = { ...fine, excludes: ['*.tmp'] };
    expect(isFineInARun(PAIR, changedPair(PAIR, change, NOW))).toBe(false);
    expect(ofEveryTime(change)).toEqual(fine);
  });

  it('has drills open what is copied alone, and keeps what was chosen before its volume went', () => {
    const opens = (...databases: string[]) => ({ failover: { notes: '', databases } });
    const after = changedPair(PAIR, opens('/a/shop.db', '/b/x.db'), NOW);
    expect(after.failover.databases).toEqual(['/a/shop.db', '/b/x.db']);
    const volumes = [{ source: '/a', destination: '/to/a' }];
    expect(changedPair(after, { volumes }, NOW).failover).toEqual(after.failover);
    expect(() => changedPair(PAIR, opens('/a/shop.db', '/c/\n.db'), NOW)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          code: 'pair.invalid',
          details: { text: 'the database /c/\\#012.db is in no volume of the pair: no drill could open it' },
        }),
      }),
    );
  });

  it('keeps a volume with its disks and its deletions at the same place, in whatever order and however it is typed', () => {
    const volumes = [
      { source: '/b', destination: '/to//b/' },
      { source: '/a/', destination: '/to/a' },
    ];
    expect(changedPair(PAIR, { volumes }, NOW).volumes).toEqual([B, A]);
  });

  it('forgets the disks of a volume whose source or place is another one, and keeps what it is', () => {
    const volumes = [
      { id: VOL_A, source: '/a', destination: '/elsewhere' },
      { id: VOL_B, source: '/c', destination: '/to/b' },
    ];
    expect(changedPair(PAIR, { volumes }, NOW).volumes).toEqual([
      { ...without(A), destination: '/elsewhere' },
      { ...without(B), source: '/c' },
    ]);
  });

  it('knows a volume that moves without its id by its source', () => {
    const volumes = [{ source: '/b', destination: '/elsewhere' }];
    expect(changedPair(PAIR, { volumes }, NOW).volumes).toEqual([
      { ...without(B), destination: '/elsewhere' },
    ]);
  });

  it('leaves the id with the place when two volumes change places', () => {
    const volumes = [
      { id: VOL_A, source: '/a', destination: '/to/b' },
      { id: VOL_B, source: '/b', destination: '/to/a' },
    ];
    expect(changedPair(PAIR, { volumes }, NOW).volumes).toEqual([
      { ...without(B), source: '/a' },
      { ...without(A), source: '/b' },
    ]);
  });

  it('gives a new volume an id of its own and the deletions of the first', () => {
    const volumes = [
      { source: '/a', destination: '/to/a' },
      { source: '/', destination: '/to/system' },
    ];
    const [kept, added] = changedPair(PAIR, { volumes }, NOW).volumes;
    expect(kept).toEqual(A);
    expect(added).toEqual({
      id: added?.id,
      source: '/',
      destination: '/to/system',
      role: 'system',
      deletion: A.deletion,
    });
    expect([VOL_A, VOL_B]).not.toContain(added?.id);
  });

  it('takes one limit for all volumes that name none', () => {
    const deletion = { kind: 'mirror', limit: { kind: 'entries', entries: 5 } } as const;
    const volumes = [
      { source: '/a', destination: '/to/a', deletion: KEEP },
      { source: '/b', destination: '/to/b' },
    ];
    const policies = (pair: Pair): unknown[] => pair.volumes.map((volume) => volume.deletion);
    expect(policies(changedPair(PAIR, { deletion }, NOW))).toEqual([deletion, deletion]);
    expect(policies(changedPair(PAIR, { deletion, volumes }, NOW))).toEqual([KEEP, deletion]);
  });

  it('keeps its own key on another way to the same machine only, and knows nothing of another machine’s disks', () => {
    const keyId = KeyId.parse('key-0123456789');
    const standby = { ...PAIR.standby, keyId } as Pair['standby'] & { kind: 'ssh' };
    const keyed = { ...PAIR, standby };
    const { keyId: _keyId, ...other } = standby;
    const moved = { ...other, host: '10.0.0.9' };
    expect(changedPair(keyed, { standby: moved }, NOW)).toEqual({ ...keyed, standby: { ...moved, keyId } });
    const stranger = { ...moved, hostKey: `SHA256:${'Z'.repeat(43)}`, keyId: KeyId.parse('key-9999999999') };
    const { keyId: _stolen, ...unkeyed } = stranger;
    expect(changedPair(keyed, { standby: stranger }, NOW)).toEqual({
      ...keyed,
      standby: unkeyed,
      acceptedAt: NOW,
      volumes: [without(A), without(B)],
    });
  });

  it('wakes up no more once it is copied by hand alone', () => {
    const waking: Pair = { ...PAIR, schedule: { kind: 'every', minutes: 60 }, wake: true };
    expect(changedPair(waking, { name: 'Other' }, NOW)).toMatchObject({ wake: true });
    expect(changedPair(waking, { schedule: { kind: 'manual' } }, NOW)).toMatchObject({ wake: false });
    expect(changedPair(waking, { wake: false }, NOW)).toMatchObject({ wake: false });
    expect(changedPair({ ...waking, wake: false }, { wake: true }, NOW)).toMatchObject({ wake: true });
  });

  it.each([
    [
      'a volume that it has not',
      { volumes: [{ id: VolumeId.parse('vol-zzzzzz'), source: '/a', destination: '/b' }] },
    ],
    ['no volume', { volumes: [] }],
    ['a path that is none', { volumes: [{ source: 'a', destination: '/b' }] }],
    ['a pattern that leaves out everything', { excludes: ['*'] }],
    ['a name that is none', { name: '/' }],
    ['to wake up for a run that nothing makes due', { schedule: { kind: 'manual' as const }, wake: true }],
  ])('refuses %s', (_what, change) => {
    expect(() => changedPair(PAIR, change, NOW)).toThrow('pair.invalid');
  });
});
