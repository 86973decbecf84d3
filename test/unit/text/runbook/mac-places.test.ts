import { describe, expect, it } from 'vitest';
import { macVersionOf } from '../../../../engine/plan/failover/macos-version.ts';
import {
  recoveryWords,
  settingPlace,
  startupManagerWords,
} from '../../../../engine/text/runbook/mac-places.ts';

function placesOf(place: Parameters<typeof settingPlace>[0], versions: readonly (string | undefined)[]) {
  return versions.map((version) => settingPlace(place, macVersionOf(version)));
}

describe('where macOS has a setting', () => {
  it('is in the words of that macOS, which are others from macOS 13 on', () => {
    expect(placesOf('startup-disk', ['10.4.11', '10.14.6', '12.7.6', '13.0', '26.1', undefined])).toEqual([
      'System Preferences > Startup Disk',
      'System Preferences > Startup Disk',
      'System Preferences > Startup Disk',
      'System Settings > General > Startup Disk',
      'System Settings > General > Startup Disk',
      'System Settings > General > Startup Disk (up to macOS 12: System Preferences > Startup Disk)',
    ]);
    expect(placesOf('users', ['10.4.11', '10.6.8', '10.7', '12.0', '15.5'])).toEqual([
      'System Preferences > Accounts',
      'System Preferences > Accounts',
      'System Preferences > Users & Groups',
      'System Preferences > Users & Groups',
      'System Settings > Users & Groups',
    ]);
  });
});

describe('how a Mac is started from another disk', () => {
  it('is by the keys of that kind of Mac', () => {
    const families = ['powerpc', 'intel', 'apple-silicon', undefined] as const;
    expect(families.map((family) => startupManagerWords(family, '“Clone”'))).toEqual([
      'Hold down Option from the startup sound on, until Open Firmware’s list of disks appears. Click “Clone”, then the arrow that points right.',
      'Hold down Option (Alt) from the startup sound on, until the Startup Manager shows the disks. Choose “Clone” with the arrow keys, and press Return.',
      'Hold down the power button until “Loading startup options” appears, and choose “Clone”.',
      'Hold down Option (Alt) while it starts (on a Mac with Apple silicon: the power button), and choose “Clone”.',
    ]);
    expect(
      families.map((family) => /Command-R|power button|with C/.exec(recoveryWords(family))?.[0]),
    ).toEqual(['with C', 'Command-R', 'power button', undefined]);
  });
});
