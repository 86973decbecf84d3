import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { atomicWrite } from '../../../engine/store/atomic-write.ts';
import { openConfig } from '../../../engine/store/config-store.ts';
import { openHistory } from '../../../engine/store/history.ts';
import { ListWriter } from '../../../engine/store/list-writer.ts';
import { aConfig, aPair } from '../../unit/store/pair-builder.ts';
import { aChange, aFinishedRun, aRun, OWNER, PORTS, runIdAt } from '../../unit/store/run-builder.ts';
import { collect, tempHome } from '../../unit/store/temp-home.ts';
import { bundleChild } from '../../helpers/bundle-child.ts';
import { Child } from './child.ts';

const ports = { ...PORTS, owner: OWNER };
let disk = '';
let whyNot: string | undefined;

/** A disk of one megabyte. */
beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'warmspare-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', disk], { stdio: 'pipe' });
  } catch (error) {
    whyNot = `no tmpfs can be mounted here: ${String(error).slice(0, 200)}`;
  }
});

afterAll(async () => {
  if (whyNot === undefined) execFileSync('umount', [disk]);
  await rmdir(disk);
});

beforeEach(async (context: TestContext) => {
  if (whyNot !== undefined) return context.skip(whyNot);
  for (const name of await readdir(disk)) await rm(join(disk, name), { recursive: true });
});

async function fill(): Promise<void> {
  await writeFile(join(disk, 'filler'), Buffer.alloc(1 << 20)).catch(() => undefined);
}

async function readOnly(work: () => Promise<void>): Promise<void> {
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  try {
    await work();
  } finally {
    execFileSync('mount', ['-o', 'remount,rw', disk]);
  }
}

describe('on a full disk', () => {
  it('the old file stands and no temporary one is left', async () => {
    await atomicWrite(join(disk, 'a'), 'old');
    await fill();
    await expect(atomicWrite(join(disk, 'a'), Buffer.alloc(100_000))).rejects.toMatchObject({
      code: 'ENOSPC',
    });
    expect((await readdir(disk)).sort()).toEqual(['a', 'filler']);
    expect(await readFile(join(disk, 'a'), 'utf8')).toEqual('old');
  });

  it('the configuration is said to be unwritable and stays', async () => {
    const config = openConfig(disk, ports);
    await config.update(() => aConfig(aPair()));
    await fill();
    const many = Array.from({ length: 100 }, () => aPair({ name: 'Other' }));
    const error: unknown = await config.update(() => aConfig(...many)).catch((reason: unknown) => reason);
    const details = { path: join(disk, 'config.json'), text: expect.stringContaining('ENOSPC') };
    expect(error).toMatchObject({ problem: { code: 'config.unwritable', details } });
    expect(await config.read()).toEqual(aConfig(aPair()));
    expect((await readdir(disk)).sort()).toEqual(['config.json', 'filler', 'locks']);
    await rm(join(disk, 'filler'));
    expect(await config.update(() => aConfig())).toEqual(aConfig());
  });

  it('a run goes on without its history, which says so once there is room', async () => {
    // Room to be made again: whether the log took any of the disk before the changes filled it is a race.
    await writeFile(join(disk, 'room'), Buffer.alloc(1 << 16));
    const history = openHistory(disk, PORTS);
    const writer = history.begin(aRun());
    for (let i = 0; i < 20_000; i++) {
      writer.change(aChange(i));
      writer.output('output\n');
      if (i % 1000 === 0) await writer.ready();
    }
    await writer.ready();
    expect(writer.failure).toMatchObject({
      code: 'history.unwritable',
      details: { text: expect.stringContaining('ENOSPC') },
    });
    await fill();
    await writer.update({ phases: { copying: 1 } });
    const changes = await collect(history.changes(runIdAt(0)));
    expect(changes.length).toBeGreaterThan(1000);
    expect(changes).toEqual(changes.map((_, number) => aChange(number)));
    await rm(join(disk, 'room'));
    await writer.finish(aFinishedRun());
    expect(await history.get('last')).toStrictEqual(
      aFinishedRun({ problems: writer.failure === undefined ? [] : [writer.failure] }),
    );
  });

  it('a history that never had room throws nothing', async () => {
    await fill();
    const writer = openHistory(disk, PORTS).begin(aRun());
    writer.change(aChange(0));
    await writer.finish(aFinishedRun());
    expect(writer.failure).toMatchObject({ code: 'history.unwritable' });
  });

  it('a list that did not fit is not passed on', async () => {
    const list = await ListWriter.open(join(disk, 'list'));
    for (let i = 0; i < 30_000; i++) {
      list.add(`a/path/that/is/of/a/usual/length/${String(i)}`);
      if (i % 1000 === 0) await list.ready();
    }
    await expect(list.close()).rejects.toMatchObject({
      problem: { code: 'config.unwritable', details: { path: join(disk, 'list') } },
    });
  });
});

describe('on a disk that is read-only', () => {
  it('nothing is changed, and all of it is said', async () => {
    await atomicWrite(join(disk, 'config.json'), JSON.stringify(aConfig(aPair())));
    await readOnly(async () => {
      await expect(atomicWrite(join(disk, 'config.json'), 'new')).rejects.toMatchObject({ code: 'EROFS' });
      const config = openConfig(disk, ports);
      const error: unknown = await config.update(() => aConfig()).catch((reason: unknown) => reason);
      const details = { path: join(disk, 'config.json'), text: expect.stringContaining('EROFS') };
      expect(error).toMatchObject({ problem: { code: 'config.unwritable', details } });
      expect(await config.read()).toEqual(aConfig(aPair()));
      const writer = openHistory(disk, PORTS).begin(aRun());
      writer.change(aChange(0));
      await writer.finish(aFinishedRun());
      expect(writer.failure).toMatchObject({
        code: 'history.unwritable',
        details: { text: expect.stringContaining('EROFS') },
      });
    });
  });

  it('history is read all the same', async () => {
    await openHistory(disk, PORTS).begin(aRun()).finish(aFinishedRun());
    await rm(join(disk, 'history', 'index.ndjson'));
    await readOnly(async () => {
      expect(await openHistory(disk, PORTS).list()).toStrictEqual([aFinishedRun()]);
      expect(await openHistory(disk, PORTS).rotate({ maxAgeDays: 0, maxBytes: 0 })).toMatchObject({
        removedRuns: [],
      });
    });
  });
});

it('a data folder of another user is said to be unwritable', async (context) => {
  if (process.getuid?.() !== 0) return context.skip('needs root to be another user');
  const folder = await tempHome();
  const program = await bundleChild(new URL('children/config-child.ts', import.meta.url), folder);
  const home = join(folder, 'home');
  await mkdir(home);
  for (const path of [folder, home, program]) await chmod(path, 0o755);
  const child = new Child(program, [home, 'Name', '1'], { uid: 65534, gid: 65534 });
  expect(await child.next()).toEqual('config.unwritable');
  expect(await readdir(home)).toEqual([]);
});
