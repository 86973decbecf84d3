import type { PathText } from '../../model/path-text.ts';
import type { HardwareFamily } from '../failover/hardware-family.ts';
import { rootCommand, type CommandAction } from './command.ts';

/* Sources: bless(8), systemsetup(8), diskutil(8) and shutdown(8). None of it was run on a Mac by us. */

const coreServices = (clone: PathText): PathText => `${clone}/System/Library/CoreServices`;

/** A copy of files has everything but the mark by which the firmware finds its system: `--bootinfo` for Open Firmware, `--bootefi` for EFI. */
export function blessSystem(clone: PathText, family: HardwareFamily | undefined): CommandAction {
  const loader = family === 'powerpc' ? '--bootinfo' : '--bootefi';
  return rootCommand('standby', ['bless', '--folder', coreServices(clone), loader]);
}

/** On APFS the firmware starts from the container's Preboot volume, which no copy of files has filled. */
export function fillPreboot(clone: PathText): CommandAction {
  return rootCommand('standby', ['diskutil', 'apfs', 'updatePreboot', clone]);
}

export function chooseStartupVolume(clone: PathText): CommandAction {
  return rootCommand('standby', ['bless', '--mount', clone, '--setBoot']);
}

/** From OS X 10.11 on, where bless may not write what System Integrity Protection guards. */
export function chooseStartupSystem(clone: PathText): CommandAction {
  return rootCommand('standby', ['systemsetup', '-setstartupdisk', coreServices(clone)]);
}

/** The device that the machine would start from now. */
export function askStartupDevice(): CommandAction {
  return rootCommand('standby', ['bless', '--getBoot']);
}

export function restart(): CommandAction {
  return rootCommand('standby', ['shutdown', '-r', 'now']);
}
