import { describe, expect, it } from 'vitest';
import { PairId } from '../../../../engine/model/ids.ts';
import type { CommandAction } from '../../../../engine/plan/runbook/command.ts';
import * as disks from '../../../../engine/plan/runbook/commands-disks.ts';
import * as linux from '../../../../engine/plan/runbook/commands-linux-services.ts';
import * as network from '../../../../engine/plan/runbook/commands-network.ts';
import * as services from '../../../../engine/plan/runbook/commands-services.ts';
import * as startup from '../../../../engine/plan/runbook/commands-startup.ts';
import * as warmspare from '../../../../engine/plan/runbook/commands-warmspare.ts';

function textsOf(actions: readonly (CommandAction | undefined)[]): readonly (string | undefined)[] {
  return actions.map((action) => action?.text);
}

const CLONE = '/Volumes/My Clone';

describe('the commands by which a Mac starts from a clone', () => {
  it('are to the letter those of bless, diskutil, systemsetup and shutdown', () => {
    expect(
      textsOf([
        startup.blessSystem('/Volumes/Clone', 'powerpc'),
        startup.blessSystem(CLONE, 'intel'),
        startup.blessSystem(CLONE, undefined),
        startup.fillPreboot(CLONE),
        startup.chooseStartupVolume(CLONE),
        startup.chooseStartupSystem(CLONE),
        startup.askStartupDevice(),
        startup.restart(),
      ]),
    ).toEqual([
      'sudo bless --folder /Volumes/Clone/System/Library/CoreServices --bootinfo',
      "sudo bless --folder '/Volumes/My Clone/System/Library/CoreServices' --bootefi",
      "sudo bless --folder '/Volumes/My Clone/System/Library/CoreServices' --bootefi",
      "sudo diskutil apfs updatePreboot '/Volumes/My Clone'",
      "sudo bless --mount '/Volumes/My Clone' --setBoot",
      "sudo systemsetup -setstartupdisk '/Volumes/My Clone/System/Library/CoreServices'",
      'sudo bless --getBoot',
      'sudo shutdown -r now',
    ]);
  });
});

describe('the commands about disks', () => {
  it('are to the letter those of diskutil, mount and chown', () => {
    expect(
      textsOf([
        disks.askDiskOf(CLONE),
        disks.listMacDisks(),
        disks.unlockMacDisk('/dev/disk5s1', true),
        disks.unlockMacDisk('/dev/disk5s1', false),
        disks.mountMacDisk('/dev/disk5s1'),
        disks.keepOwnersOf('/dev/disk5s1'),
        disks.mountLinuxDisk('/srv'),
        disks.listLinuxDisks(),
        disks.listFolder(CLONE),
        disks.giveFolder('anna', CLONE),
      ]),
    ).toEqual([
      "df '/Volumes/My Clone'",
      'diskutil list',
      'diskutil apfs unlockVolume /dev/disk5s1',
      'diskutil coreStorage unlockVolume /dev/disk5s1',
      'diskutil mount /dev/disk5s1',
      'sudo diskutil enableOwnership /dev/disk5s1',
      'sudo mount /srv',
      'lsblk -f',
      "sudo ls -lat '/Volumes/My Clone'",
      "sudo chown -R -- anna '/Volumes/My Clone'",
    ]);
  });
});

