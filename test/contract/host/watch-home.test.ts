import { EventEmitter } from 'node:events';
import { appendFile, chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FSWatcher } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HomePart } from '../../../engine/host/home-parts.ts';
import { watchHome, type WatchHomeOptions } from '../../../engine/host/watch-home.ts';
import { eventually } from '../../helpers/eventually.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const NEVER_MS = 2 ** 31 - 1;

interface Watched {
  readonly home: string;
  /** What was told since it was last asked. */
  readonly told: () => HomePart[];
  readonly calls: () => number;
  /** What was to be told so far. */
  readonly expected: Set<HomePart>;
}

async function watched(options: WatchHomeOptions, make = true): Promise<Watched> {
  const home = join(tempDir(), 'data');
  if (make) {
    for (const folder of ['', 'keys', 'history', 'promotions'])
      await mkdir(join(home, folder), { recursive: true });
    await writeFile(join(home, 'config.json'), '{}');
  }
  const parts = new Set<HomePart>();
  let calls = 0;
  const watch = watchHome(
    home,
    (changed) => {
      calls += 1;
      for (const part of changed) parts.add(part);
    },
    options,
  );
  onTestFinished(() => watch.close());
  await watch.ready;
  return {
    home,
    calls: () => calls,
    expected: new Set(),
    told: () => {
      const now = [...parts].sort();
      parts.clear();
      return now;
    },
  };
}

/** Until it was told. A file that is made and then filled may be told twice, so late also what was expected before. */
async function expectTold({ told, expected }: Watched, part: HomePart): Promise<void> {
  expected.add(part);
  const all = new Set<HomePart>();
  await eventually(() => {
    for (const one of told()) all.add(one);
    return all.has(part);
  });
  expect([...all].filter((one) => !expected.has(one))).toEqual([]);
}

async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.tmp`, text);
  await rename(`${path}.tmp`, path);
}

const missing = (): FSWatcher => {
  throw new Error('ENOSPC: System limit for number of file watchers reached');
};
/** One that is there and reports nothing, as of a network disk. */
const silent = (): FSWatcher =>
  Object.assign(new EventEmitter(), { close: () => undefined }) as unknown as FSWatcher;
/** One that breaks as soon as it is there. */
const broken = (): FSWatcher => {
  const watcher = silent();
  queueMicrotask(() => watcher.emit('error', new Error('EMFILE')));
  return watcher;
};

const WAYS: readonly [string, WatchHomeOptions][] = [
  ['by what the system reports alone', { debounceMs: 5, everyMs: NEVER_MS }],
  ['where no watcher can be had', { debounceMs: 5, everyMs: 20, watch: missing }],
  ['where a watcher reports nothing', { debounceMs: 5, everyMs: 20, watch: silent }],
  ['where watchers break', { debounceMs: 5, everyMs: 20, watch: broken }],
];

describe.each(WAYS)('a watch of the data folder %s', (_way, options) => {
  it('tells each part that changes, in place or replaced as a whole', async () => {
    const home = await watched(options);
    const at = (name: string): string => join(home.home, name);
    await replace(at('config.json'), '{"version":1}');
    await expectTold(home, 'config');
    await appendFile(at('known_hosts'), 'spare ssh-ed25519 AAAA\n');
    await expectTold(home, 'known-hosts');
    await writeFile(at('keys/key-0123456789.json'), '{}');
    await expectTold(home, 'keys');
    await replace(at('keys/key-0123456789.json'), '{"state":"active"}');
    await expectTold(home, 'keys');
    await mkdir(at('history/20261123-110203-k3x9'));
    await expectTold(home, 'history');
    await appendFile(at('history/index.ndjson'), '{}\n');
    await expectTold(home, 'history');
    await replace(at('alerts.json'), '{}');
    await expectTold(home, 'alerts');
    await replace(at('promotions/pair-0123456789.json'), '{}');
    await expectTold(home, 'promotions');
    await rm(at('config.json'));
    await expectTold(home, 'config');
  });

  it('says nothing of what is none of these', async () => {
    const home = await watched(options);
    await mkdir(join(home.home, 'tmp'));
    await writeFile(join(home.home, 'tmp', 'list'), '');
    await mkdir(join(home.home, 'locks'));
    await appendFile(join(home.home, 'known_hosts'), '#\n');
    await expectTold(home, 'known-hosts');
  });
});

describe('a watch of the data folder', () => {
  const USUAL: WatchHomeOptions = { debounceMs: 5, everyMs: 50 };

  it('waits for a folder that is not there yet, and for one that comes anew', async () => {
    const home = await watched(USUAL, false);
    const config = join(home.home, 'config.json');
    await mkdir(home.home);
    await writeFile(config, '{}');
    await expectTold(home, 'config');
    await rm(home.home, { recursive: true });
    await expectTold(home, 'config');
    await mkdir(home.home);
    await replace(config, '{}');
    await expectTold(home, 'config');
    await mkdir(join(home.home, 'keys'));
    await writeFile(join(home.home, 'keys', 'key-0123456789'), 'x');
    await expectTold(home, 'keys');
  });

  it('looks ten times less often where all that is there is watched', async () => {
    const looksOf = async (watcher: () => FSWatcher): Promise<number> => {
      let asked = 0;
      const watch = (): FSWatcher => {
        asked += 1;
        return watcher();
      };
      const { home } = await watched({ everyMs: 20, watch }, false);
      await mkdir(home);
      // Each look asks for what has no watcher yet.
      await eventually(() => asked > 0);
      const names = ['keys', 'history'];
      for (const name of names) await mkdir(join(home, name));
      await new Promise((resolve) => setTimeout(resolve, 120));
      return asked;
    };
    expect(await looksOf(missing)).toBeGreaterThan(3);
    // The folder itself; not yet what came to be in it, which nothing reported.
    expect(await looksOf(silent)).toBe(1);
  });

  it('sees a change that leaves size and time as they are', async () => {
    const home = await watched(USUAL);
    await chmod(join(home.home, 'config.json'), 0o600);
    await expectTold(home, 'config');
  });

  it('tells many changes at once', async () => {
    const home = await watched({ debounceMs: 300, everyMs: NEVER_MS });
    for (let i = 0; i < 200; i++) await replace(join(home.home, 'config.json'), String(i));
    await writeFile(join(home.home, 'known_hosts'), '');
    const all = await eventually(() => {
      const parts = home.told();
      return parts.length > 0 && parts;
    });
    expect(all).toContain('config');
    expect(home.calls()).toBeLessThan(20);
  });

  it('tells nothing after its end', async () => {
    const home = join(tempDir(), 'data');
    await mkdir(home);
    let ended = 0;
    let other = 0;
    const watch = watchHome(home, () => (ended += 1), USUAL);
    const beside = watchHome(home, () => (other += 1), USUAL);
    onTestFinished(() => beside.close());
    await Promise.all([watch.ready, beside.ready]);
    watch.close();
    await writeFile(join(home, 'config.json'), '{}');
    await eventually(() => other > 0);
    expect(ended).toBe(0);
  });
});
