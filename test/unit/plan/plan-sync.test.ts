import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HostFacts, PlaceFacts } from '../../../engine/model/facts.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { identityOf } from '../../../engine/plan/identity.ts';
import { planSync } from '../../../engine/plan/plan-sync.ts';
import { aHost, anRsync, aPair, aPlace, aVolume, markerText, VOL_A, VOL_B } from '../../fakes/builders.ts';

interface Setting {
  pair?: Pair;
  source?: Partial<PlaceFacts>;
  destination?: Partial<PlaceFacts>;
  primary?: Partial<HostFacts>;
  standby?: Partial<HostFacts>;
}

function plan({ pair = aPair(), source = {}, destination = {}, primary = {}, standby = {} }: Setting = {}) {
  const volume = pair.volumes[0] ?? aVolume();
  return planSync(pair, {
    primary: aHost({ places: [aPlace({ path: volume.source, ...source })], ...primary }),
    standby: aHost({
      machineId: 'machine-2',
      places: [aPlace({ path: volume.destination, ...destination })],
      ...standby,
    }),
  });
}

function reasons(setting: Setting): readonly string[] {
  const planned = plan(setting);
  return planned.ok ? [] : planned.error.map(({ reason }) => reason);
}

const RECORDED = identityOf(aPlace());
const KNOWN = aVolume({ identity: { source: RECORDED, destination: RECORDED } });
const knownPair = aPair({ volumes: [KNOWN] });
const marker = markerText(knownPair, KNOWN);

