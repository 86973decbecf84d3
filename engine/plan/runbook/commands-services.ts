import type { PathText } from '../../model/path-text.ts';
import { appendLines, command, rootCommand, type CommandAction } from './command.ts';

/* Sources: sharing(1), launchctl(1), pmset(1), sysadminctl(8), nfsd(8) and exports(5) of macOS. None of it was run on a Mac by us. */

/** By SMB alone, no guests. */
export function shareMacFolder(path: PathText, name: string): CommandAction {
  return rootCommand('standby', ['sharing', '-a', path, '-n', name, '-S', name, '-s', '001', '-g', '000']);
}

export function listMacShares(): CommandAction {
  return command('standby', ['sharing', '-l']);
}

/** From OS X 10.10 on. */
export function startMacFileSharing(): readonly CommandAction[] {
  return [
    rootCommand('standby', ['launchctl', 'enable', 'system/com.apple.smbd']),
    bootstrapDaemon('/System/Library/LaunchDaemons/com.apple.smbd.plist'),
  ];
}

export function bootstrapDaemon(plist: PathText): CommandAction {
  return rootCommand('standby', ['launchctl', 'bootstrap', 'system', plist]);
}

/** Before OS X 10.10. */
export function loadDaemon(plist: PathText): CommandAction {
  return rootCommand('standby', ['launchctl', 'load', '-w', plist]);
}

export function enableDaemon(label: string): CommandAction {
  return rootCommand('standby', ['launchctl', 'enable', `system/${label}`]);
}

export function restartDaemon(label: string): CommandAction {
  return rootCommand('standby', ['launchctl', 'kickstart', '-k', `system/${label}`]);
}

export function askDaemon(label: string): CommandAction {
  return rootCommand('standby', ['launchctl', 'print', `system/${label}`]);
}

/** Before OS X 10.10, where none can be asked for alone. */
export function listDaemons(): CommandAction {
  return rootCommand('standby', ['launchctl', 'list']);
}

/** With its owner and group as numbers. */
export function listOwner(path: PathText): CommandAction {
  return rootCommand('standby', ['ls', '-ln', path]);
}

/** Never asleep, woken by the network, and up again by itself when the power is back. */
export function keepMacAwake(): CommandAction {
  return rootCommand('standby', ['pmset', '-a', 'sleep', '0', 'womp', '1', 'autorestart', '1']);
}

/** From macOS 10.13 on; asks for the new account's password. `undefined`: that name would be taken for an option. */
export function addMacAccount(
  name: string,
  uid: number | undefined,
  home: PathText | undefined,
): CommandAction | undefined {
  if (name.startsWith('-')) return undefined;
  const number = uid === undefined ? [] : ['-UID', String(uid)];
  const at = home === undefined ? [] : ['-home', home];
  return rootCommand('standby', ['sysadminctl', '-addUser', name, ...number, ...at, '-password', '-']);
}

/** For the machines of one network. `undefined`: the path cannot be written into that file without quoting of its own kind. */
export function exportMacFolder(
  path: PathText,
  network: { readonly base: string; readonly mask: string },
): CommandAction | undefined {
  if (!isPlainPath(path)) return undefined;
  return appendLines('standby', '/etc/exports', [`${path} -network ${network.base} -mask ${network.mask}`]);
}

export function startMacNfs(): readonly CommandAction[] {
  return [command('standby', ['nfsd', 'checkexports']), rootCommand('standby', ['nfsd', 'enable'])];
}

function isPlainPath(path: PathText): boolean {
  // /Volumes/Space/projects-2026
  return /^\/[A-Za-z0-9._/+@-]*$/.test(path);
}
