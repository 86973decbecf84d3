import { isIP, isIPv4 } from 'node:net';
import type { NetworkAddress } from '../../model/machine.ts';
import type { Told } from '../probe-records.ts';
import { isSameNetwork, prefixLengthOf, prefixOfMask, reachable } from './addresses.ts';
import { known, oneLine, wordsOf } from './known.ts';

/** Of `ifconfig`, with what networksetup(8) and the default route say of each. */
export function macAddresses(told: Told): NetworkAddress[] | undefined {
  const text = wordsOf(told, 'ifconfig');
  if (text === undefined || !/^\S+: flags=/m.test(text)) return undefined;
  const services = readServices(told);
  const route = defaultRoute(wordsOf(told, 'route') ?? '');
  return interfaceAddresses(text).map((found) => {
    const own = services.filter(({ device }) => device === found.device);
    const info = own.find(({ address }) => address === found.address);
    const service = info ?? (own.length === 1 ? own[0] : undefined);
    const isRouted =
      route?.device === found.device && isSameNetwork(route.gateway, found.address, found.prefixLength);
    return {
      ...found,
      ...known({
        service: service?.name,
        router: info?.router ?? (isRouted ? route.gateway : undefined),
        how: info?.how,
      }),
    };
  });
}

type Found = Pick<NetworkAddress, 'device' | 'address' | 'prefixLength'>;

function interfaceAddresses(text: string): Found[] {
  const found: Found[] = [];
  let device = '';
  for (const line of text.split('\n')) {
    // en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
    device = /^(\S+): flags=/.exec(line)?.[1] ?? device;
    const address = device === '' ? undefined : addressOf(line);
    if (address !== undefined) found.push({ device, ...address });
  }
  return found;
}

function addressOf(line: string): Omit<Found, 'device'> | undefined {
  // inet 192.168.1.72 netmask 0xffffff00 broadcast 192.168.1.255
  const [, four = '', mask = ''] = /^\s+inet (\S+) (?:--> \S+ )?netmask (\S+)/.exec(line) ?? [];
  // inet6 2600:1700:bab0:d40:bb:9ad:34c5:2e9a prefixlen 64 autoconf secured
  const [, six = '', length = '', flags = ''] =
    /^\s+inet6 (\S+) (?:--> \S+ )?prefixlen (\d+)(.*)$/.exec(line) ?? [];
  // Tomorrow such an address is another one.
  if (/\b(temporary|deprecated)\b/.test(flags)) return undefined;
  const address = reachable(four === '' ? six : four);
  const prefixLength = four === '' ? prefixLengthOf(length, six) : prefixOfMask(mask);
  return address === undefined || prefixLength === undefined ? undefined : { address, prefixLength };
}

interface Service {
  readonly name: string;
  readonly device: string;
  readonly address: string | undefined;
  readonly router: string | undefined;
  readonly how: NetworkAddress['how'] | undefined;
}

/** `(2) Wi-Fi\n(Hardware Port: Wi-Fi, Device: en0)`; the number of one that is turned off is a `*`, or begins with one. */
function readServices(told: Told): Service[] {
  const order = wordsOf(told, 'service-order') ?? '';
  return [...order.matchAll(/^\(\d+\) (.+)\n\(Hardware Port: .*, Device: (\S+)\)$/gm)].flatMap(
    ([, name = '', device = '']) => {
      const plain = oneLine(name);
      return plain === undefined
        ? []
        : [{ name: plain, device, ...serviceInfo(wordsOf(told, `getinfo ${name}`) ?? '') }];
    },
  );
}

/** `networksetup -getinfo`: `DHCP Configuration\nIP address: 10.0.1.140\nSubnet mask: 255.255.255.0\nRouter: 10.0.1.1` */
function serviceInfo(text: string): Pick<Service, 'address' | 'router' | 'how'> {
  const value = (key: string): string | undefined => {
    const found = new RegExp(`^${key}: (\\S+)$`, 'm').exec(text)?.[1];
    return found !== undefined && isIPv4(found) ? found : undefined;
  };
  // Manually Using DHCP Router Configuration
  const [, kind] = /^(DHCP|Manual|Manually Using DHCP Router) Configuration$/m.exec(text) ?? [];
  return {
    address: value('IP address'),
    router: value('Router'),
    how: kind === undefined ? undefined : kind === 'DHCP' ? 'dhcp' : 'manual',
  };
}

/** `    gateway: 192.0.2.1\n  interface: en0`, of route(8). */
function defaultRoute(text: string): { readonly gateway: string; readonly device: string } | undefined {
  const gateway = /^[ \t]*gateway: (\S+)$/m.exec(text)?.[1];
  const device = /^[ \t]*interface: (\S+)$/m.exec(text)?.[1];
  return gateway === undefined || device === undefined || isIP(gateway) === 0
    ? undefined
    : { gateway, device };
}

/** The servers for all names: `scutil --dns` has others for one interface or one domain. */
export function macDns(told: Told): string[] | undefined {
  const [general] = (wordsOf(told, 'dns') ?? '').split('DNS configuration (for scoped queries)');
  if (general?.includes('DNS configuration') !== true) return undefined;
  const servers = general
    .split(/^resolver #\d+$/m)
    //   domain   : local
    .filter((resolver) => !/^[ \t]*domain[ \t]+:/m.test(resolver))
    //   nameserver[0] : 192.168.1.1
    .flatMap((resolver) => [...resolver.matchAll(/^[ \t]*nameserver\[\d+\][ \t]*:[ \t]*(\S+)$/gm)])
    .map(([, server = '']) => server)
    .filter((server) => isIP(server.replace(/%.*$/, '')) !== 0);
  return [...new Set(servers)];
}
