import { SshEndpoint } from '../model/endpoint.ts';
import type { Discovery, FoundMachine } from '../model/found-machine.ts';
import { isLinkLocal, machineAddress } from './local-network.ts';

/** A record as it came from the network: nothing of it is to be believed. */
export interface DnsRecord {
  readonly type: string;
  readonly name: string;
  readonly ttl?: number | undefined;
  readonly data?: unknown;
}

export interface Question {
  readonly name: string;
  readonly type: 'PTR' | 'SRV' | 'A' | 'AAAA';
}

/** Who sent the records: a neighbour, and the interface behind which it is. */
export interface Sender {
  readonly address: string;
  readonly interfaceName: string;
}

const SSH_SERVICES = '_ssh._tcp.local';
const MOST_MACHINES = 200;
const MOST_ADDRESSES = 16;
/** Bytes of a part of a name, between two dots: RFC 1035, section 2.3.4. */
const LONGEST_LABEL = 63;

interface Service {
  readonly fullName: string;
  readonly name: string;
  place?: { readonly host: string; readonly port: number };
}

/** Puts together what neighbours say of themselves in PTR, SRV, A and AAAA records (RFC 6763), in whatever order it comes. */
export class FoundMachines {
  readonly #isOwn: (address: string) => boolean;
  readonly #services = new Map<string, Service>();
  /** By host in small letters: its addresses, and how good each is (the least is the best). */
  readonly #hosts = new Map<string, Map<string, number>>();
  #isCut = false;

  constructor(isOwn: (address: string) => boolean) {
    this.#isOwn = isOwn;
  }

  /** Says whether anything in them was new. */
  take(records: readonly DnsRecord[], sender: Sender): boolean {
    // A record with no time to live says goodbye, which is no reason to look less.
    const alive = records.filter(({ ttl }) => ttl !== 0);
    const of = (...types: string[]): DnsRecord[] => alive.filter(({ type }) => types.includes(type));
    const news = [
      ...of('PTR').map((record) => this.#takeService(record)),
      ...of('SRV').map((record) => this.#takePlace(record)),
      ...of('A', 'AAAA').map((record) => this.#takeAddress(record, sender)),
    ];
    return news.includes(true);
  }

  /** Who is there, and what is missing of those who were named. */
  questions(): Question[] {
    const places = [...this.#services.values()]
      .filter(({ fullName, place }) => place === undefined && canBeAsked(fullName))
      .map(({ fullName }): Question => ({ name: fullName, type: 'SRV' }));
    const addresses = [...this.#hosts]
      .filter(([, known]) => known.size === 0)
      .flatMap(([host]): Question[] => [
        { name: host, type: 'A' },
        { name: host, type: 'AAAA' },
      ]);
    return [{ name: SSH_SERVICES, type: 'PTR' }, ...places, ...addresses];
  }

  all(): Discovery {
    const byPlace = new Map<string, FoundMachine>();
    for (const { name, place } of this.#services.values()) {
      if (place === undefined) continue;
      const key = `${place.host.toLowerCase()}:${String(place.port)}`;
      const machine = { name, ...place, addresses: this.#addressesOf(place.host) };
      if (!byPlace.has(key) && !this.#isThisMachine(machine)) byPlace.set(key, machine);
    }
    const machines = [...byPlace.values()].toSorted(
      (a, b) => a.name.localeCompare(b.name, 'en') || a.host.localeCompare(b.host, 'en') || a.port - b.port,
    );
    return { machines, isCut: this.#isCut };
  }

  #takeService({ name, data }: DnsRecord): boolean {
    if (name.toLowerCase() !== SSH_SERVICES || typeof data !== 'string') return false;
    const key = data.toLowerCase();
    // Anna’s Mac mini._ssh._tcp.local
    if (!key.endsWith(`.${SSH_SERVICES}`) || this.#services.has(key)) return false;
    this.#isCut ||= this.#services.size >= MOST_MACHINES;
    if (this.#services.size >= MOST_MACHINES) return false;
    const ownName = data.slice(0, -SSH_SERVICES.length - 1);
    this.#services.set(key, { fullName: data, name: [...ownName].slice(0, LONGEST_LABEL).join('') });
    return true;
  }

  #takePlace({ name, data }: DnsRecord): boolean {
    const service = this.#services.get(name.toLowerCase());
    if (service === undefined || service.place !== undefined) return false;
    const place = placeOf(data);
    if (place === undefined) return false;
    service.place = place;
    const host = place.host.toLowerCase();
    if (!this.#hosts.has(host)) this.#hosts.set(host, new Map());
    return true;
  }

  #takeAddress({ name, data }: DnsRecord, sender: Sender): boolean {
    const known = this.#hosts.get(name.toLowerCase());
    const address = machineAddress(data);
    if (known === undefined || address === undefined || known.size >= MOST_ADDRESSES) return false;
    const scoped = isLinkLocal(address) ? `${address}%${sender.interfaceName}` : address;
    const rank = rankOf(address, sender);
    const before = known.get(scoped);
    if (before !== undefined && before <= rank) return false;
    known.set(scoped, rank);
    return true;
  }

  #addressesOf(host: string): string[] {
    const known = [...(this.#hosts.get(host.toLowerCase()) ?? [])];
    return known.toSorted(([, a], [, b]) => a - b).map(([address]) => address);
  }

  /** Told by all addresses: one alone, of a bridge for containers say, is the same on many machines. Names may be too. */
  #isThisMachine({ addresses }: FoundMachine): boolean {
    return addresses.length > 0 && addresses.every((address) => this.#isOwn(address.replace(/%.*/, '')));
  }
}

/** Of the data of an SRV record. A neighbour's name ends in `.local`; others could lead anywhere. */
function placeOf(data: unknown): Service['place'] {
  if (typeof data !== 'object' || data === null || !('target' in data) || !('port' in data)) return undefined;
  const host = String(data.target).replace(/\.$/, '');
  const checked = SshEndpoint.pick({ host: true, port: true }).safeParse({ host, port: data.port });
  return checked.success && /.\.local$/i.test(host) ? checked.data : undefined;
}

function rankOf(address: string, sender: Sender): number {
  if (address === sender.address) return 0;
  if (!address.includes(':')) return 1;
  return isLinkLocal(address) ? 3 : 2;
}

/** A question is written label by label; one that is too long would be read as something else. */
function canBeAsked(name: string): boolean {
  return name.split('.').every((label) => label !== '' && Buffer.byteLength(label) <= LONGEST_LABEL);
}
