import type { RunbookPlace } from '../../model/runbook.ts';
import { command, rootCommand, type CommandAction } from './command.ts';
import { isIpv6, netmaskOf } from './ip-address.ts';

/* Sources: networksetup(8), scutil(8), ping(8) of macOS; ip-address(8), arping(8), ping(8) of Linux. The Mac's were not run on one by us. */

export type MacName = 'ComputerName' | 'LocalHostName' | 'HostName';

/** `undefined`: that name would be taken for an option. */
export function setMacName(where: RunbookPlace, which: MacName, name: string): CommandAction | undefined {
  return name.startsWith('-') ? undefined : rootCommand(where, ['scutil', '--set', which, name]);
}

export function setLinuxName(name: string): CommandAction {
  return rootCommand('standby', ['hostnamectl', 'set-hostname', '--', name]);
}

export interface AddressToTake {
  readonly address: string;
  readonly prefixLength: number;
  readonly router: string;
}

export function takeMacAddress(
  service: string,
  { address, prefixLength, router }: AddressToTake,
): CommandAction {
  return rootCommand(
    'standby',
    isIpv6(address)
      ? ['networksetup', '-setv6manual', service, address, String(prefixLength), router]
      : ['networksetup', '-setmanual', service, address, netmaskOf(prefixLength), router],
  );
}

export function setMacDns(service: string, servers: readonly string[]): CommandAction {
  return rootCommand('standby', ['networksetup', '-setdnsservers', service, ...servers]);
}

export function askMacService(service: string): CommandAction {
  return command('standby', ['networksetup', '-getinfo', service]);
}

export function switchMacService(where: RunbookPlace, service: string, to: 'on' | 'off'): CommandAction {
  return rootCommand(where, ['networksetup', '-setnetworkserviceenabled', service, to]);
}

export function leaseMacAddress(where: RunbookPlace, service: string): CommandAction {
  return rootCommand(where, ['networksetup', '-setdhcp', service]);
}

/** Beside the addresses that the interface has; gone after a restart. */
export function addLinuxAddress(device: string, address: string, prefixLength: number): CommandAction {
  const argv = ['ip', 'addr', 'add', `${address}/${String(prefixLength)}`, 'dev', device];
  return rootCommand('standby', argv);
}

export function removeLinuxAddress(device: string, address: string, prefixLength: number): CommandAction {
  const argv = ['ip', 'addr', 'del', `${address}/${String(prefixLength)}`, 'dev', device];
  return rootCommand('standby', argv);
}

/** Tells the machines around who has the address now; macOS does so by itself. */
export function announceLinuxAddress(device: string, address: string): CommandAction {
  return rootCommand('standby', ['arping', '-U', '-c', '3', '-I', device, address]);
}

export function listLinuxAddresses(where: RunbookPlace = 'standby'): CommandAction {
  return command(where, ['ip', '-brief', 'addr']);
}

/** What ssh remembers of a machine by one of its names; ssh-keygen(1). */
export function forgetSshKey(host: string): CommandAction {
  return command('anywhere', ['ssh-keygen', '-R', host]);
}

/** Twice, and no longer than some seconds. */
export function ping(os: 'darwin' | 'linux' | 'other' | undefined, address: string): CommandAction {
  if (os !== 'darwin') return command('standby', ['ping', '-c', '2', '-w', '5', address]);
  const argv = isIpv6(address) ? ['ping6', '-c', '2', address] : ['ping', '-c', '2', '-t', '5', address];
  return command('standby', argv);
}

/** As any system has it. */
export function pingFromElsewhere(address: string): CommandAction {
  return command('anywhere', [isIpv6(address) ? 'ping6' : 'ping', '-c', '2', address]);
}

/** Whether somebody listens there. */
export function knock(address: string, port: number): CommandAction {
  return command('anywhere', ['nc', '-z', '-w', '3', address, String(port)]);
}
