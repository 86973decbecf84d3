import { isIPv4 } from 'node:net';
import type { NetworkAddress } from '../../model/machine.ts';
import type { Told } from '../probe-records.ts';
import { isSameNetwork, prefixLengthOf, reachable } from './addresses.ts';
import { isLinuxEncrypted } from './disks.ts';
import { linuxHardware } from './hardware.ts';
import { known, lineOf, linesOf, oneLine, wordsOf } from './known.ts';
import type { MachineTold } from './mac-machine.ts';

export function linuxMachine(told: Told, arch: string): MachineTold {
  const release = osRelease(wordsOf(told, 'os-release') ?? '');
  const model = firmwareWord(lineOf(told, 'model'));
  return {
    osName: release.get('PRETTY_NAME') ?? `Linux ${lineOf(told, 'release') ?? ''}`.trim(),
    ...known({
      osVersion: release.get('VERSION_ID'),
      osBuild: release.get('BUILD_ID'),
      hardware: linuxHardware(arch, {
        vendor: lineOf(told, 'vendor'),
        model,
        deviceTree: lineOf(told, 'device-tree'),
      }),
      // model name	: Intel(R) Core(TM) i7-8700B CPU @ 3.20GHz
      chip: oneLine(/^model name[ \t]*: (.+)$/m.exec(wordsOf(told, 'cpu') ?? '')?.[1]),
      model,
      serial: firmwareWord(lineOf(told, 'serial')),
      isSystemEncrypted: isLinuxEncrypted(wordsOf(told, 'system-disk') ?? ''),
      keepsTime: keepsTime(told),
    }),
  };
}

/** `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"`, os-release(5) */
function osRelease(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^([A-Z_]+)=(["']?)(.+)\2$/gm)].flatMap(([, key = '', , value]) => {
      const plain = oneLine(value);
      return plain === undefined ? [] : [[key, plain] as const];
    }),
  );
}

/** What makers leave in the firmware where they had nothing to say. */
function firmwareWord(text: string | undefined): string | undefined {
  // To be filled by O.E.M.   Default string   System Serial Number   Not Specified   123456789
  const filling =
    /^(to be filled|default string|system (serial|product)|not (specified|applicable)|none$|unknown|0+$|x+$|123456789$)/i;
  return filling.test(text ?? '') ? undefined : text;
}

/** `NTP=yes`, or `NTPSynchronized=yes` where something else than systemd's own does it; timedatectl(1) */
function keepsTime(told: Told): boolean | undefined {
  const state = wordsOf(told, 'timedatectl') ?? '';
  if (/^NTP(Synchronized)?=yes$/m.test(state)) return true;
  if (linesOf(told, 'time-units')?.includes('active') === true) return true;
  return /^NTP=no$/m.test(state) ? false : undefined;
}

/** Of `ip -o addr`, with the default routes of `ip route`. */
export function linuxAddresses(told: Told): NetworkAddress[] | undefined {
  const lines = linesOf(told, 'ip-addr');
  // default via 192.0.2.1 dev eth0 proto dhcp
  const routes = [...(wordsOf(told, 'ip-route') ?? '').matchAll(/^default via (\S+) dev (\S+)/gm)];
  return lines?.flatMap((line) => {
    // 4: eth0    inet 192.0.2.2/24 brd 192.0.2.255 scope global dynamic eth0\       valid_lft 3000sec preferred_lft 3000sec
    const [, device = '', text = '', length, rest = ''] =
      /^\d+: (\S+)\s+inet6? ([^/\s]+)(?:\/(\d+))?(.*)$/.exec(line) ?? [];
    const address = reachable(text);
    const prefixLength =
      address === undefined ? undefined : prefixLengthOf(length ?? (isIPv4(address) ? '32' : '128'), address);
    if (address === undefined || prefixLength === undefined || /\b(temporary|deprecated)\b/.test(rest))
      return [];
    const router = routes.find(
      ([, via = '', dev]) => dev === device && isSameNetwork(via, address, prefixLength),
    )?.[1];
    // An address with a lifetime was leased. One without may have been, too: not every client sets one.
    const how = isIPv4(address) && /\bdynamic\b/.test(rest) ? ('dhcp' as const) : undefined;
    return [{ device, address, prefixLength, ...known({ router, how }) }];
  });
}

/** Of /etc/resolv.conf; where that only names systemd's own server on this machine, of what that one asks. */
export function linuxDns(told: Told): string[] | undefined {
  const servers = nameservers(wordsOf(told, 'resolv'));
  const isStub = servers?.every((server) => reachable(server) === undefined) === true;
  return (isStub ? nameservers(wordsOf(told, 'resolved')) : undefined) ?? servers;
}

/** `nameserver 192.0.2.1`, resolv.conf(5) */
function nameservers(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  return [...text.matchAll(/^nameserver[ \t]+([0-9A-Fa-f.:]+(?:%\S+)?)[ \t]*$/gm)].map(
    ([, server = '']) => server,
  );
}
