import type { PathText } from '../../model/path-text.ts';
import { command, rootCommand, type CommandAction } from './command.ts';

/* Sources: diskutil(8) of macOS; mount(8) and findmnt(8) of util-linux. The Mac's were not run on one by us. */

/** Which disk a path lies on, and where that is mounted. */
export function askDiskOf(path: PathText): CommandAction {
  return command('standby', ['df', path]);
}

export function listMacDisks(): CommandAction {
  return command('standby', ['diskutil', 'list']);
}

/** Asks for the password. */
export function unlockMacDisk(device: string, isApfs: boolean): CommandAction {
  return command('standby', ['diskutil', isApfs ? 'apfs' : 'coreStorage', 'unlockVolume', device]);
}

export function mountMacDisk(device: string): CommandAction {
  return command('standby', ['diskutil', 'mount', device]);
}

/** The setting is kept by the running system, not on the disk. */
export function keepOwnersOf(deviceOrPath: string): CommandAction {
  return rootCommand('standby', ['diskutil', 'enableOwnership', deviceOrPath]);
}

/** As /etc/fstab says. */
export function mountLinuxDisk(mountPoint: PathText): CommandAction {
  return rootCommand('standby', ['mount', mountPoint]);
}

export function listLinuxDisks(): CommandAction {
  return command('standby', ['lsblk', '-f']);
}

export function listFolder(path: PathText): CommandAction {
  return rootCommand('standby', ['ls', '-lat', path]);
}

/** Gives a person all that lies below a folder. */
export function giveFolder(user: string, path: PathText): CommandAction {
  return rootCommand('standby', ['chown', '-R', '--', user, path]);
}
