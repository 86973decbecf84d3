import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanId } from '../../../engine/model/ids.ts';
import type { DeletionLimit, DeletionPolicy } from '../../../engine/model/volume.ts';
import { decideWork, deletionLimit, fits, type VolumeWork } from '../../../engine/plan/decide-work.ts';
import type { VolumeStep } from '../../../engine/plan/plan-sync.ts';
import { aPlace, aVolume, VOL_A } from '../../fakes/builders.ts';

const PLAN = PlanId.parse('plan-0123456789ab');

const DISK = { mountPoint: '/Volumes/Users', fileSystem: 'apfs' };

function aStep(
  fields: {
    deletion?: DeletionPolicy;
    claim?: boolean;
    /** Its source or its place is another one than before. */
    moved?: boolean;
    empty?: boolean;
    freeInodes?: number;
  } = {},
): VolumeStep {
  const volume = aVolume({
    ...(fields.deletion !== undefined && { deletion: fields.deletion }),
    ...(fields.moved !== true && { identity: { source: DISK, destination: DISK } }),
  });
  return {
    volume,
    facts: { source: aPlace(), destination: aPlace({ freeInodes: fields.freeInodes, freeBytes: 10e9 }) },
    filters: [],
    preserve: {
      hardLinks: true,
      acls: true,
      xattrs: true,
      creationTimes: false,
      fileFlags: false,
      appleExtended: false,
      nanoseconds: true,
      sparse: true,
    },
    destination: { claim: fields.claim ?? false, empty: fields.empty ?? false },
  };
}

function someWork(fields: Partial<VolumeWork> = {}): VolumeWork {
  return {
    volumeId: VOL_A,
    scanned: 100_000,
    created: 0,
    updated: 0,
    attributes: 0,
    deleted: 0,
    fileBytes: 0,
    neededBytes: 0,
    totalBytes: 1e9,
    deletedSample: [],
    updatedSample: [],
    foreignMarker: undefined,
    ...fields,
  };
}

function decide(step: VolumeStep, work: VolumeWork, scannedBefore?: number, approved = false) {
  const pasts = new Map([[VOL_A, { scanned: scannedBefore }]]);
  return decideWork([step], [work], pasts, { id: PLAN, approved });
}

describe('deletionLimit', () => {
  it.each<[DeletionLimit, number, number]>([
    [{ kind: 'default' }, 500, 1000],
    [{ kind: 'default' }, 10_000, 1000],
    [{ kind: 'default' }, 100_000, 10_000],
    [{ kind: 'entries', entries: 3 }, 100_000, 3],
    [{ kind: 'entries', entries: 0 }, 100_000, 0],
    [{ kind: 'percent', percent: 5 }, 1000, 50],
    [{ kind: 'percent', percent: 0.5 }, 1000, 5],
  ])('of %o for %i entries is %i', (limit, entries, expected) => {
    expect(deletionLimit(limit, entries)).toBe(expected);
  });
});

describe('decideWork', () => {
  it('lets a run go that deletes just as much as it may', () => {
    expect(decide(aStep(), someWork({ scanned: 90_000, deleted: 10_000 }))).toEqual({
      holds: [],
      refusals: [],
    });
  });

  it('holds a run that would delete one entry more, with a sample', () => {
    const work = someWork({ scanned: 89_999, deleted: 10_001, deletedSample: ['a', 'b'] });
    expect(decide(aStep(), work)).toEqual({
      holds: [{ volumeId: VOL_A, reason: 'deletes', count: 10_001, limit: 10_000, sample: ['a', 'b'] }],
      refusals: [],
    });
  });

  it('lets the same run go once it is approved', () => {
    const work = someWork({ scanned: 50_000, deleted: 50_000 });
    expect(decide(aStep(), work, 100_000, true)).toEqual({ holds: [], refusals: [] });
  });

  it.each([
    ['a first run', { claim: true, moved: true }],
    ['the first run of another source', { moved: true }],
    ['a run into a place whose mark is gone', { claim: true }],
  ])('holds %s that would overwrite or delete what was there before', (_what, fields) => {
    const step = aStep(fields);
    const work = someWork({ updated: 1, deleted: 1, deletedSample: ['old'], updatedSample: ['same'] });
    expect(decide(step, work).holds).toEqual([
      { volumeId: VOL_A, reason: 'first-run-would-overwrite', count: 2, limit: 0, sample: ['old', 'same'] },
    ]);
  });

  it('refuses a source that shrank below a tenth, unless exactly this plan was approved', () => {
    const work = someWork({ scanned: 99, deleted: 900 });
    const refused = decide(aStep(), work, 1000);
    expect(refused.refusals).toEqual([
      {
        reason: 'source.husk',
        volumeId: VOL_A,
        details: { path: '/Volumes/Users', count: 99, expected: '1000', planId: PLAN },
      },
    ]);
    expect(decide(aStep(), work, 1000, true).refusals).toEqual([]);
  });

  it('does not take a first run for a husk', () => {
    expect(decide(aStep(), someWork({ scanned: 5 })).refusals).toEqual([]);
  });

  it('refuses filters that leave out everything', () => {
    expect(
      decide(aStep(), someWork({ scanned: 1, deleted: 5 })).refusals.map(({ reason }) => reason),
    ).toEqual(['filters.exclude-everything']);
  });

  it('refuses more new entries than there are free inodes', () => {
    const decided = decide(aStep({ freeInodes: 10 }), someWork({ created: 11 }));
    expect(decided.refusals.map(({ reason }) => reason)).toEqual(['destination.no-inodes']);
  });

  it('never lets an unapproved mirror delete more than its limit', () => {
    fc.assert(
      fc.property(
        fc.nat(200_000),
        fc.nat(200_000),
        fc.nat(200_000),
        fc.boolean(),
        (kept, created, deleted, claim) => {
          const work = someWork({ scanned: kept + created, created, deleted });
          const { holds, refusals } = decide(aStep({ claim }), work);
          if (holds.length > 0 || refusals.length > 0) return;
          expect(deleted).toBeLessThanOrEqual(Math.max(1000, Math.floor((kept + deleted) / 10)));
          if (claim) expect(deleted).toBe(0);
        },
      ),
    );
  });
});

describe('fits', () => {
  it('keeps a margin for the tables of the file system', () => {
    expect([fits(aStep(), 0), fits(aStep(), 9.8e9), fits(aStep(), 10e9)]).toEqual([true, true, false]);
  });
});
