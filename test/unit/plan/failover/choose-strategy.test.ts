import { describe, expect, it } from 'vitest';
import type { FailoverSettings } from '../../../../engine/model/failover.ts';
import type { MachineFacts } from '../../../../engine/model/machine.ts';
import type { SurveyedPlace } from '../../../../engine/model/survey.ts';
import type { Volume } from '../../../../engine/model/volume.ts';
import { chooseStrategy } from '../../../../engine/plan/failover/choose-strategy.ts';
import { aPair, aVolume } from '../../../fakes/builders.ts';
import { aDisk, aSurvey, aSurveyedPlace } from '../../../fakes/survey-builders.ts';

const SYSTEM = aVolume({ source: '/', destination: '/Volumes/Clone', role: 'system' });
const DATA = aVolume({ source: '/Users', destination: '/Volumes/Clone/Users' });
const G4: Partial<MachineFacts> = {
  osName: 'Mac OS X 10.4.11',
  osVersion: '10.4.11',
  arch: 'Power Macintosh',
  hardware: 'powerpc',
};
const T2: Partial<MachineFacts> = { hardware: 'intel-t2' };
const M2: Partial<MachineFacts> = {
  osName: 'macOS 15.5',
  osVersion: '15.5',
  arch: 'arm64',
  hardware: 'apple-silicon',
};
const LINUX: Partial<MachineFacts> = { os: 'linux', osName: 'Debian GNU/Linux 12', hardware: 'pc' };
const PROOF = { at: '2026-11-01T10:00:00.000Z', cloneBuild: '19H2026', standbyBuild: '18G9323' };

interface Case {
  readonly volumes?: readonly Volume[];
  readonly settings?: Partial<FailoverSettings>;
  readonly primary?: Partial<MachineFacts> | null;
  readonly standby?: Partial<MachineFacts> | null;
  readonly place?: Partial<SurveyedPlace>;
}

/** Of two Intel Macs with macOS 10.14 and a clone of the whole system, unless told. */
function chosen({ volumes = [SYSTEM], settings, primary = {}, standby = {}, place }: Case) {
  return chooseStrategy(
    aPair({ volumes: [...volumes] }),
    { notes: '', ...settings },
    {
      ...(primary !== null && { primary: aSurvey(primary) }),
      ...(standby !== null && { standby: aSurvey(standby, { places: [aSurveyedPlace(place)] }) }),
    },
  );
}

const version = (osVersion: string) => ({ osVersion, osName: `macOS ${osVersion}` });

describe('the strategy that the facts speak for', () => {
  it('is to boot the clone up to macOS 10.14, on HFS+ and on APFS', () => {
    const boots = { strategy: 'boot', reason: 'file-copy-boots' };
    expect([
      chosen({}),
      chosen({ primary: version('10.13'), place: { fileSystem: 'hfs' } }),
      chosen({ primary: version('10.11.6'), standby: version('12.7.6') }),
      chosen({ primary: G4, standby: { ...G4, osVersion: '10.5.8' } }),
      chosen({ primary: { ...G4, arch: 'ppc' }, standby: G4 }),
      chosen({ primary: { hardware: 'intel' }, standby: T2 }),
      chosen({ primary: { arch: 'i386' }, standby: T2 }),
    ]).toEqual(Array.from({ length: 7 }, () => boots));
  });

  it('is to promote from macOS 10.15 on, whose system is no copy of files', () => {
    const split = { strategy: 'promote', reason: 'system-split' };
    expect(
      ['10.15', '10.15.7', '11.0', '12.7.6', '26'].map((os) => chosen({ primary: version(os) })),
    ).toEqual(Array.from({ length: 5 }, () => split));
  });

  it('is always to promote with Apple silicon on either side, whatever was proved', () => {
    const promotes = { strategy: 'promote', reason: 'apple-silicon' };
    expect([
      chosen({ primary: M2, standby: M2 }),
      chosen({ standby: M2 }),
      chosen({ primary: M2 }),
      chosen({ primary: null, standby: M2 }),
      chosen({ primary: M2, standby: null }),
      chosen({ standby: { arch: 'arm64' }, settings: { bootProof: PROOF } }),
    ]).toEqual(Array.from({ length: 6 }, () => promotes));
  });

  it('is to serve the data where the standby is no Mac, also when nobody has looked at the primary', () => {
    const serves = { strategy: 'serve', reason: 'standby-no-mac' };
    expect([
      chosen({ standby: LINUX }),
      chosen({ primary: null, standby: LINUX }),
      chosen({ primary: M2, standby: { ...LINUX, os: 'other' } }),
      chosen({ primary: LINUX, standby: LINUX }),
    ]).toEqual(Array.from({ length: 4 }, () => serves));
  });

  it('is to promote a Mac whose primary is none', () => {
    expect(chosen({ primary: LINUX })).toEqual({ strategy: 'promote', reason: 'primary-no-mac' });
  });

  it('is to promote where one kind of Mac does not start from the other’s system', () => {
    const other = { strategy: 'promote', reason: 'other-hardware' };
    expect([
      chosen({ primary: G4 }),
      chosen({ standby: G4 }),
      // The T2 chip came with macOS 10.13.
      chosen({ primary: version('10.12.6'), standby: T2 }),
    ]).toEqual([other, other, other]);
  });

  it('is to promote where no volume is a system on a disk of its own', () => {
    const noSystem = { strategy: 'promote', reason: 'no-system-volume' };
    expect([
      chosen({ volumes: [DATA] }),
      chosen({ place: { mountPoint: '/Volumes' } }),
      chosen({ place: { state: 'not-a-directory' } }),
      chosen({ place: { fileSystem: 'exfat' } }),
    ]).toEqual(Array.from({ length: 4 }, () => noSystem));
  });

  it('is to boot from a clone whose disk is not mounted now', () => {
    expect(chosen({ place: { state: 'missing', mountPoint: '/', fileSystem: 'apfs' } })).toEqual({
      strategy: 'boot',
      reason: 'file-copy-boots',
    });
  });

  it('is not known where nobody has looked: a place below /Volumes looks like a Mac’s', () => {
    const srv = aVolume({ destination: '/srv/spare' });
    expect([
      chosen({ primary: null, standby: null }),
      chosen({ primary: null }),
      chosen({ standby: null }),
      chosen({ volumes: [srv], primary: null, standby: null }),
      chosen({ volumes: [srv], primary: null }),
      // A survey that could not tell what decides it.
      chosen({ primary: { osVersion: 'unknown' } }),
      chosen({ primary: { arch: 'x' } }),
    ]).toEqual([
      ...Array.from({ length: 3 }, () => ({ strategy: 'promote', reason: 'not-surveyed' })),
      { strategy: 'serve', reason: 'not-surveyed' },
      ...Array.from({ length: 3 }, () => ({ strategy: 'promote', reason: 'not-surveyed' })),
    ]);
  });
});

