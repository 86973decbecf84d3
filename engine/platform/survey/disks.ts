import type { DiskFacts } from '../../model/machine.ts';
import { parseDfLine, plistBoolean, plistString } from '../mac-volume.ts';
import { pathOf, type Told } from '../probe-records.ts';
import { known, oneLine, wordsOf } from './known.ts';

/** What was told of one place on a Mac. */
export function macDisk(told: Told): DiskFacts {
  const info = wordsOf(told, 'diskutil') ?? '';
  return {
    path: pathOf(told, 'place') ?? '',
    ...known({
      device: deviceOf(told),
      volumeName: oneLine(plistString(info, 'VolumeName')),
      // A volume has its disk's; that of an APFS container is not always known by its volumes.
      smart:
        smartOf(plistString(info, 'SMARTStatus')) ??
        smartOf(plistString(wordsOf(told, 'whole-disk') ?? '', 'SMARTStatus')),
      isEncrypted: isMacEncrypted(info),
      isInternal: plistBoolean(info, 'Internal'),
      isBlessed: isBlessed(info, wordsOf(told, 'bless') ?? ''),
    }),
    ...systemVersion(told),
  };
}

function deviceOf(told: Told): string | undefined {
  const device = parseDfLine(wordsOf(told, 'df')?.split('\n').at(-1) ?? '')?.device;
  return device?.startsWith('/dev/') === true ? oneLine(device) : undefined;
}

function smartOf(status: string | undefined): DiskFacts['smart'] | undefined {
  if (status === 'Verified') return 'verified';
  // Not Supported
  return status === 'Failing' || status === 'Failed' ? 'failing' : undefined;
}

/** With FileVault off a T2 chip or Apple silicon encrypts still (`Encryption`), but unlocks by itself. */
function isMacEncrypted(info: string): boolean | undefined {
  return plistBoolean(info, 'FileVault') ?? plistBoolean(info, 'Encryption');
}

/** bless(8) of HFS+, the volume group of APFS. An APFS volume without a group may be of macOS 10.13 or 10.14: nobody can tell. */
function isBlessed(info: string, bless: string): boolean | undefined {
  if (plistString(info, 'APFSVolumeGroupID') !== undefined) return true;
  // finderinfo[0]:     91 => Blessed System Folder is /System/Library/CoreServices
  const [, id, text = ''] = /^finderinfo\[0\]:[ \t]*(\d+) => (.*)$/m.exec(bless) ?? [];
  if (id === undefined) return undefined;
  // The folder that was blessed is gone: … => Blessed System Folder is <missing>
  return id !== '0' && !text.endsWith('<missing>');
}

/** `ProductBuildVersion 18G9323\nProductVersion 10.14.6` */
function systemVersion(told: Told): Pick<DiskFacts, 'osVersion' | 'osBuild'> {
  const text = wordsOf(told, 'system-version') ?? '';
  return known({
    osVersion: /^ProductVersion (\d+(?:\.\d+)+)$/m.exec(text)?.[1],
    osBuild: /^ProductBuildVersion ([0-9A-Za-z]+)$/m.exec(text)?.[1],
  });
}

/** What was told of one place on Linux. */
export function linuxDisk(told: Told): DiskFacts {
  const above = blockDevices(wordsOf(told, 'lsblk') ?? '');
  return {
    path: pathOf(told, 'place') ?? '',
    ...known({
      device: deviceOf(told),
      volumeName: oneLine(above[0]?.get('LABEL')),
      smart: linuxSmart(wordsOf(told, 'smart') ?? ''),
      isEncrypted: isLinuxEncrypted(wordsOf(told, 'lsblk') ?? ''),
      isInternal: isInternal(above.find((device) => device.get('TYPE') === 'disk')?.get('TRAN')),
    }),
    ...systemVersion(told),
  };
}

/** Is dm-crypt somewhere between a mounted device and its disk? `undefined` where no disk was told. */
export function isLinuxEncrypted(lsblk: string): boolean | undefined {
  const types = blockDevices(lsblk).map((device) => device.get('TYPE'));
  if (types.includes('crypt')) return true;
  return types.includes('disk') ? false : undefined;
}

/** `NAME="vg-root" TYPE="lvm" TRAN="" LABEL="root"`, lsblk(8): the device itself, and what it lies on. */
function blockDevices(lsblk: string): ReadonlyMap<string, string>[] {
  return lsblk
    .split('\n')
    .filter((line) => line.startsWith('NAME='))
    .map(
      (line) =>
        new Map([...line.matchAll(/([A-Z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])),
    );
}

function isInternal(transport: string | undefined): boolean | undefined {
  if (transport === 'usb') return false;
  return transport === 'nvme' || transport === 'sata' || transport === 'ata' ? true : undefined;
}

/** `SMART overall-health self-assessment test result: PASSED`, of SCSI `SMART Health Status: OK`; smartctl(8) */
function linuxSmart(text: string): DiskFacts['smart'] | undefined {
  const result = /^SMART (?:overall-health self-assessment test result|Health Status): *(.+)$/m.exec(
    text,
  )?.[1];
  if (result === undefined) return undefined;
  return /^(PASSED|OK)\b/.test(result) ? 'verified' : 'failing';
}
