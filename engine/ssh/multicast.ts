import type { MulticastDNS } from 'multicast-dns';
import type { DnsRecord, Question } from './found-machines.ts';
import type { NetworkInterface } from './local-network.ts';

/** Questions to everybody near, and what is heard from them. */
export interface Multicast {
  /** Puts them on every interface. Rejects with the first reason when not one of these takes them. */
  readonly ask: (questions: readonly Question[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type Heard = (records: readonly DnsRecord[], from: string) => void;

/** mDNS (RFC 6762) by IPv4, which carries the IPv6 addresses too. The library is loaded here, for who needs it. */
export async function openMulticast(
  interfaces: readonly NetworkInterface[],
  heard: Heard,
): Promise<Multicast> {
  const { default: multicastDns } = await import('multicast-dns');
  const lines = interfaces.map(
    ({ address }) => new Line(multicastDns({ interface: address, bind: '0.0.0.0' }), heard),
  );
  return {
    ask: async (questions) => {
      const failures = await Promise.all(lines.map((line) => line.ask(questions)));
      const first = failures.find((failure) => failure !== undefined);
      if (first !== undefined && failures.every((failure) => failure !== undefined)) throw first;
    },
    close: async () => {
      await Promise.all(lines.map((line) => line.close()));
    },
  };
}

/** One interface. What fails there is remembered, and is the end of it. */
class Line {
  readonly #mdns: MulticastDNS;
  #failure: Error | undefined;

  constructor(mdns: MulticastDNS, heard: Heard) {
    this.#mdns = mdns;
    mdns.on('response', ({ answers, additionals }, { address, port }) => {
      // RFC 6762, section 6: an answer from elsewhere is none.
      if (port === 5353) heard([...(answers ?? []), ...(additionals ?? [])] as DnsRecord[], address);
    });
    mdns.on('error', (error) => {
      this.#failure ??= error;
    });
    // Packets that cannot be read are warnings, and so is a network without multicast.
    mdns.on('warning', (error) => {
      if ('syscall' in error && error.syscall === 'addMembership') this.#failure ??= error;
    });
  }

  ask(questions: readonly Question[]): Promise<Error | undefined> {
    if (this.#failure !== undefined) return Promise.resolve(this.#failure);
    return new Promise((resolve) => {
      this.#mdns.query([...questions], (error) => {
        resolve(error ?? this.#failure);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#mdns.destroy(resolve);
    });
  }
}
