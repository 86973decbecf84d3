import { describe, expect, it } from 'vitest';
import { factsOf, toldBy, toldWith } from '../../helpers/told-machine.ts';

describe('the survey of a Linux machine', () => {
  it('tells a virtual machine with Debian 12 that nobody started with systemd', () => {
    expect(factsOf(toldBy('debian-12'))).toEqual({
      os: 'linux',
      osName: 'Debian GNU/Linux 12 (bookworm)',
      osVersion: '12',
      arch: 'x86_64',
      hardware: 'pc',
      chip: 'AMD EPYC',
      hostName: 'vm',
      isSystemEncrypted: false,
      addresses: [
        { device: 'eth0', address: '192.0.2.2', prefixLength: 24, router: '192.0.2.1' },
        { device: 'eth0', address: 'fd00::2', prefixLength: 64 },
      ],
      dnsServers: ['192.0.2.53'],
      disks: [{ path: '/', device: '/dev/vda', isEncrypted: false }],
      shares: [],
      daemons: [
        {
          name: 'e2scrub_reap.service',
          path: '/usr/lib/systemd/system/e2scrub_reap.service',
          state: 'enabled',
        },
        { name: 'postgresql.service', path: '/usr/lib/systemd/system/postgresql.service', state: 'enabled' },
      ],
      ports: [{ protocol: 'tcp', port: 22 }],
      jobs: [
        { owner: 'root', when: '30 3 * * 0', program: 'test' },
        { owner: 'root', when: '10 3 * * *', program: 'test' },
      ],
      users: [{ name: 'spare', uid: 1000, home: '/home/spare' }],
    });
  });

  it('tells a server on a Mac mini with an encrypted system and a failing disk', () => {
    expect(factsOf(toldBy('linux-server'))).toEqual({
      os: 'linux',
      osName: 'Fedora Linux 41 (Server Edition)',
      osVersion: '41',
      arch: 'x86_64',
      hardware: 'intel-t2',
      chip: 'Intel(R) Core(TM) i7-8700B CPU @ 3.20GHz',
      model: 'Macmini8,1',
      hostName: 'vault',
      isSystemEncrypted: true,
      keepsTime: true,
      addresses: [
        {
          device: 'enp3s0',
          address: '192.168.1.20',
          prefixLength: 24,
          router: '192.168.1.1',
          how: 'dhcp',
        },
        { device: 'enp3s0', address: '2001:db8:1::21', prefixLength: 64 },
        { device: 'wg0', address: '10.8.0.2', prefixLength: 32 },
      ],
      dnsServers: ['192.168.1.1', '2001:db8:1::1'],
      disks: [
        {
          path: '/srv/system',
          device: '/dev/sdb1',
          volumeName: 'Spare',
          smart: 'failing',
          isEncrypted: false,
          isInternal: false,
          osVersion: '10.14.6',
          osBuild: '18G9323',
        },
      ],
      shares: [
        { name: 'Media', path: '/srv/media', protocols: ['smb', 'nfs'] },
        { name: 'My Files', path: '/srv/my files', protocols: ['smb'] },
        { name: '/srv/a b', path: '/srv/a b', protocols: ['nfs'] },
      ],
      daemons: [
        { name: 'sshd.service', path: '/usr/lib/systemd/system/sshd.service', state: 'running' },
        { name: 'owner.service', path: '/etc/systemd/system/owner.service', state: 'enabled' },
      ],
      ports: [
        { protocol: 'tcp', port: 22, program: 'sshd' },
        { protocol: 'tcp', port: 445, program: 'smbd' },
        { protocol: 'udp', port: 5353, program: 'avahi-daemon' },
      ],
      jobs: [
        { owner: 'root', when: 'OnCalendar=daily', program: '/usr/local/bin/backup' },
        { owner: 'owner', when: '@hourly', program: '?' },
      ],
      users: [
        { name: 'owner', uid: 1000, home: '/home/owner' },
        { name: 'second', uid: 1001, home: '/srv/second' },
      ],
    });
  });

  it('reads the kernel’s own table where there is no ss', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:0277 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0',
      '   1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0',
      '   2: 0200000A:0016 0100000A:D2F0 01 00000000:00000000 02:000A7B2C 00000000     0        0 3 2 0',
    ].join('\n');
    const table6 = [
      '   0: 00000000000000000000000001000000:0277 00000000000000000000000000000000:0000 0A 0 0 0',
      '   1: 0000000000000000FFFF00000100007F:1F90 00000000000000000000000000000000:0000 0A 0 0 0',
      '   2: 00000000000000000000000000000000:01BD 00000000000000000000000000000000:0000 0A 0 0 0',
    ].join('\n');
    const facts = factsOf(toldWith('debian-12', { ss: undefined, 'proc-tcp': table, 'proc-tcp6': table6 }));
    expect(typeof facts === 'string' ? facts : facts.ports).toEqual([
      { protocol: 'tcp', port: 22 },
      { protocol: 'tcp', port: 445 },
    ]);
  });

  it('says that the time is not kept only where systemd says so', () => {
    const keeps = (timedatectl: string | undefined): unknown => {
      const facts = factsOf(toldWith('debian-12', { timedatectl, 'time-units': 'inactive' }));
      return typeof facts === 'string' ? facts : facts.keepsTime;
    };
    expect([
      keeps('NTP=yes\nNTPSynchronized=no'),
      keeps('NTP=no\nNTPSynchronized=no'),
      keeps(undefined),
    ]).toEqual([true, false, undefined]);
  });

  it('knows Apple’s machines by their firmware, and its own chips by the device tree', () => {
    const hardware = (changes: Record<string, string>): unknown => {
      const facts = factsOf(toldWith('debian-12', changes));
      return typeof facts === 'string' ? facts : facts.hardware;
    };
    expect([
      hardware({ vendor: 'Apple Inc.', model: 'Macmini7,1' }),
      hardware({ arch: 'aarch64', 'device-tree': 'apple,j274apple,t8103apple,arm-platform' }),
      hardware({ arch: 'ppc' }),
      hardware({ vendor: 'LENOVO' }),
    ]).toEqual(['intel', 'apple-silicon', 'powerpc', 'pc']);
  });
});
