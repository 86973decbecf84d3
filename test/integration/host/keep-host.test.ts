import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../engine/api/events.ts';
import { connectHost, engineOfHost } from '../../../engine/index.ts';
import { eventually } from '../../helpers/eventually.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { aHost, type TestHost } from './hosts.ts';

const runEvents = ({ live }: TestHost): RunEvent[] =>
  live().flatMap((event) => (event.type === 'run.event' ? [event.event] : []));
const idOf = ({ host }: TestHost) => {
  const [view] = host.live.snapshot().pairs;
  if (view === undefined) throw new Error('no pair');
  return view.pair.id;
};

describe('the host of a data folder', () => {
  it('is one, and whoever comes later sees and does the same', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
    const hosts = [await aHost(pair), await aHost(pair), await aHost(pair), await aHost(pair)];
    const [own, ...others] = hosts;
    expect(hosts.map(({ roles }) => roles)).toEqual([['own'], ['joined'], ['joined'], ['joined']]);
    const last = others[2];
    if (own === undefined || last === undefined) throw new Error('four were begun');

    const id = await last.host.handlers['run.start']({ pairId: idOf(last), mode: 'sync' });
    await eventually(() => hosts.every((each) => runEvents(each).at(-1)?.type === 'run.finished'));
    expect(runEvents(own).map(({ runId }) => runId)).toContain(id);
    for (const other of others) expect(runEvents(other)).toEqual(runEvents(own));
    await eventually(() => {
      const seen = hosts.map(({ host }) => JSON.stringify(host.live.snapshot().pairs));
      expect(new Set(seen).size).toBe(1);
      expect(own.host.live.snapshot().pairs[0]?.lastRun?.id).toBe(id);
    });
    for (const { live } of hosts) {
      const numbers = live().map(({ sequence }) => sequence);
      expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
    }
    expect(await pair.differences()).toEqual([]);
  });

  it('counts on from the snapshot, for its own and for a client, also after another took its place', async () => {
    const pair = await new PairFixture().add();
    const hosts = [await aHost(pair), await aHost(pair)];
    const next = async ({ host, live }: TestHost): Promise<[number, number | undefined]> => {
      const { sequence } = host.live.snapshot();
      const before = live().length;
      await pair.engine.pairs.change('Office', { preset: 'macos-data' });
      await pair.engine.pairs.change('Office', { preset: 'none' });
      await eventually(() => live().length > before);
      return [sequence + 1, live()[before]?.sequence];
    };
    for (const each of hosts) {
      const [wanted, seen] = await next(each);
      expect(seen).toBe(wanted);
    }
    await hosts[0]?.host.close();
    await eventually(() => hosts[1]?.roles.at(-1) === 'own');
    const last = hosts[1];
    if (last === undefined) throw new Error('two were begun');
    const [wanted, seen] = await next(last);
    expect(seen).toBe(wanted);
  });

  it('says to a client what it says to its own, also when it refuses', async () => {
    const pair = await new PairFixture().add();
    await aHost(pair);
    const { host } = await aHost(pair);
    await expect(host.handlers['pair.export']({ pairId: 'pair-zzzzzzzzzz' as never })).rejects.toMatchObject({
      problem: { code: 'pair.unknown' },
    });
    const huge = host.handlers['run.start']({ pairId: 'x'.repeat(100) as never, mode: 'sync' });
    await expect(huge).rejects.toMatchObject({ problem: { code: 'request.invalid' } });
  });

  it('is replaced by whoever is left when it ends, and nobody has to ask again', async () => {
    const pair = await new PairFixture().add();
    const [first, second] = [await aHost(pair), await aHost(pair)];
    const before = second.live().length;
    const { handlers } = second.host;
    await first.host.close();
    await eventually(() => expect(second.roles).toEqual(['joined', 'own']));
    await eventually(() =>
      second
        .live()
        .slice(before)
        .some(({ type }) => type === 'pairs.changed'),
    );
    // As a window that was opened before has them.
    await handlers['run.start']({ pairId: idOf(second), mode: 'preview' });
    await eventually(() => runEvents(second).at(-1)?.type === 'run.finished');
    const third = await aHost(pair);
    expect(third.roles).toEqual(['joined']);
    expect(third.host.live.snapshot().pairs).toEqual(
      JSON.parse(JSON.stringify(second.host.live.snapshot().pairs)),
    );
  });

  it('lies where nobody else gets to', async () => {
    const pair = await new PairFixture().add();
    await aHost(pair);
    const connection = await connectHost(pair.home);
    const socket = connection?.record.socket ?? '';
    connection?.close();
    const modes = [socket, dirname(socket), join(pair.home, 'host.json')].map(
      (path) => statSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o700, 0o600]);
  });

  it('leaves nothing behind', async () => {
    const pair = await new PairFixture().add();
    const { host } = await aHost(pair);
    const socket = (await connectHost(pair.home))?.record.socket ?? '';
    await host.close();
    for (const path of [socket, join(pair.home, 'host.json'), join(pair.home, 'locks', 'host.lock')])
      expect(() => statSync(path)).toThrow('ENOENT');
    expect(await connectHost(pair.home)).toBeUndefined();
  });
});

