import type { FailoverSettings } from '../../model/failover.ts';
import type { MachineFacts, NetworkAddress } from '../../model/machine.ts';
import type { PairSurvey } from '../../model/survey.ts';
import { ipv4Of, isIpAddress, networkOf } from './ip-address.ts';

/** What becomes of the address that people reach the primary by. */
export type AddressPlan =
  /** Nobody knows which it is. */
  | { readonly kind: 'unknown' }
  /** It is a name; whoever keeps the names has to point it elsewhere. */
  | { readonly kind: 'name'; readonly name: string; readonly standby: string | undefined }
  /** None of the standby's networks has it: taken there, it would reach nobody. */
  | { readonly kind: 'elsewhere'; readonly address: string; readonly standby: string | undefined }
  | TakenAddress;

export interface TakenAddress {
  readonly kind: 'take';
  readonly address: string;
  /** Of its network; `undefined`: it could not be told. */
  readonly prefixLength: number | undefined;
  readonly router: string | undefined;
  readonly dnsServers: readonly string[];
  /** The primary had it from a DHCP server, which may give it to somebody else. */
  readonly isLeased: boolean;
  /** The standby's interface in the same network; `undefined`: it could not be told. */
  readonly on: NetworkAddress | undefined;
}

export function planAddress(settings: FailoverSettings, { primary, standby }: PairSurvey): AddressPlan {
  const theirs = primary?.machine.addresses ?? [];
  const ours = standby?.machine.addresses;
  const shared = settings.sharedAddress;
  const standbyAddress = standby === undefined ? undefined : mainAddress(standby.machine)?.address;
  if (shared !== undefined && !isIpAddress(shared))
    return { kind: 'name', name: shared, standby: standbyAddress };
  const main = primary === undefined ? undefined : mainAddress(primary.machine);
  const address = shared ?? main?.address;
  if (address === undefined) return { kind: 'unknown' };
  const from =
    theirs.find((each) => isInNetworkOf(address, each)) ?? (shared === undefined ? main : undefined);
  const on = bestOf((ours ?? []).filter((each) => isInNetworkOf(address, each)));
  if (ours !== undefined && ours.length > 0 && on === undefined)
    return { kind: 'elsewhere', address, standby: standbyAddress };
  return {
    kind: 'take',
    address,
    prefixLength: from?.prefixLength ?? on?.prefixLength,
    router: from?.router ?? on?.router,
    dnsServers: primary?.machine.dnsServers ?? [],
    isLeased: shared === undefined && main?.how === 'dhcp',
    on,
  };
}

/** The address by which others reach a machine: one with a way out, by cable before radio, IPv4 before IPv6. */
export function mainAddress({ addresses }: MachineFacts): NetworkAddress | undefined {
  return bestOf(addresses ?? []);
}

function bestOf(addresses: readonly NetworkAddress[]): NetworkAddress | undefined {
  const rank = ({ address, router, service }: NetworkAddress): number =>
    (ipv4Of(address) === undefined ? 4 : 0) +
    (router === undefined ? 2 : 0) +
    (service !== undefined && isRadio(service) ? 1 : 0);
  return [...addresses].sort((a, b) => rank(a) - rank(b))[0];
}

export function isRadio(service: string): boolean {
  return /^(?:Wi-Fi|AirPort)/.test(service);
}

/** Of IPv6 no network is reckoned: the same interface is taken for the same network. */
function isInNetworkOf(address: string, { address: own, prefixLength }: NetworkAddress): boolean {
  if (ipv4Of(address) === undefined) return ipv4Of(own) === undefined;
  const network = networkOf(address, prefixLength);
  return network !== undefined && network === networkOf(own, prefixLength);
}