describe('the commands about names and addresses', () => {
  it('are to the letter those of a Mac', () => {
    const v4 = { address: '10.0.0.10', prefixLength: 22, router: '10.0.0.1' };
    const v6 = { address: 'fd00::10', prefixLength: 64, router: 'fd00::1' };
    expect(
      textsOf([
        network.setMacName('standby', 'ComputerName', 'Office Mac'),
        network.setMacName('primary', 'LocalHostName', 'office-old'),
        network.takeMacAddress('USB 10/100 LAN', v4),
        network.takeMacAddress('Ethernet', v6),
        network.setMacDns('Ethernet', ['10.0.0.1', '1.1.1.1']),
        network.askMacService('Ethernet'),
        network.switchMacService('primary', 'Wi-Fi', 'off'),
        network.leaseMacAddress('primary', 'Ethernet'),
        network.ping('darwin', '10.0.0.10'),
        network.ping('darwin', 'fd00::10'),
      ]),
    ).toEqual([
      "sudo scutil --set ComputerName 'Office Mac'",
      'sudo scutil --set LocalHostName office-old',
      "sudo networksetup -setmanual 'USB 10/100 LAN' 10.0.0.10 255.255.252.0 10.0.0.1",
      'sudo networksetup -setv6manual Ethernet fd00::10 64 fd00::1',
      'sudo networksetup -setdnsservers Ethernet 10.0.0.1 1.1.1.1',
      'networksetup -getinfo Ethernet',
      'sudo networksetup -setnetworkserviceenabled Wi-Fi off',
      'sudo networksetup -setdhcp Ethernet',
      'ping -c 2 -t 5 10.0.0.10',
      'ping6 -c 2 fd00::10',
    ]);
  });

  it('are to the letter those of Linux, and of any machine', () => {
    expect(
      textsOf([
        network.setLinuxName('office'),
        network.addLinuxAddress('eth0', '10.0.0.10', 24),
        network.announceLinuxAddress('eth0', '10.0.0.10'),
        network.removeLinuxAddress('eth0', '10.0.0.10', 24),
        network.listLinuxAddresses(),
        network.ping('linux', '10.0.0.10'),
        network.pingFromElsewhere('office.local'),
        network.knock('10.0.0.10', 445),
      ]),
    ).toEqual([
      'sudo hostnamectl set-hostname -- office',
      'sudo ip addr add 10.0.0.10/24 dev eth0',
      'sudo arping -U -c 3 -I eth0 10.0.0.10',
      'sudo ip addr del 10.0.0.10/24 dev eth0',
      'ip -brief addr',
      'ping -c 2 -w 5 10.0.0.10',
      'ping -c 2 office.local',
      'nc -z -w 3 10.0.0.10 445',
    ]);
  });
});

describe('the commands about shares, services and accounts', () => {
  it('are to the letter those of a Mac', () => {
    expect(
      textsOf([
        services.shareMacFolder('/Volumes/Clone/Users/office', 'Office'),
        services.listMacShares(),
        ...services.startMacFileSharing(),
        services.exportMacFolder('/Volumes/Clone/plans', { base: '10.0.0.0', mask: '255.255.255.0' }),
        ...services.startMacNfs(),
        services.loadDaemon('/Volumes/Clone/a.plist'),
        services.enableDaemon('com.acme.db'),
        services.restartDaemon('com.acme.db'),
        services.askDaemon('com.acme.db'),
        services.listDaemons(),
        services.listOwner('/Volumes/Clone/a.plist'),
        services.keepMacAwake(),
        services.addMacAccount('anna', 501, '/Volumes/Clone/Users/anna'),
        services.addMacAccount('anna', undefined, undefined),
      ]),
    ).toEqual([
      'sudo sharing -a /Volumes/Clone/Users/office -n Office -S Office -s 001 -g 000',
      'sharing -l',
      'sudo launchctl enable system/com.apple.smbd',
      'sudo launchctl bootstrap system /System/Library/LaunchDaemons/com.apple.smbd.plist',
      "printf '%s\\n' '/Volumes/Clone/plans -network 10.0.0.0 -mask 255.255.255.0' | sudo tee -a /etc/exports",
      'nfsd checkexports',
      'sudo nfsd enable',
      'sudo launchctl load -w /Volumes/Clone/a.plist',
      'sudo launchctl enable system/com.acme.db',
      'sudo launchctl kickstart -k system/com.acme.db',
      'sudo launchctl print system/com.acme.db',
      'sudo launchctl list',
      'sudo ls -ln /Volumes/Clone/a.plist',
      'sudo pmset -a sleep 0 womp 1 autorestart 1',
      'sudo sysadminctl -addUser anna -UID 501 -home /Volumes/Clone/Users/anna -password -',
      'sudo sysadminctl -addUser anna -password -',
    ]);
  });

  it('are to the letter those of Linux', () => {
    expect(
      textsOf([
        linux.shareLinuxFolder('/srv/my plans', 'Plans'),
        linux.checkSamba(),
        linux.restartSamba(),
        linux.addSambaAccount('anna'),
        linux.exportLinuxFolder('/srv/my plans', '10.0.0.0/24'),
        ...linux.startLinuxNfs(),
        linux.startUnit('postgresql.service'),
        linux.askUnit('postgresql.service'),
        linux.addLinuxAccount('anna', 501, '/srv/spare/Users/anna'),
        linux.addLinuxAccount('anna', undefined, undefined),
      ]),
    ).toEqual([
      "printf '%s\\n' '' '[Plans]' 'path = /srv/my plans' 'read only = no' | sudo tee -a /etc/samba/smb.conf",
      'testparm -s',
      'sudo systemctl restart smbd',
      'sudo smbpasswd -a -- anna',
      "printf '%s\\n' '/srv/my\\040plans 10.0.0.0/24(rw,sync,no_subtree_check)' | sudo tee -a /etc/exports",
      'sudo exportfs -ra',
      'sudo systemctl start nfs-server',
      'sudo systemctl start -- postgresql.service',
      'systemctl status -- postgresql.service',
      'sudo useradd --uid 501 --no-create-home --home-dir /srv/spare/Users/anna -- anna',
      'sudo useradd --no-create-home -- anna',
    ]);
  });
});

