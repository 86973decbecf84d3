import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeftOutPattern, LeftOutReport, LeftOutSource } from '../../../engine/api/left-out.ts';
import { lookThrough } from '../../../engine/run/left-out/look-through.ts';
import { anRsync } from '../../fakes/builders.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { makeTree } from '../../helpers/make-tree.ts';
import { PairFixture, sshEndpoint } from '../../helpers/pair-fixture.ts';

let sshd: LoopbackSshd;
beforeAll(async () => {
  sshd = await startLoopbackSshd();
});
afterAll(() => sshd.stop());

/** Files of so many bytes, by path; a folder ends with a slash. */
function make(root: string, files: Readonly<Record<string, number>>): void {
  for (const [path, bytes] of Object.entries(files)) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    mkdirSync(`${root}/${folder}`, { recursive: true });
    if (!path.endsWith('/')) writeFileSync(`${root}/${path}`, Buffer.alloc(bytes));
  }
}

const FILES = {
  kept: 10,
  'a.tmp': 1,
  'b/c.tmp': 2,
  'b/kept': 20,
  'cache/one': 100,
  'cache/deep/er/two.tmp': 200,
  '# odd': 7,
  '.Trashes/gone': 50,
  'wanted.tmp': 30,
};
const EXCLUDES = ['+ /wanted.tmp', '*.tmp', '/cache/', '#*', 'nothing such'];

const only = ({ sources }: LeftOutReport): LeftOutSource => {
  const [source] = sources;
  if (source === undefined || sources.length > 1) throw new Error('not one source');
  return source;
};
const used = ({ patterns }: LeftOutSource): LeftOutPattern[] => patterns.filter(({ matches }) => matches > 0);

async function aPair(setting: ConstructorParameters<typeof PairFixture>[0] = {}): Promise<PairFixture> {
  const pair = await new PairFixture({ excludes: EXCLUDES, preset: 'macos-data', ...setting }).add();
  make(pair.source, FILES);
  return pair;
}

const EXPECTED: Partial<LeftOutPattern>[] = [
  { pattern: '*.tmp', from: 'person', reason: undefined, matches: 2, weight: { entries: 2, bytes: 3 } },
  { pattern: '/cache/', from: 'person', matches: 1, weight: { entries: 5, bytes: 300 }, samples: ['cache'] },
  { pattern: '#*', from: 'person', matches: 1, weight: { entries: 1, bytes: 7 }, samples: ['# odd'] },
  { pattern: '.Trashes', from: 'preset', reason: 'a trash', matches: 1, weight: { entries: 2, bytes: 50 } },
];

