import { describe, expect, it } from 'vitest';
import type { FoundMachine } from '../../../engine/model/found-machine.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { discover, type DiscoverOptions } from '../../../engine/ssh/discover.ts';
import type { DnsRecord, Question } from '../../../engine/ssh/found-machines.ts';
import { LocalNetwork } from '../../../engine/ssh/local-network.ts';
import type { Heard } from '../../../engine/ssh/multicast.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

const NETWORK = new LocalNetwork({
  lo0: [anAddress('127.0.0.1/8', true)],
  en0: [anAddress('192.168.1.2/24'), anAddress('192.168.1.3/24')],
});
const SERVICES = '_ssh._tcp.local';
const RECORDS: readonly DnsRecord[] = [
  { type: 'PTR', name: SERVICES, data: `Spare.${SERVICES}` },
  { type: 'SRV', name: `Spare.${SERVICES}`, data: { target: 'spare.local', port: 22 } },
  { type: 'A', name: 'spare.local', data: '192.168.1.5' },
];
const SPARE = { name: 'Spare', host: 'spare.local', port: 22, addresses: ['192.168.1.5'] };

function anAddress(cidr: string, internal = false) {
  const address = cidr.replace(/\/.*/, '');
  return { address, cidr, internal, netmask: '', mac: '', family: 'IPv4' as const };
}

interface World {
  readonly answer?: (asked: readonly Question[], heard: Heard, round: number) => void;
  readonly network?: LocalNetwork;
}

/** A search among made-up neighbours. Tells what was asked, how long was waited, and whether it was closed. */
async function search(options: DiscoverOptions, { answer, network = NETWORK }: World) {
  const clock = new FakeClock();
  const asked: string[] = [];
  let isClosed = false;
  const result = await discover(options, {
    clock,
    network,
    open: (_interfaces, heard) =>
      Promise.resolve({
        ask: async (questions) => {
          asked.push(questions.map(({ type }) => type).join(' '));
          await Promise.resolve();
          answer?.(questions, heard, asked.length);
        },
        close: () => {
          isClosed = true;
          return Promise.resolve();
        },
      }),
  }).catch((error: unknown) => {
    if (error instanceof EngineError) return error.problem;
    throw error;
  });
  return { result, asked, slept: clock.slept, isClosed };
}

describe('discovery', () => {
  it('asks again after one second and after three, and ends in time', async () => {
    expect(await search({ timeoutMs: 4000 }, {})).toEqual({
      result: { machines: [], isCut: false },
      asked: ['PTR', 'PTR', 'PTR'],
      slept: [1000, 2000, 1000],
      isClosed: true,
    });
  });

  it('takes four seconds unless told otherwise', async () => {
    expect((await search({}, {})).slept).toEqual([1000, 2000, 1000]);
  });

  it('asks at once for what is missing, and tells what is found as it changes', async () => {
    const told: (readonly FoundMachine[])[] = [];
    const { result, asked } = await search(
      { timeoutMs: 500, onFound: (all) => told.push(all) },
      {
        answer: (questions, heard) => {
          heard(
            RECORDS.filter(({ type }) => questions.some((question) => question.type === type)),
            '192.168.1.5',
          );
        },
      },
    );
    expect(asked).toEqual(['PTR', 'SRV', 'A AAAA']);
    expect(told).toEqual([[], [{ ...SPARE, addresses: [] }], [SPARE]]);
    expect(result).toEqual({ machines: [SPARE], isCut: false });
  });

  it('ends when it is called off, with what was found', async () => {
    const controller = new AbortController();
    const { result, isClosed, slept } = await search(
      { timeoutMs: 4000, signal: controller.signal },
      {
        answer: (_, heard) => {
          heard(RECORDS, '192.168.1.5');
          controller.abort();
        },
      },
    );
    expect([result, isClosed, slept]).toEqual([{ machines: [SPARE], isCut: false }, true, []]);
  });

  it('believes no machine of another network', async () => {
    const answer: World['answer'] = (_, heard) => {
      heard(RECORDS, '8.8.8.8');
    };
    expect((await search({}, { answer })).result).toEqual({ machines: [], isCut: false });
  });

  it('says so when there is no network', async () => {
    const network = new LocalNetwork({ lo0: [anAddress('127.0.0.1/8', true)] });
    expect((await search({}, { network })).result).toMatchObject({ code: 'network.none' });
  });

  it('says why when nobody could be asked, and closes what it opened', async () => {
    const answer: World['answer'] = () => {
      throw new Error('bind EADDRINUSE 0.0.0.0:5353');
    };
    const { result, isClosed } = await search({}, { answer });
    expect([result, isClosed]).toEqual([
      { code: 'network.no-multicast', retry: 'person', details: { text: 'bind EADDRINUSE 0.0.0.0:5353' } },
      true,
    ]);
  });

  it('keeps what it heard when the network goes away later', async () => {
    const answer: World['answer'] = (_, heard, round) => {
      if (round > 1) throw new Error('send ENETUNREACH');
      heard(RECORDS, '192.168.1.5');
    };
    expect((await search({}, { answer })).result).toEqual({ machines: [SPARE], isCut: false });
  });
});

describe('the ways out of this machine', () => {
  it('are one for each interface that leads anywhere', () => {
    expect(NETWORK.interfaces).toEqual([{ name: 'en0', address: '192.168.1.2' }]);
  });

  it('lead to the neighbours only', () => {
    expect(
      ['192.168.1.77', '192.168.2.1', '127.0.0.1'].map((each) => NETWORK.interfaceTowards(each)),
    ).toEqual(['en0', undefined, undefined]);
  });
});
