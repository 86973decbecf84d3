import { pathTextToBytes, type PathText } from '../../model/path-text.ts';
import { appendLines, command, rootCommand, type CommandAction } from './command.ts';

/* Sources: smb.conf(5), testparm(1), smbpasswd(8) of Samba; exports(5), exportfs(8) of nfs-utils; systemctl(1); useradd(8) of shadow. */

/** Names that mean something else in smb.conf. */
const SAMBA_OWN = ['global', 'homes', 'printers', 'print$', 'ipc$'];

/** `undefined`: name or path cannot be written into that file. */
export function shareLinuxFolder(path: PathText, name: string): CommandAction | undefined {
  if (!isSambaText(name) || name.includes(']') || SAMBA_OWN.includes(name.toLowerCase())) return undefined;
  if (!isSambaText(path)) return undefined;
  return appendLines('standby', '/etc/samba/smb.conf', ['', `[${name}]`, `path = ${path}`, 'read only = no']);
}

/** On one line, with nothing at its ends that smb.conf would lose, no variable (`%U`), and no byte of path text's. */
function isSambaText(text: string): boolean {
  return text !== '' && text === text.trim() && !/[\p{C}\\;#"%]/u.test(text);
}

export function checkSamba(): CommandAction {
  return command('standby', ['testparm', '-s']);
}

export function restartSamba(): CommandAction {
  return rootCommand('standby', ['systemctl', 'restart', 'smbd']);
}

/** Asks for the password by which that person reaches the shares. */
export function addSambaAccount(name: string): CommandAction {
  return rootCommand('standby', ['smbpasswd', '-a', '--', name]);
}

/** For the machines of one network. */
export function exportLinuxFolder(path: PathText, network: string): CommandAction {
  const line = `${exportsWord(path)} ${network}(rw,sync,no_subtree_check)`;
  return appendLines('standby', '/etc/exports', [line]);
}

/** exports(5) reads `\ooo` wherever a byte would mean something to it. */
function exportsWord(path: PathText): string {
  return [...pathTextToBytes(path)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      // a   Z   7   /   .   _   -
      return /^[A-Za-z0-9/._-]$/.test(char) ? char : `\\${byte.toString(8).padStart(3, '0')}`;
    })
    .join('');
}

export function startLinuxNfs(): readonly CommandAction[] {
  return [
    rootCommand('standby', ['exportfs', '-ra']),
    rootCommand('standby', ['systemctl', 'start', 'nfs-server']),
  ];
}

export function startUnit(name: string): CommandAction {
  return rootCommand('standby', ['systemctl', 'start', '--', name]);
}

export function stopUnit(name: string): CommandAction {
  return rootCommand('standby', ['systemctl', 'stop', '--', name]);
}

export function askUnit(name: string): CommandAction {
  return command('standby', ['systemctl', 'status', '--', name]);
}

/** With its home as it is copied. */
export function addLinuxAccount(
  name: string,
  uid: number | undefined,
  home: PathText | undefined,
): CommandAction {
  const number = uid === undefined ? [] : ['--uid', String(uid)];
  const at = home === undefined ? [] : ['--home-dir', home];
  return rootCommand('standby', ['useradd', ...number, '--no-create-home', ...at, '--', name]);
}