describe('a command where there is a host', () => {
  async function aCommand(pair: PairFixture): Promise<ReturnType<typeof engineOfHost>> {
    const connection = await connectHost(pair.home);
    if (connection === undefined) throw new Error('no host');
    return engineOfHost(pair.engine, connection);
  }

  it('has its run begun there, and hears of it from the first event to the last', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
    const host = await aHost(pair);
    const engine = await aCommand(pair);
    const heard: RunEvent[] = [];
    const record = await engine.sync('Office', { mode: 'sync', onEvent: (event) => heard.push(event) });
    expect(record).toMatchObject({ outcome: 'succeeded', owner: { pid: process.pid } });
    expect([heard[0]?.type, heard.at(-1)?.type]).toEqual(['run.started', 'run.finished']);
    expect(heard).toEqual(runEvents(host));
    const scope = { kind: 'full' } as const;
    expect(await engine.verify('Office', { scope })).toMatchObject({ verify: { scope, different: 0 } });
  });

  it('cancels there, and says why nothing was begun', async () => {
    const pair = await new PairFixture().add();
    for (let at = 0; at < 500; at += 1) writeFileSync(join(pair.source, String(at)), 'x');
    await aHost(pair);
    const engine = await aCommand(pair);
    const stop = new AbortController();
    const run = engine.sync('Office', {
      mode: 'sync',
      signal: stop.signal,
      onEvent: ({ type }) => {
        if (type === 'run.started') stop.abort();
      },
    });
    expect(await run).toMatchObject({ outcome: 'cancelled' });
    await pair.engine.pairs.remove('Office');
    await expect(engine.sync('Office', { mode: 'sync' })).rejects.toMatchObject({
      problem: { code: 'pair.unknown' },
    });
  });
});

describe('a data folder that takes nothing', () => {
  it('has a host all the same, which says so once and is let in to later', async () => {
    const pair = await new PairFixture().add();
    rmSync(join(pair.home, 'locks'), { recursive: true, force: true });
    writeFileSync(join(pair.home, 'locks'), 'in the way');
    mkdirSync(join(pair.home, 'host.json'));
    const { host, roles, problems } = await aHost(pair, { lookAfterMs: 20 });
    expect([roles, host.live.snapshot().pairs.length]).toEqual([['own'], 1]);
    expect(problems).toMatchObject([
      { problem: { code: 'config.unwritable', details: { path: join(pair.home, 'locks', 'host.lock') } } },
      { problem: { code: 'config.unwritable', details: { path: pair.home } } },
    ]);
    rmSync(join(pair.home, 'host.json'), { recursive: true });
    const connection = await eventually(async () => (await connectHost(pair.home)) ?? false);
    connection.close();
    expect(problems).toHaveLength(2);
  });
});

describe('a door that is gone', () => {
  it.each([
    [
      'its socket was swept away',
      (socket: string, _home: string) => rmSync(dirname(socket), { recursive: true }),
    ],
    ['what tells of it was removed', (_socket: string, home: string) => rmSync(join(home, 'host.json'))],
    [
      'what tells of it is garbage',
      (_socket: string, home: string) => writeFileSync(join(home, 'host.json'), '{'),
    ],
  ])('is made anew, and who is in stays: %s', async (_, harm) => {
    const pair = await new PairFixture().add();
    const own = await aHost(pair, { lookAfterMs: 20 });
    const client = await aHost(pair);
    harm((await connectHost(pair.home))?.record.socket ?? '', pair.home);
    const late = await eventually(async () => (await connectHost(pair.home)) ?? false);
    late.close();
    expect((await aHost(pair)).roles).toEqual(['joined']);
    await client.host.handlers['run.start']({ pairId: idOf(client), mode: 'preview' });
    await eventually(() => runEvents(own).at(-1)?.type === 'run.finished');
    expect([client.roles, own.problems]).toEqual([['joined'], []]);
  });
});
