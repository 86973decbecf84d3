import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Config } from '../../../engine/model/pair.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { openConfig } from '../../../engine/store/config-store.ts';
import { aConfig, aPair } from './pair-builder.ts';
import { homeWith, ports, problemOf } from './config-harness.ts';
import { tempHome } from './temp-home.ts';

it('reads an empty configuration where there is none, and makes nothing', async () => {
  const home = join(await tempHome(), 'new');
  expect(await openConfig(home, ports).read()).toEqual(aConfig());
  await expect(stat(home)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('makes the data folder for the user alone', async () => {
  const home = join(await tempHome(), 'new');
  await openConfig(home, ports).update(() => aConfig(aPair()));
  const modes = await Promise.all(
    [home, join(home, 'config.json')].map(async (path) => (await stat(path)).mode & 0o777),
  );
  expect(modes).toEqual([0o700, 0o600]);
  expect((await readdir(home)).sort()).toEqual(['config.json', 'locks']);
  expect(await readdir(join(home, 'locks'))).toEqual([]);
});

it('gives back what was stored', async () => {
  const home = await tempHome();
  const stored = await openConfig(home, ports).update(() => aConfig(aPair()));
  expect(stored).toEqual(aConfig(aPair()));
  expect(await openConfig(home, ports).read()).toEqual(stored);
});

it('loses no update when many are asked for at once', async () => {
  const home = await tempHome();
  const config = openConfig(home, ports);
  const names = Array.from({ length: 20 }, (_, i) => `Pair ${String(i)}`);
  await Promise.all(names.map((name) => config.update((old) => aConfig(...old.pairs, aPair({ name })))));
  expect((await config.read()).pairs.map(({ name }) => name)).toEqual(names);
});

it('writes nothing when the change throws, and takes the next change', async () => {
  const { home, path } = await homeWith(JSON.stringify(aConfig(aPair())));
  const before = await readFile(path);
  const config = openConfig(home, ports);
  const refuse = config.update(() => {
    throw new RangeError('no');
  });
  await expect(refuse).rejects.toThrow(RangeError);
  expect(await readFile(path)).toEqual(before);
  expect(await config.update(() => aConfig())).toEqual(aConfig());
});

it('never writes what it could not read again', async () => {
  const { home, path } = await homeWith(JSON.stringify(aConfig(aPair())));
  const before = await readFile(path);
  await expect(openConfig(home, ports).update(() => aConfig(aPair({ name: ' ' })))).rejects.toThrow();
  expect(await readFile(path)).toEqual(before);
});

describe('a file that cannot be read', () => {
  const long = { version: 4, pairs: [{ ...aPair(), name: 7, driver: 'x', volumes: [], createdAt: 1 }] };
  it.each([
    ['half a document', '{"version":1,"pai', /^not JSON: /],
    ['an empty file', '', /^not JSON: /],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), /^not UTF-8$/],
    ['another kind of document', '[]', /^version: expected a whole number$/],
    ['a version that never was', '{"version":0}', /^version: expected 4, found 0$/],
    ['a missing field', '{"version":4}', /^pairs: Invalid input: expected array, received undefined$/],
    [
      'many issues',
      JSON.stringify(long),
      /^pairs\[0\]\.name: .*; pairs\[0\]\.driver: .*; pairs\[0\]\.volumes: .*; and 1 more$/,
    ],
  ])('is said with its path and what is wrong: %s', async (_, content, text) => {
    const { home, path } = await homeWith(content);
    const before = await readFile(path);
    const config = openConfig(home, ports);
    const expected = {
      code: 'config.unreadable',
      retry: 'person',
      details: { path, text: expect.stringMatching(text) },
    };
    expect(await problemOf(config.read())).toEqual(expected);
    expect(await problemOf(config.update(() => aConfig()))).toEqual(expected);
    expect(await readFile(path)).toEqual(before);
  });

  it('is said when a folder has its name', async () => {
    const home = await tempHome();
    await mkdir(join(home, 'config.json'));
    expect(await problemOf(openConfig(home, ports).read())).toMatchObject({ code: 'config.unreadable' });
  });

  it('is said as newer when a newer version wrote it', async () => {
    const { home, path } = await homeWith('{"version":5,"pairs":{}}');
    const expected = { code: 'config.newer', retry: 'person', details: { path, expected: '4', found: '5' } };
    expect(await problemOf(openConfig(home, ports).update(() => aConfig()))).toEqual(expected);
    expect(await readFile(path, 'utf8')).toEqual('{"version":5,"pairs":{}}');
  });
});

describe('a data folder that cannot be made', () => {
  it('is said as unwritable', async () => {
    const home = join(await tempHome(), 'file', 'home');
    await writeFile(join(home, '..'), '');
    expect(await problemOf(openConfig(home, ports).update(() => aConfig()))).toMatchObject({
      code: 'config.unwritable',
    });
  });
});

describe('whatever is in the file', () => {
  const letters = (count: number) => fc.stringMatching(new RegExp(`^[a-z0-9]{${String(count)}}$`));
  const path = fc
    .array(
      fc.stringMatching(/^[^/\0]{1,12}$/u).filter((part) => part !== '.' && part !== '..'),
      { maxLength: 4 },
    )
    .map((parts) => `/${parts.join('/')}`);
  const ssh = fc.record({
    kind: fc.constant('ssh' as const),
    user: fc.constantFrom('root', 'admin'),
    host: fc.domain().filter((host) => host.length < 255),
    port: fc.integer({ min: 1, max: 65535 }),
    hostKey: fc.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/),
  });
  const endpoint = fc.oneof(ssh, fc.constant({ kind: 'local' as const }));
  const deletion = fc.oneof(
    fc.constant({ kind: 'keep' as const }),
    fc.record({
      kind: fc.constant('mirror' as const),
      limit: fc.record({ kind: fc.constant('entries' as const), entries: fc.nat() }),
    }),
  );
  const volume = fc.record({
    id: letters(6).map((id) => `vol-${id}`),
    source: path,
    destination: path,
    role: fc.constantFrom('system', 'data'),
    deletion,
  });
  const pair = fc.record({
    id: letters(10).map((id) => `pair-${id}`),
    name: fc.constantFrom('Office', 'Büro (alt)', '書斎 2'),
    primary: endpoint,
    standby: endpoint,
    driver: fc.constantFrom('local', 'primary'),
    volumes: fc.array(volume, { minLength: 1, maxLength: 3 }),
    filters: fc.record({
      preset: fc.constantFrom('macos-data', 'none'),
      excludes: fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
    }),
    schedule: fc.constantFrom(
      { kind: 'manual' as const },
      { kind: 'every' as const, minutes: 15 },
      { kind: 'times' as const, times: ['03:00'], weekdays: ['mon', 'sun'] },
      { kind: 'cron' as const, expression: '0 3 * * *' },
    ),
    conditions: fc.record({
      onMains: fc.boolean(),
      networks: fc.array(fc.constantFrom('Büro', 'a:b\\c'), { maxLength: 2 }),
      quiet: fc.constantFrom([], [{ from: '22:00', to: '06:00', weekdays: ['fri'] }]),
    }),
    commands: fc.constantFrom(
      [],
      [
        { when: 'before', on: 'primary', text: 'a\nb', timeoutSeconds: 60, ifItFails: 'stop' },
        { when: 'after', on: 'standby', text: 'c', timeoutSeconds: 1 },
      ],
    ),
    bandwidth: fc.constantFrom(
      [],
      [{ window: { from: '22:00', to: '06:00', weekdays: ['fri'] } }, { kibPerSecond: 2048 }],
    ),
    wake: fc.boolean(),
    failover: fc.constantFrom(
      { notes: '' },
      {
        notes: 'Anna: 555\n',
        strategy: 'promote',
        sharedAddress: '10.0.0.9',
        bootProof: { at: '2026-11-23T12:00:00.000Z', cloneBuild: '18G9323', standbyBuild: '' },
      },
    ),
    createdAt: fc.string(),
  });
  const validConfig = fc.array(pair, { maxLength: 3 }).map((pairs) => Config.parse({ version: 4, pairs }));

  it('a valid configuration comes back as it was', async () => {
    const home = await tempHome();
    const config = openConfig(home, ports);
    await fc.assert(
      fc.asyncProperty(validConfig, async (value) => {
        await config.update(() => value);
        expect(await config.read()).toEqual(value);
      }),
      { numRuns: 60 },
    );
  });

  // Any value, and any value in the shape of a configuration, so that both the frame and its parts are tried.
  const document = fc.oneof(
    fc.jsonValue(),
    fc.record({
      version: fc.oneof(fc.integer({ min: -2, max: 5 }), fc.jsonValue()),
      pairs: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
    }),
    fc.record({
      version: fc.constantFrom(1, 2, 3),
      pairs: fc.array(fc.record({ ...aPairOfAnything() }), { maxLength: 2 }),
    }),
    validConfig,
  );

  it('it is a valid configuration or one of two problems, and stays as it is', async () => {
    const { home, path: file } = await homeWith('');
    const config = openConfig(home, ports);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(document, async (value) => {
        const text = JSON.stringify(value);
        await writeFile(file, text);
        const result = await config.read().then(
          (read) => (Config.safeParse(read).success ? 'valid' : 'invalid'),
          async (error: unknown) => (error instanceof EngineError ? error.problem.code : 'bug'),
        );
        seen.add(result);
        expect(['valid', 'config.unreadable', 'config.newer']).toContain(result);
        if (result !== 'valid') await problemOf(config.update(() => aConfig()));
        expect(await readFile(file, 'utf8')).toEqual(text);
      }),
      { numRuns: 400 },
    );
    expect([...seen].sort()).toEqual(['config.newer', 'config.unreadable', 'valid']);
  });
});

function aPairOfAnything() {
  return Object.fromEntries(
    Object.entries(aPair()).map(([key, value]) => [
      key,
      fc.oneof(fc.constant(value), fc.jsonValue({ maxDepth: 2 })),
    ]),
  );
}
