import { describe, expect, it } from 'vitest';
import { FoundMachines, type DnsRecord } from '../../../engine/ssh/found-machines.ts';

const SERVICES = '_ssh._tcp.local';
const FROM = { address: '192.168.1.5', interfaceName: 'en0' };
const OWN = new Set(['192.168.1.2', '172.17.0.1', 'fe80::2']);

interface Told {
  readonly name?: string;
  readonly host?: unknown;
  readonly port?: unknown;
  readonly addresses?: readonly string[];
}

function recordsOf({ name = 'Spare', host = 'spare.local', port = 22, addresses = [] }: Told): DnsRecord[] {
  return [
    { type: 'PTR', name: SERVICES, ttl: 120, data: `${name}.${SERVICES}` },
    { type: 'SRV', name: `${name}.${SERVICES}`, ttl: 120, data: { target: host, port } },
    ...addresses.map((data) => ({
      ...{ type: data.includes(':') ? 'AAAA' : 'A', name: String(host), ttl: 120, data },
    })),
  ];
}

function heard(...packets: readonly (readonly DnsRecord[])[]): FoundMachines {
  const found = new FoundMachines((address) => OWN.has(address));
  for (const packet of packets) found.take(packet, FROM);
  return found;
}

describe('what neighbours say', () => {
  const SPARE = { name: 'Anna’s Mac mini 2.0', addresses: ['192.168.1.5'] };

  it('becomes a machine, with dots in its name and none after its host', () => {
    expect(heard(recordsOf({ ...SPARE, host: 'spare.local.', port: 2222 })).all()).toEqual({
      machines: [{ name: 'Anna’s Mac mini 2.0', host: 'spare.local', port: 2222, addresses: [] }],
      isCut: false,
    });
  });

  it('may come in any order and in pieces', () => {
    const [ptr, srv, a] = recordsOf(SPARE) as [DnsRecord, DnsRecord, DnsRecord];
    const wanted = heard([ptr, srv, a]).all();
    expect(heard([a, srv, ptr]).all()).toEqual(wanted);
    expect(heard([ptr], [srv], [a]).all()).toEqual(wanted);
    expect(wanted.machines).toHaveLength(1);
  });

  it('is asked for again until it is whole', () => {
    const [ptr, srv, a] = recordsOf({ name: 'Spare', addresses: ['192.168.1.5'] }) as [
      DnsRecord,
      DnsRecord,
      DnsRecord,
    ];
    const all = { name: SERVICES, type: 'PTR' };
    expect(heard([ptr]).questions()).toEqual([all, { name: `Spare.${SERVICES}`, type: 'SRV' }]);
    expect(heard([ptr, srv]).questions()).toEqual([
      all,
      { name: 'spare.local', type: 'A' },
      { name: 'spare.local', type: 'AAAA' },
    ]);
    expect(heard([ptr, srv, a]).questions()).toEqual([all]);
  });

  it('has the address that answered first, then IPv4, then IPv6, link-local ones last and with their scope', () => {
    const addresses = ['fe80::0:9', '2001:DB8::9', '172.18.0.1', '192.168.1.5'];
    expect(heard(recordsOf({ addresses })).all().machines[0]?.addresses).toEqual([
      ...['192.168.1.5', '172.18.0.1', '2001:db8::9', 'fe80::9%en0'],
    ]);
  });

  it('is one machine although it came over two interfaces and under two names', () => {
    const found = heard(recordsOf({ addresses: ['192.168.1.5'] }));
    const wifi = { address: '10.0.0.5', interfaceName: 'en1' };
    found.take(recordsOf({ addresses: ['10.0.0.5', '192.168.1.5'] }), wifi);
    found.take(recordsOf({ name: 'Spare (2)', host: 'SPARE.local' }), wifi);
    expect(found.all().machines).toEqual([
      { name: 'Spare', host: 'spare.local', port: 22, addresses: ['192.168.1.5', '10.0.0.5'] },
    ]);
  });

  it('is news once', () => {
    const found = heard();
    const news = [1, 2].map(() => found.take(recordsOf({ addresses: ['192.168.1.5'] }), FROM));
    expect(news).toEqual([true, false]);
  });

  it('is sorted by name', () => {
    const found = heard(recordsOf({ name: 'zoe', host: 'a.local' }), recordsOf({ name: 'Änne' }));
    expect(found.all().machines.map(({ name }) => name)).toEqual(['Änne', 'zoe']);
  });

  it('of this machine itself is left out, but not of one that shares an address with it', () => {
    const self = recordsOf({ name: 'me', host: 'me.local', addresses: [...OWN] });
    const other = recordsOf({ addresses: ['172.17.0.1', '192.168.1.5'] });
    expect(
      heard(self, other)
        .all()
        .machines.map(({ name }) => name),
    ).toEqual(['Spare']);
  });

  it('is over when it says goodbye', () => {
    const gone = recordsOf({}).map((record) => ({ ...record, ttl: 0 }));
    expect(heard(gone).all().machines).toEqual([]);
  });
});

describe('hostile neighbours', () => {
  it.each([
    ...['-oProxyCommand=x.local', 'a b.local', 'a\u001b[2J.local', `${'a'.repeat(260)}.local`, 'localhost'],
    ...['127.0.0.1', 'example.com', '.local', '', 'spärlich.local', 'root@spare.local', 7, null],
  ])('with the host %j are no machines', (host) => {
    expect(heard(recordsOf({ host })).all().machines).toEqual([]);
  });

  it.each([0, 65_536, -1, 22.5, '22', null, Number.NaN])('with the port %j are no machines', (port) => {
    expect(heard(recordsOf({ port })).all().machines).toEqual([]);
  });

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '224.0.0.251',
    '255.255.255.255',
    '::',
    '::1',
    'ff02::fb',
    'x',
    'fe80::1%x',
  ])('do not have the address %s', (address) => {
    expect(heard(recordsOf({ addresses: [address] })).all().machines[0]?.addresses).toEqual([]);
  });

  it('have a name that is cut between characters', () => {
    const name = heard(recordsOf({ name: '🙂'.repeat(100) })).all().machines[0]?.name;
    expect(name).toEqual('🙂'.repeat(63));
  });

  it.each(['x'.repeat(64), '\ufffd'.repeat(30), 'a..b'])(
    'with the name %j are not asked for more, which could not be written',
    (name) => {
      const [ptr] = recordsOf({ name }) as [DnsRecord];
      expect(heard([ptr]).questions()).toEqual([{ name: SERVICES, type: 'PTR' }]);
    },
  );

  it('are two hundred at most, with sixteen addresses each', () => {
    const found = heard();
    for (let at = 0; at < 5000; at++)
      found.take(recordsOf({ name: `m${String(at)}`, host: `m${String(at)}.local` }), FROM);
    for (let at = 0; at < 5000; at++) {
      const data = `10.0.${String(at >> 8)}.${String(at & 255)}`;
      found.take([{ type: 'A', name: 'm0.local', data }], FROM);
    }
    const { machines, isCut } = found.all();
    expect([machines.length, machines[0]?.addresses.length, isCut]).toEqual([200, 16, true]);
  });

  it('may send records of any shape', () => {
    const odd: DnsRecord[] = [undefined, null, 7, '', [], {}, Buffer.alloc(3)].flatMap((data) =>
      ['PTR', 'SRV', 'A', 'AAAA', 'TXT', 'UNKNOWN_9'].flatMap((type) =>
        [SERVICES, '.', `.${SERVICES}`].map((name) => ({ type, name, data })),
      ),
    );
    expect(heard(odd).all()).toEqual({ machines: [], isCut: false });
  });
});
