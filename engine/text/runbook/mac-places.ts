import { isAtLeast, type MacVersion } from '../../plan/failover/macos-version.ts';
import type { HardwareFamily } from '../../plan/failover/hardware-family.ts';

/** Where a setting is; macOS 13 moved them all, and gave the application another name. */
type SettingPlace = 'startup-disk' | 'sharing' | 'network' | 'users' | 'energy';

const BEFORE_13: Readonly<Record<SettingPlace, string>> = {
  'startup-disk': 'System Preferences > Startup Disk',
  sharing: 'System Preferences > Sharing',
  network: 'System Preferences > Network',
  users: 'System Preferences > Users & Groups',
  energy: 'System Preferences > Energy Saver',
};

const FROM_13: Readonly<Record<SettingPlace, string>> = {
  'startup-disk': 'System Settings > General > Startup Disk',
  sharing: 'System Settings > General > Sharing',
  network: 'System Settings > Network',
  users: 'System Settings > Users & Groups',
  energy: 'System Settings > Energy',
};

/** In the words of that macOS; of one that is not known, in both. */
export function settingPlace(place: SettingPlace, version: MacVersion | undefined): string {
  if (version === undefined) return `${FROM_13[place]} (up to macOS 12: ${BEFORE_13[place]})`;
  if (isAtLeast(version, 13)) return FROM_13[place];
  // Users & Groups was called so from Mac OS X 10.7 on.
  if (place === 'users' && !isAtLeast(version, 10, 7)) return 'System Preferences > Accounts';
  return BEFORE_13[place];
}

/** What to hold down for the list of disks; `name` is the disk to choose. */
export function startupManagerWords(family: HardwareFamily | undefined, name: string): string {
  switch (family) {
    case 'powerpc':
      return `Hold down Option from the startup sound on, until Open Firmware’s list of disks appears. Click ${name}, then the arrow that points right.`;
    case 'apple-silicon':
      return `Hold down the power button until “Loading startup options” appears, and choose ${name}.`;
    case 'intel':
      return `Hold down Option (Alt) from the startup sound on, until the Startup Manager shows the disks. Choose ${name} with the arrow keys, and press Return.`;
    case undefined:
      return `Hold down Option (Alt) while it starts (on a Mac with Apple silicon: the power button), and choose ${name}.`;
  }
}

/** How a Mac starts without its own system, to repair it. */
export function recoveryWords(family: HardwareFamily | undefined): string {
  switch (family) {
    case 'powerpc':
      return 'Start it from its installation disc, with C held down, and open Disk Utility from the Installer or Utilities menu.';
    case 'apple-silicon':
      return 'If it does not start: hold down the power button until “Loading startup options” appears, choose Options, and open Disk Utility.';
    case 'intel':
      return 'If it does not start: hold down Command-R while it starts, and open Disk Utility.';
    case undefined:
      return 'If it does not start, start its recovery system, and repair its disk there.';
  }
}