describe('the commands about Warmspare and the old primary', () => {
  it('are to the letter', () => {
    const at = { user: 'root', host: 'office.local', port: 22 };
    expect(
      textsOf([
        warmspare.markPromoted(PairId.parse('pair-0123456789')),
        warmspare.warmspare('anywhere', 'failback', "Anna's office"),
        warmspare.warmspare('standby', 'schedule pause', 'Office'),
        warmspare.shutDownBySsh(at),
        warmspare.shutDownBySsh({ ...at, user: 'anna', port: 2222 }),
      ]),
    ).toEqual([
      'sudo /usr/local/libexec/warmspare/standby promote pair-0123456789',
      "warmspare failback 'Anna'\\''s office'",
      'warmspare schedule pause Office',
      "ssh root@office.local 'shutdown -h now'",
      "ssh -t -p 2222 anna@office.local 'sudo shutdown -h now'",
    ]);
  });
});

describe('a command with a hostile name', () => {
  it('has it as one word, in which nothing is hidden', () => {
    expect(
      textsOf([
        services.shareMacFolder('/Volumes/$(rm -rf ~)', "it's `x`"),
        services.shareMacFolder('/Volumes/a\nb', '\u202eevil'),
        startup.chooseStartupVolume('/Volumes/"; reboot #'),
        linux.startUnit('-x'),
        disks.giveFolder('-R', '/srv/\\#377'),
        linux.exportLinuxFolder('/srv/a\nb (rw)', '10.0.0.0/24'),
      ]),
    ).toEqual([
      "sudo sharing -a '/Volumes/$(rm -rf ~)' -n 'it'\\''s `x`' -S 'it'\\''s `x`' -s 001 -g 000",
      `sudo sharing -a "$(printf '/Volumes/a\\012b')" -n "$(printf '\\342\\200\\256evil')" -S "$(printf '\\342\\200\\256evil')" -s 001 -g 000`,
      "sudo bless --mount '/Volumes/\"; reboot #' --setBoot",
      'sudo systemctl start -- -x',
      `sudo chown -R -- -R "$(printf '/srv/\\377')"`,
      "printf '%s\\n' '/srv/a\\012b\\040\\050rw\\051 10.0.0.0/24(rw,sync,no_subtree_check)' | sudo tee -a /etc/exports",
    ]);
  });

  it('is not there where the name would mean something else', () => {
    expect([
      network.setMacName('standby', 'ComputerName', '-x'),
      services.addMacAccount('-admin', 501, undefined),
      services.exportMacFolder('/Volumes/my plans', { base: '10.0.0.0', mask: '255.0.0.0' }),
      ...['a]b', 'homes', 'a\nb', ' a', '', 'a\\'].map((name) => linux.shareLinuxFolder('/srv/a', name)),
      ...['/srv/a\n[global]', '/srv/a ', '/srv/%U', '/srv/\\#377'].map((path) =>
        linux.shareLinuxFolder(path, 'A'),
      ),
    ]).toEqual(Array.from({ length: 13 }, () => undefined));
  });
});