describe('a clone that was seen to boot', () => {
  const catalina = version('10.15.7');
  const split = { strategy: 'promote', reason: 'system-split' };

  function proved(bootProof: typeof PROOF, cloneBuild: string | undefined, standbyBuild: string | undefined) {
    const disks = [aDisk(cloneBuild === undefined ? {} : { osBuild: cloneBuild })];
    return chosen({
      primary: catalina,
      standby: { disks, ...(standbyBuild === undefined ? { osBuild: '' } : { osBuild: standbyBuild }) },
      settings: { bootProof },
    });
  }

  it('boots again as long as both macOS are the same builds', () => {
    expect(proved(PROOF, '19H2026', '18G9323')).toEqual({ strategy: 'boot', reason: 'proved' });
  });

  it('is no evidence once either macOS is another, or a build could not be told', () => {
    expect([
      proved(PROOF, '19H15', '18G9323'),
      proved(PROOF, '19H2026', '18G9216'),
      proved(PROOF, undefined, '18G9323'),
      proved(PROOF, '19H2026', undefined),
      proved({ ...PROOF, cloneBuild: '' }, '', '18G9323'),
      proved({ ...PROOF, standbyBuild: '' }, '19H2026', undefined),
    ]).toEqual(Array.from({ length: 6 }, () => split));
  });
});

describe('the strategy that a person chose', () => {
  it('is followed, and says what speaks against it', () => {
    expect([
      chosen({ settings: { strategy: 'boot' } }),
      chosen({ settings: { strategy: 'promote' } }),
      chosen({ settings: { strategy: 'serve' }, primary: M2, standby: M2 }),
      chosen({ settings: { strategy: 'promote' }, primary: null, standby: null }),
      chosen({ settings: { strategy: 'boot' }, primary: null, standby: null }),
      chosen({ settings: { strategy: 'serve' }, standby: LINUX }),
    ]).toEqual([
      { strategy: 'boot', reason: 'chosen' },
      { strategy: 'promote', reason: 'chosen', against: 'file-copy-boots' },
      { strategy: 'serve', reason: 'chosen', against: 'apple-silicon' },
      { strategy: 'promote', reason: 'chosen' },
      { strategy: 'boot', reason: 'chosen', against: 'not-surveyed' },
      { strategy: 'serve', reason: 'chosen' },
    ]);
  });

  it('is refused where no such machine does it', () => {
    const boot = { settings: { strategy: 'boot' } } as const;
    expect([
      chosen({ ...boot, primary: M2, standby: M2 }),
      chosen({ ...boot, primary: version('11.7') }),
      chosen({ ...boot, primary: G4 }),
      chosen({ ...boot, volumes: [DATA] }),
      chosen({ ...boot, volumes: [DATA], primary: null, standby: null }),
      chosen({ ...boot, standby: LINUX }),
      chosen({ ...boot, primary: LINUX }),
      chosen({ settings: { strategy: 'promote' }, standby: LINUX }),
    ]).toEqual([
      { strategy: 'promote', reason: 'apple-silicon', refused: 'boot' },
      { strategy: 'promote', reason: 'system-split', refused: 'boot' },
      { strategy: 'promote', reason: 'other-hardware', refused: 'boot' },
      { strategy: 'promote', reason: 'no-system-volume', refused: 'boot' },
      { strategy: 'promote', reason: 'not-surveyed', refused: 'boot' },
      { strategy: 'serve', reason: 'standby-no-mac', refused: 'boot' },
      { strategy: 'promote', reason: 'primary-no-mac', refused: 'boot' },
      { strategy: 'serve', reason: 'standby-no-mac', refused: 'promote' },
    ]);
  });
});
