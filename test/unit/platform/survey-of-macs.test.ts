import { describe, expect, it } from 'vitest';
import type { MachineFacts } from '../../../engine/model/machine.ts';
import { factsOf, toldBy, toldWith } from '../../helpers/told-machine.ts';

function fieldWith(changes: Readonly<Record<string, string | undefined>>, name: keyof MachineFacts): unknown {
  const facts = factsOf(toldWith('apple-silicon-15', changes));
  return typeof facts === 'string' ? facts : facts[name];
}

describe('the survey of a Mac', () => {
  it('tells a Power Mac with Mac OS X 10.4, which has few tools', () => {
    expect(factsOf(toldBy('power-mac-10.4'))).toEqual({
      os: 'darwin',
      osName: 'Mac OS X 10.4.11',
      osVersion: '10.4.11',
      osBuild: '8S165',
      arch: 'Power Macintosh',
      hardware: 'powerpc',
      model: 'PowerMac11,2',
      hostName: 'pmacg5.local',
      restartsAfterPowerLoss: true,
      sleeps: false,
      addresses: [
        { device: 'en0', address: '100.100.107.4', prefixLength: 24 },
        { device: 'vmnet8', address: '192.168.210.1', prefixLength: 24 },
        { device: 'vmnet1', address: '192.168.61.1', prefixLength: 24 },
      ],
      disks: [{ path: '/', device: '/dev/disk0s9', isBlessed: true, osVersion: '10.4.11', osBuild: '8S165' }],
      ports: [
        { protocol: 'tcp', port: 22, program: 'launchd' },
        { protocol: 'tcp', port: 88, program: 'krb5kdc' },
        { protocol: 'tcp', port: 548, program: 'launchd' },
        { protocol: 'tcp', port: 5900, program: 'AppleVNCS' },
      ],
      users: [{ name: 'macuser', uid: 501, home: '/Users/macuser' }],
    });
  });

  it('tells an Intel Mac with 10.14 as one who is not root sees it, and a disk that is not there', () => {
    expect(factsOf(toldBy('intel-10.14'))).toEqual({
      os: 'darwin',
      osName: 'Mac OS X 10.14.6',
      osVersion: '10.14.6',
      osBuild: '18G9323',
      arch: 'x86_64',
      hardware: 'intel',
      chip: 'Intel(R) Core(TM) i5-4278U CPU @ 2.60GHz',
      model: 'Macmini7,1',
      serial: 'C02XXXXXXXXX',
      hostName: 'studio.local',
      isSystemEncrypted: false,
      addresses: [
        {
          device: 'en0',
          service: 'Ethernet',
          address: '192.168.1.72',
          prefixLength: 24,
          router: '192.168.1.1',
          how: 'manual',
        },
        {
          device: 'en0',
          service: 'Ethernet',
          address: '2001:db8:bab0:d40:bb:9ad:34c5:2e9a',
          prefixLength: 64,
        },
        { device: 'en0', service: 'Ethernet', address: '2001:db8:bab0:d40::24', prefixLength: 64 },
      ],
      disks: [
        {
          path: '/Volumes/HDD',
          device: '/dev/disk11s2',
          volumeName: 'HDD',
          isInternal: false,
          isBlessed: true,
          osVersion: '10.14.6',
          osBuild: '18G9323',
        },
        { path: '/Volumes/Gone' },
      ],
      shares: [{ name: 'Public Folder', path: '/Users/me/Public', protocols: ['afp', 'smb', 'nfs'] }],
      daemons: [
        { name: 'org.example.off', path: '/Library/LaunchDaemons/org.example.off.plist', state: 'disabled' },
        { name: 'org.example.on', path: '/Library/LaunchDaemons/org.example.on.plist', state: 'enabled' },
        {
          name: 'org.example.not-yet',
          path: '/Library/LaunchDaemons/org.example.not-yet.plist',
          state: 'disabled',
        },
      ],
      ports: [
        { protocol: 'tcp', port: 22 },
        { protocol: 'tcp', port: 445 },
      ],
      users: [
        { name: 'me', uid: 501, home: '/Users/me' },
        { name: 'second', uid: 502, home: '/Volumes/Space/A Home' },
      ],
    });
  });

  it('tells an Intel Mac with a T2 chip and Sonoma, which would sleep if somebody had not forbidden it', () => {
    expect(factsOf(toldBy('intel-t2-14'))).toEqual({
      os: 'darwin',
      osName: 'macOS 14.7.1',
      osVersion: '14.7.1',
      osBuild: '23H222',
      arch: 'x86_64',
      hardware: 'intel-t2',
      chip: 'Intel(R) Core(TM) i7-8700B CPU @ 3.20GHz',
      model: 'Macmini8,1',
      hostName: 'office.local',
      isSystemEncrypted: true,
      restartsAfterPowerLoss: false,
      sleeps: false,
      keepsTime: true,
      disks: [
        {
          path: '/',
          device: '/dev/disk1s5s1',
          volumeName: 'SSD',
          smart: 'verified',
          isEncrypted: true,
          isInternal: true,
          isBlessed: true,
          osVersion: '14.7.1',
          osBuild: '23H222',
        },
      ],
    });
  });

  it('tells a Mac with Apple silicon, whose disk is failing', () => {
    expect(factsOf(toldBy('apple-silicon-15'))).toEqual({
      os: 'darwin',
      osName: 'macOS 15.7.4',
      osVersion: '15.7.4',
      osBuild: '24G517',
      arch: 'arm64',
      hardware: 'apple-silicon',
      chip: 'Apple M2',
      model: 'Mac14,3',
      serial: 'XXXXXXXXXX',
      hostName: 'mac.lan',
      computerName: 'Office Mac mini',
      localHostName: 'Office-Mac-mini',
      isSystemEncrypted: false,
      restartsAfterPowerLoss: true,
      sleeps: false,
      keepsTime: false,
      addresses: [
        {
          device: 'en0',
          service: 'Wi-Fi',
          address: '192.0.2.232',
          prefixLength: 24,
          router: '192.0.2.1',
          how: 'dhcp',
        },
      ],
      dnsServers: ['2001:db8::53'],
      disks: [
        {
          path: '/System/Volumes/Data',
          device: '/dev/disk3s5',
          volumeName: 'Data',
          smart: 'failing',
          isEncrypted: false,
          isInternal: true,
          isBlessed: true,
        },
      ],
      shares: [],
      daemons: [
        {
          name: 'homebrew.mxcl.redis',
          path: '/Library/LaunchDaemons/homebrew.mxcl.redis.plist',
          state: 'running',
        },
        {
          name: 'org.example.unlabelled',
          path: '/Library/LaunchDaemons/org.example.unlabelled.plist',
          state: 'enabled',
        },
      ],
      ports: [
        { protocol: 'tcp', port: 22, program: 'launchd' },
        { protocol: 'tcp', port: 17500, program: 'Code Helper' },
        { protocol: 'tcp', port: 57124, program: 'rapportd' },
      ],
      jobs: [],
      users: [{ name: 'me', uid: 501, home: '/Users/me' }],
    });
  });

  it('does not say whether the disk is encrypted while FileVault is on its way', () => {
    const said = [
      'FileVault is On.',
      'FileVault is On.\nDecryption in progress: Percent completed = 3.1',
      'FileVault is Off.',
      "FileVault is Off.\nDeferred enablement appears to be active for user 'me'.",
      'FileVault is Off, but will be enabled after the next restart.',
      'Error: unable to tell',
    ].map((filevault) => fieldWith({ filevault }, 'isSystemEncrypted'));
    expect(said).toEqual([true, true, false, undefined, undefined, undefined]);
  });

  it('takes the router of the default route where networksetup is not there, and only in the same network', () => {
    const without = { 'service-order': undefined };
    expect(fieldWith(without, 'addresses')).toEqual([
      { device: 'en0', address: '192.0.2.232', prefixLength: 24, router: '192.0.2.1' },
    ]);
    const route = '    gateway: 198.51.100.1\n  interface: en0';
    expect(fieldWith({ ...without, route }, 'addresses')).toEqual([
      { device: 'en0', address: '192.0.2.232', prefixLength: 24 },
    ]);
  });

  it('tells nothing of shares when one of both lists is not there', () => {
    expect([fieldWith({ shares: undefined }, 'shares'), fieldWith({ exports: undefined }, 'shares')]).toEqual(
      [undefined, undefined],
    );
  });

  it('tells that a system folder which was blessed is gone', () => {
    const blessed = (bless: string): unknown => {
      const facts = factsOf([
        ...toldBy('intel-10.14').filter(([key]) => key !== 'bless'),
        ['place', '/Volumes/Old'],
        ['bless', bless],
      ]);
      return typeof facts === 'string' ? facts : facts.disks.at(-1);
    };
    expect([
      blessed('finderinfo[0]:   2134 => Blessed System Folder is <missing>'),
      blessed('finderinfo[0]:      0 => No Blessed System Folder'),
    ]).toEqual([
      { path: '/Volumes/Old', isBlessed: false },
      { path: '/Volumes/Old', isBlessed: false },
    ]);
  });
});
