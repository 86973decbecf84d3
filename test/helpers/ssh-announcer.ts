import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import multicastDns from 'multicast-dns';

export interface Announcement {
  /** The address of the interface on which questions are answered. */
  readonly interface: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly string[];
  /** Sends each kind of record only when it is asked for. */
  readonly bitByBit?: boolean;
}

const SERVICES = '_ssh._tcp.local';

/** Answers as a Mac with Remote Login does, until the returned function is called. */
export async function announceSsh(announced: Announcement): Promise<() => void> {
  const fullName = `${announced.name}.${SERVICES}`;
  const ttl = 120;
  const place = { priority: 0, weight: 0, port: announced.port, target: announced.host };
  const ptr = { type: 'PTR', name: SERVICES, ttl, data: fullName } as const;
  const srv = { type: 'SRV', name: fullName, ttl, data: place } as const;
  const addresses = announced.addresses.map((data) => ({
    ...{ type: data.includes(':') ? ('AAAA' as const) : ('A' as const), name: announced.host, ttl, data },
  }));
  const mdns = multicastDns({ interface: announced.interface, bind: '0.0.0.0' });
  mdns.on('query', ({ questions = [] }) => {
    const answers = [ptr, srv, ...addresses].filter((record) =>
      questions.some(({ name, type }) => name === record.name && type === record.type),
    );
    if (answers.length === 0) return;
    const additionals = announced.bitByBit === true ? [] : [srv, ...addresses];
    mdns.respond({ answers, additionals });
  });
  await once(mdns, 'ready');
  return () => {
    mdns.destroy();
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await announceSsh(JSON.parse(process.argv[2] ?? '') as Announcement);
  console.log('announced');
}