describe('what is left out', () => {
  it('is told pattern by pattern, folders with all that is in them', async () => {
    const pair = await aPair();
    const source = only(await pair.engine.leftOut('Office'));
    const [volume] = (await pair.engine.pairs.get('Office')).volumes;
    expect(source).toMatchObject({
      volumeId: volume?.id,
      source: pair.source,
      state: 'done',
      rsync: { flavour: 'gnu' },
      kept: { entries: 4, bytes: 60 },
      problem: undefined,
    });
    expect(used(source)).toMatchObject(EXPECTED);
    const idle = source.patterns.find(({ pattern }) => pattern === 'nothing such');
    expect(idle).toMatchObject({ matches: 0, weight: { entries: 0, bytes: 0 }, samples: [] });
    expect(source.patterns.map(({ pattern }) => pattern)).not.toContain('/wanted.tmp');
    expect(readdirSync(pair.destination)).toEqual([]);
  });

  it('is the same where the primary is reached by ssh', async () => {
    const pair = await aPair({ primary: sshEndpoint(sshd) });
    const source = only(await pair.engine.leftOut('Office'));
    expect(source).toMatchObject({ state: 'done', kept: { entries: 4, bytes: 60 } });
    expect(used(source)).toMatchObject(EXPECTED);
  });

  it('is, with what would be copied, everything that is there, whatever its names', async () => {
    const excludes = ['*o*', '[a-e]*', '- *\\\\*', '/names/?'];
    const pair = await new PairFixture({ excludes }).add();
    await makeTree(pair.source, { plainFiles: 30 });
    const { kept, patterns, state } = only(await pair.engine.leftOut('Office'));
    const weights = [kept, ...patterns.map(({ weight }) => weight)];
    const sum = (of: 'entries' | 'bytes'): number =>
      weights.reduce((total, weight) => total + (weight?.[of] ?? NaN), 0);
    const find = (format: string, ...test: readonly string[]): string[] =>
      execFileSync('find', [pair.source, '-mindepth', '1', ...test, '-printf', format], {
        encoding: 'latin1',
        maxBuffer: 1e8,
      })
        .split('\n')
        .slice(0, -1);
    expect(state).toBe('done');
    expect(patterns.filter(({ matches }) => matches > 0).length).toBeGreaterThan(1);
    expect(sum('entries')).toBe(find('x\n').length);
    expect(sum('bytes')).toBe(find('%s\n', '-type', 'f').reduce((total, size) => total + Number(size), 0));
  });

  it('is told of patterns that are tried, of a pair and of any folder', async () => {
    const pair = await aPair();
    const draft = { preset: 'none' as const, excludes: ['b'] };
    const tried = [{ pattern: 'b', matches: 1, weight: { entries: 3, bytes: 22 } }];
    const ofPair = only(await pair.engine.leftOut({ pair: 'Office', ...draft }));
    expect(used(ofPair)).toMatchObject(tried);
    expect(ofPair.volumeId).toBeDefined();
    const ofFolder = only(await pair.engine.leftOut({ source: pair.source, ...draft }));
    expect(used(ofFolder)).toMatchObject(tried);
    expect(ofFolder.volumeId).toBeUndefined();
    const below = only(
      await pair.engine.leftOut({
        pair: 'Office',
        source: `${pair.source}/b`,
        preset: 'none',
        excludes: ['*.tmp'],
      }),
    );
    expect(below).toMatchObject({ kept: { entries: 1, bytes: 20 } });
    expect(await pair.engine.pairs.get('Office')).toMatchObject({ filters: { excludes: EXCLUDES } });
    await expect(pair.engine.leftOut({ ...draft, pair: 'Office', excludes: ['*'] })).rejects.toThrow(
      'pair.invalid',
    );
    await expect(pair.engine.leftOut(draft)).rejects.toThrow('pair.invalid');
  });

  it('grows while it is looked for, and can be called off', async () => {
    const pair = await aPair();
    const states: string[] = [];
    const stop = new AbortController();
    await pair.engine.leftOut('Office', { onProgress: (report) => states.push(only(report).state) });
    expect([...new Set(states)]).toEqual(['looking', 'weighing', 'done']);
    const cancelled = pair.engine.leftOut('Office', { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(cancelled).rejects.toMatchObject({ problem: { code: 'run.cancelled' } });
    expect(readdirSync(`${pair.home}/tmp`)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('says what could not be read', async () => {
    const pair = await aPair();
    chmodSync(`${pair.source}/b`, 0);
    const source = only(await pair.engine.leftOut('Office'));
    chmodSync(`${pair.source}/b`, 0o755);
    expect(source).toMatchObject({ state: 'done', problem: { code: 'rsync.partial' } });
  });

  it('fails, and says where, when the source is not there', async () => {
    const pair = await aPair();
    const source = only(
      await pair.engine.leftOut({ source: '/nowhere/at all', preset: 'none', excludes: [] }),
    );
    expect(source).toMatchObject({
      state: 'failed',
      problem: { code: 'rsync.io', details: { side: 'primary', path: '/nowhere/at all' } },
    });
    expect(pair.home).not.toBe('');
  });

  it.each([
    ['apple-openrsync', '2.6.9'],
    ['apple-2.6.9', '2.6.9'],
    ['gnu', '3.0.9'],
  ] as const)('cannot be told by %s %s, and nothing is started', async (flavour, version) => {
    const told: unknown[] = [];
    const looked = { rsync: anRsync({ flavour, version, path: '/no/such/rsync' }) };
    await lookThrough(looked as Parameters<typeof lookThrough>[0], 'a', [], (state, known) =>
      told.push([state, known()]),
    );
    expect(told).toEqual([['untold', { rsync: { flavour, version } }]]);
  });
});