describe('planSync', () => {
  it('accepts a first run between two mounted volumes', () => {
    expect(reasons({})).toEqual([]);
  });

  it('accepts a later run into the marked volume', () => {
    expect(reasons({ pair: knownPair, destination: { marker } })).toEqual([]);
  });

  it.each<[string, Setting, string[]]>([
    ['a source that is not there', { source: { state: 'missing' } }, ['source.missing']],
    ['a source that cannot be read', { source: { state: 'unreadable' } }, ['source.unreadable']],
    ['a source with nothing in it', { source: { entries: 0, hasFiles: false } }, ['source.empty']],
    ['a source of empty folders', { source: { entries: 3, hasFiles: false } }, ['source.husk']],
    [
      'a source in /Volumes that lies on the boot disk',
      { source: { mountPoint: '/' } },
      ['source.not-mounted'],
    ],
    [
      'a destination in /Volumes that lies on the boot disk',
      { destination: { mountPoint: '/', realPath: '/private/x' } },
      ['destination.not-mounted'],
    ],
    ['a destination that is not there', { destination: { state: 'missing' } }, ['destination.missing']],
    [
      'a destination that is mounted read-only',
      { destination: { readOnly: true } },
      ['destination.read-only'],
    ],
    ['a destination that we may not write', { destination: { writable: false } }, ['destination.read-only']],
    [
      "a destination with another pair's marker",
      { destination: { marker: '{"version":1,"pairId":"pair-x","volumeId":"v"}' } },
      ['destination.belongs-to-another'],
    ],
    [
      'a marker that is not ours to read',
      { destination: { marker: 'garbage' } },
      ['destination.belongs-to-another'],
    ],
    ['the loss of our own marker', { pair: knownPair }, ['destination.marker-lost']],
    [
      'a known source that is unmounted',
      { pair: knownPair, source: { mountPoint: '/' }, destination: { marker } },
      ['source.not-mounted'],
    ],
    [
      'a known source with another disk in its place',
      { pair: knownPair, source: { volumeUuid: 'UUID-2' }, destination: { marker } },
      ['source.replaced'],
    ],
    [
      'a known destination with another disk in its place',
      { pair: knownPair, destination: { marker, volumeUuid: 'UUID-2' } },
      ['destination.replaced'],
    ],
    ['no rsync on the standby', { standby: { rsyncs: [] } }, ['rsync.missing-standby']],
    ['no rsync on the primary', { primary: { rsyncs: [] } }, ['rsync.missing-primary']],
    [
      'the sealed system of a newer macOS',
      {
        pair: aPair({ volumes: [aVolume({ source: '/', role: 'system' })] }),
        source: { mountPoint: '/', realPath: '/' },
      },
      ['source.sealed-system'],
    ],
    [
      'the running system of the standby',
      {
        pair: aPair({ volumes: [aVolume({ destination: '/' })] }),
        destination: { mountPoint: '/', realPath: '/' },
      },
      ['destination.running-system'],
    ],
    [
      "a system volume onto the standby's boot volume",
      {
        pair: aPair({ volumes: [aVolume({ destination: '/clone', role: 'system' })] }),
        destination: { mountPoint: '/', realPath: '/clone' },
      },
      ['destination.running-system'],
    ],
    [
      'data onto a folder that the standby runs from',
      {
        pair: aPair({ volumes: [aVolume({ destination: '/usr/bin' })] }),
        destination: { mountPoint: '/', realPath: '/usr/bin' },
      },
      ['destination.running-system'],
    ],
    [
      'two volumes onto one place',
      { pair: aPair({ volumes: [aVolume(), aVolume({ id: VOL_B })] }), ...twice() },
      ['places.overlap'],
    ],
    [
      'a pattern that rsync would not take',
      { pair: aPair({ filters: { preset: 'none', excludes: ['a[b'] } }) },
      ['filters.invalid'],
    ],
    [
      'everything at once, with every reason',
      { source: { state: 'missing' }, destination: { readOnly: true }, standby: { rsyncs: [] } },
      ['rsync.missing-standby', 'source.missing', 'destination.read-only'],
    ],
  ])('refuses %s', (_what, setting, expected) => {
    expect(reasons(setting)).toEqual(expected);
  });

  function twice(): Setting {
    const places = [aPlace(), aPlace()];
    return { primary: { places }, standby: { machineId: 'machine-2', places } };
  }

  it('lets data go to a folder of its own on the boot volume of the standby', () => {
    const pair = aPair({ volumes: [aVolume({ source: '/srv/data', destination: '/srv/data' })] });
    const place = { mountPoint: '/', realPath: '/srv/data' };
    expect(reasons({ pair, source: place, destination: place })).toEqual([]);
  });

  it.each([
    ['the same folder', '/data', '/data', ['places.same']],
    ['a destination inside its source', '/data', '/data/clone', ['places.nested']],
    ['a source inside its destination', '/data/a', '/data', ['places.nested']],
    ['two folders side by side', '/data/a', '/data/ab', []],
  ])('on one machine sees %s', (_what, source, destination, expected) => {
    const pair = aPair({ standby: { kind: 'local' }, volumes: [aVolume({ source, destination })] });
    const where = { mountPoint: '/data', fileSystem: 'ext4' };
    expect(reasons({ pair, source: where, destination: where })).toEqual(expected);
  });

  it('lets / go to an attached disk, which is nested by name only', () => {
    const pair = aPair({
      standby: { kind: 'local' },
      volumes: [aVolume({ source: '/', destination: '/Volumes/Clone', role: 'system' })],
    });
    const source = { mountPoint: '/', realPath: '/' };
    expect(
      reasons({
        pair,
        source,
        primary: { osName: 'macOS 10.13.6', places: [aPlace({ path: '/', ...source })] },
      }),
    ).toEqual([]);
  });

  it('sees one machine behind two ssh endpoints by its id', () => {
    const pair = aPair({ volumes: [aVolume({ source: '/data', destination: '/data' })] });
    const where = { mountPoint: '/' };
    expect(
      reasons({
        pair,
        source: where,
        destination: where,
        standby: { machineId: 'machine-1', places: [aPlace({ path: '/data', ...where })] },
      }),
    ).toEqual(['places.same']);
  });

  it('refuses two remote ends without a driver on one of them', () => {
    const { standby } = aPair();
    expect(reasons({ pair: aPair({ primary: standby }) })).toEqual(['driver.both-remote']);
    expect(reasons({ pair: aPair({ primary: standby, driver: 'primary' }) })).toEqual([]);
  });

  it('says what the pair cannot keep', () => {
    const planned = plan({
      standby: {
        os: 'linux',
        machineId: 'machine-2',
        user: { name: 'backup', uid: 1000 },
        places: [aPlace({ fileSystem: 'ext4', caseSensitive: true })],
      },
    });
    expect(planned.ok && planned.value.losses.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'ownership: not-root',
      'devices: not-root',
      'acls: different-systems',
      'creation-times: not-on-this-system',
      'file-flags: not-on-this-system',
    ]);
  });

  it('compares whole seconds where one file system or one rsync keeps no more', () => {
    const fine = plan({});
    const hfs = plan({ destination: { fileSystem: 'hfs', nanoseconds: false } });
    const old = plan({ standby: { rsyncs: [anRsync({ version: '3.1.2' })] } });
    const kept = [fine, hfs, old].map(
      (planned) => planned.ok && planned.value.steps[0]?.preserve.nanoseconds,
    );
    expect(kept).toEqual([true, false, false]);
  });

  it('notices an rsync with known holes and a clock that is off', () => {
    const planned = plan({ standby: { rsyncs: [anRsync({ version: '3.2.7' })], clockSkewMs: -90_000 } });
    expect(planned.ok && planned.value.notices).toEqual([
      { kind: 'old-rsync', side: 'standby', version: '3.2.7' },
      { kind: 'clock-skew', side: 'standby', milliseconds: -90_000 },
      { kind: 'first-clone', volumeId: VOL_A },
    ]);
  });

  it('never passes a mirroring plan whose source is not the mounted volume that was recorded', () => {
    const place = fc.record({
      state: fc.constantFrom<PlaceFacts['state']>('present', 'missing', 'unreadable', 'not-a-directory'),
      mountPoint: fc.constantFrom('/', '/Volumes/Users', '/Volumes/Other'),
      fileSystem: fc.constantFrom('apfs', 'hfs'),
      volumeUuid: fc.constantFrom('UUID-1', 'UUID-2', undefined),
      entries: fc.nat(3),
      hasFiles: fc.boolean(),
    });
    fc.assert(
      fc.property(place, place, (source, destination) => {
        const planned = plan({ pair: knownPair, source, destination: { ...destination, marker } });
        if (!planned.ok) return;
        for (const seen of [source, destination]) {
          expect(seen).toMatchObject({
            state: expect.any(String),
            mountPoint: '/Volumes/Users',
            fileSystem: 'apfs',
          });
          expect(seen.volumeUuid).not.toBe('UUID-2');
          expect(['present', 'unreadable']).toContain(seen.state);
        }
        expect(source).toMatchObject({ state: 'present', hasFiles: true });
        expect(source.entries).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});
