import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConfig } from '../../../engine/store/config-store.ts';
import { MIGRATIONS, type Migration } from '../../../engine/store/migrations.ts';
import { homeWith, ports, problemOf } from './config-harness.ts';
import { aConfig, aPair } from './pair-builder.ts';

describe('migration', () => {
  const old = JSON.stringify({ version: -1, machines: [aPair()] });
  const migrations: Migration[] = [
    ...MIGRATIONS,
    { from: 0, to: 1, migrate: (value) => ({ version: 1, pairs: (value as { list: unknown }).list }) },
    {
      from: -1,
      to: 0,
      migrate: (value) => ({ version: 0, list: (value as { machines: unknown }).machines }),
    },
  ];

  it('goes step by step and leaves the file alone when only read', async () => {
    const { home } = await homeWith(old);
    expect(await openConfig(home, ports, migrations).read()).toEqual(aConfig(aPair()));
    expect(await readdir(home)).toEqual(['config.json']);
  });

  it('keeps the old file beside the new one', async () => {
    const { home, path } = await homeWith(old);
    await openConfig(home, ports, migrations).update((config) => config);
    expect(await readFile(join(home, 'config.v-1.json'), 'utf8')).toEqual(old);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(aConfig(aPair()));
  });

  it('from version 3 gives every pair settings of its failover, and keeps what else is there', async () => {
    const { failover: _failover, ...pair } = aPair({ wake: true });
    const { home } = await homeWith(JSON.stringify({ version: 3, pairs: [pair] }));
    const { pairs } = await openConfig(home, ports).update((config) => config);
    expect(pairs).toEqual([{ ...pair, failover: { notes: '' } }]);
    expect(await readdir(home)).toContain('config.v3.json');
  });

  it('from version 2 gives every pair no commands, limits or waking, and keeps what else is there', async () => {
    const conditions = { onMains: true, networks: ['Büro'], quiet: [] };
    const {
      failover: _failover,
      commands: _commands,
      bandwidth: _bandwidth,
      wake: _wake,
      ...pair
    } = aPair({
      conditions,
    });
    const { home, path } = await homeWith(JSON.stringify({ version: 2, pairs: [pair] }));
    const { pairs } = await openConfig(home, ports).update((config) => config);
    expect(pairs).toEqual([{ ...pair, commands: [], bandwidth: [], wake: false, failover: { notes: '' } }]);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 4 });
    expect(await readdir(home)).toContain('config.v2.json');
  });

  it('from version 1 gives every pair a schedule by hand, and keeps what else is there', async () => {
    const { schedule: _schedule, conditions: _conditions, ...later } = aPair();
    const { failover: _failover, commands: _commands, bandwidth: _bandwidth, wake: _wake, ...pair } = later;
    const { home } = await homeWith(JSON.stringify({ version: 1, pairs: [pair, { ...pair, name: 'Two' }] }));
    const { pairs } = await openConfig(home, ports).update((config) => config);
    expect(pairs).toEqual([aPair(), aPair({ name: 'Two' })]);
    expect(pairs[0]).toMatchObject({ schedule: { kind: 'manual' }, conditions: { onMains: false } });
  });

  it.each(['{"version":1}', '{"version":1,"pairs":[7]}'])('from version 1 reads no %s', async (text) => {
    const { home, path } = await homeWith(text);
    expect(await problemOf(openConfig(home, ports).update((config) => config))).toMatchObject({
      code: 'config.unreadable',
      details: { text: expect.stringMatching(/^version 1 could not be read: /) },
    });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('that fails is said as unreadable and changes nothing', async () => {
    const { home, path } = await homeWith('{"version":0}');
    const failing: Migration[] = [
      {
        from: 0,
        to: 1,
        migrate: () => {
          throw new Error('no list');
        },
      },
    ];
    const details = { path, text: 'version 0 could not be read: no list' };
    expect(await problemOf(openConfig(home, ports, failing).update((config) => config))).toMatchObject({
      details,
    });
    expect(await readdir(home)).toEqual(expect.not.arrayContaining(['config.v0.json']));
  });
});
