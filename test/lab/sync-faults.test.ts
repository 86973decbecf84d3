import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { RunEvent } from '../../engine/api/events.ts';
import { eventually } from '../helpers/eventually.ts';
import { makeTree } from '../helpers/make-tree.ts';
import { Cloning } from './cloning.ts';
import { describeInLab, labForSuite } from './describe-in-lab.ts';

function isCopying(event: RunEvent): boolean {
  return event.type === 'run.progress' && event.phase === 'copying';
}

/** Does something at the first such event, once. */
function once(when: (event: RunEvent) => boolean, act: () => void): (event: RunEvent) => void {
  let isDone = false;
  return (event) => {
    if (isDone || !when(event)) return;
    isDone = true;
    act();
  };
}

/** Files that cannot be told from the outside; each of so many bytes. */
function fill(folder: string, count: number, bytes: number): void {
  for (let i = 0; i < count; i++) writeFileSync(`${folder}/file ${i}`, Buffer.alloc(bytes, `content ${i} `));
}

describeInLab('a sync between two machines', () => {
  const lab = labForSuite();

  it('clones everything, and then the differences', async () => {
    const cloning = await Cloning.between(lab(), { sizeMb: 160 });
    await makeTree(cloning.source.path, { plainFiles: 500 });
    expect(await cloning.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(cloning.differences()).toEqual([]);
    for (let i = 0; i < 10; i++) writeFileSync(`${cloning.source.path}/new ${i}`, `${i}`);
    rmSync(`${cloning.source.path}/simple.txt`);
    expect(await cloning.sync()).toMatchObject({ outcome: 'succeeded', totals: { created: 10, deleted: 1 } });
    expect(cloning.differences()).toEqual([]);
  });

  it('is driven by the primary without a key or a folder of ours left on it', async () => {
    const { primary, standby } = lab();
    const cloning = await Cloning.between(lab(), { sizeMb: 160, driver: 'primary' });
    await makeTree(cloning.source.path, { plainFiles: 300 });
    const before = await primary.exec(
      'ls -A /tmp /root/.ssh; cat /root/.ssh/known_hosts 2>/dev/null || true',
    );
    let seen: string[] = [];
    const record = await cloning.sync(
      once(isCopying, () => {
        seen = primary.processes().map(({ argv }) => argv.join(' '));
      }),
    );
    expect(record).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(cloning.differences()).toEqual([]);
    expect(seen.some((argv) => argv.includes('rsync'))).toBe(true);
    const after = await primary.exec('ls -A /tmp /root/.ssh; cat /root/.ssh/known_hosts 2>/dev/null || true');
    expect(after.stdout).toBe(before.stdout);
    await eventually(() =>
      [primary, standby].every(
        (host) => !host.processes().some(({ argv }) => argv.join(' ').includes('rsync')),
      ),
    );
  });

  it('goes on when the cable is out for a moment', async () => {
    const { standby } = lab();
    const cloning = await Cloning.between(lab());
    fill(cloning.source.path, 40, 1_000_000);
    let back: Promise<void> | undefined;
    const record = await cloning.sync(
      once(isCopying, () => {
        back = standby.linkDown().then(() => standby.linkUp());
      }),
    );
    await back;
    expect(back).toBeDefined();
    expect(record).toMatchObject({ outcome: 'succeeded' });
    expect(cloning.differences()).toEqual([]);
  });

  it('is tried again and resumed when the sessions of the standby are killed', async () => {
    const { standby } = lab();
    const cloning = await Cloning.between(lab());
    fill(cloning.source.path, 30, 1_000_000);
    const record = await cloning.sync(once(isCopying, () => void standby.killSshdSessions()));
    expect(record).toMatchObject({ outcome: 'succeeded' });
    expect(cloning.events.some(({ type }) => type === 'run.retrying')).toBe(true);
    expect(cloning.differences()).toEqual([]);
  });

  it('survives the death of the standby, and the next run repairs', async () => {
    const { standby } = lab();
    const cloning = await Cloning.between(lab());
    fill(cloning.source.path, 30, 1_000_000);
    const stop = new AbortController();
    const cancelled = await cloning.sync(
      once(isCopying, () => {
        void standby.kill().then(() => stop.abort());
      }),
      stop.signal,
    );
    expect(cancelled).toMatchObject({ outcome: 'cancelled', recoveryPoint: undefined });
    const unreachable = await cloning.sync();
    expect(unreachable.outcome).toBe('failed');
    expect(unreachable.problems[0]?.code).toMatch(/^endpoint\.(unreachable|timeout)$/);
    await standby.restart();
    expect(await cloning.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(cloning.differences()).toEqual([]);
  });

  it('is refused when the standby has no room, before anything is written', async () => {
    const cloning = await Cloning.between(lab(), { sizeMb: 64, standbySizeMb: 16 });
    fill(cloning.source.path, 30, 1_000_000);
    expect(await cloning.sync()).toMatchObject({
      outcome: 'refused',
      refusals: [{ reason: 'destination.no-space' }],
    });
    expect(readdirSync(cloning.destination.path)).toEqual([]);
  });

  it('leaves the old version whole when the disk fills up under it, and finishes when there is room', async () => {
    const cloning = await Cloning.between(lab(), { sizeMb: 64 });
    writeFileSync(`${cloning.source.path}/precious`, Buffer.alloc(5_000_000, 'old '));
    await cloning.sync();
    writeFileSync(`${cloning.source.path}/precious`, Buffer.alloc(20_000_000, 'new '));
    fill(cloning.source.path, 5, 1_000_000);
    let free: Promise<() => Promise<void>> | undefined;
    const planned = (event: RunEvent): boolean => event.type === 'run.planned';
    const full = await cloning.sync(
      once(planned, () => {
        free = cloning.destination.fill(3_000_000);
        execFileSync('sync');
      }),
    );
    const release = await free;
    expect(full.outcome).not.toBe('succeeded');
    expect(full.recoveryPoint).toBeUndefined();
    const kept = readFileSync(`${cloning.destination.path}/precious`);
    expect([kept.length, kept.subarray(0, 4).toString()]).toSatisfy(
      ([length, start]: [number, string]) =>
        (length === 5_000_000 && start === 'old ') || (length === 20_000_000 && start === 'new '),
    );
    await release?.();
    expect(await cloning.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(cloning.differences()).toEqual([]);
  });

  it('is refused when the source is not mounted', async () => {
    const cloning = await Cloning.between(lab());
    fill(cloning.source.path, 5, 1000);
    await cloning.sync();
    await cloning.source.unmount();
    expect(await cloning.sync()).toMatchObject({
      outcome: 'refused',
      refusals: [{ reason: 'source.not-mounted' }],
    });
    expect(readdirSync(cloning.destination.path)).toContain('file 0');
    await cloning.source.mount();
    expect(await cloning.sync()).toMatchObject({ outcome: 'succeeded' });
  });

  it('deletes nothing when the source goes away under it', async () => {
    const cloning = await Cloning.between(lab());
    fill(cloning.source.path, 20, 1000);
    await cloning.sync();
    rmSync(`${cloning.source.path}/file 1`);
    writeFileSync(`${cloning.source.path}/more`, 'more');
    let gone: Promise<void> | undefined;
    const record = await cloning.sync(
      once(
        (event) => event.type === 'run.planned',
        () => {
          execFileSync('umount', ['-l', cloning.source.path]);
          gone = Promise.resolve();
        },
      ),
    );
    await gone;
    expect(record.outcome).not.toBe('succeeded');
    expect(record.recoveryPoint).toBeUndefined();
    expect(readdirSync(cloning.destination.path)).toContain('file 0');
    await cloning.source.mount();
    expect(await cloning.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(cloning.differences()).toEqual([]);
  });

  it('writes nothing into the empty mount point of a standby whose disk went away after the plan', async () => {
    const cloning = await Cloning.between(lab());
    fill(cloning.source.path, 20, 1000);
    await cloning.sync();
    writeFileSync(`${cloning.source.path}/more`, 'more');
    const record = await cloning.sync(
      once(
        (event) => event.type === 'run.planned',
        () => execFileSync('umount', ['-l', cloning.destination.path]),
      ),
    );
    expect(record).toMatchObject({ outcome: 'failed', problems: [{ code: 'volume.gone-during-run' }] });
    expect(readdirSync(cloning.destination.path)).toEqual([]);
    expect(await cloning.sync()).toMatchObject({
      outcome: 'refused',
      refusals: [{ reason: 'destination.not-mounted' }],
    });
    expect(readdirSync(cloning.destination.path)).toEqual([]);
    await cloning.destination.mount();
    expect(await cloning.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(cloning.differences()).toEqual([]);
  });

  it('leaves no rsync on either machine when it is cancelled, and no half file under its name', async () => {
    const { standby } = lab();
    const cloning = await Cloning.between(lab());
    mkdirSync(`${cloning.source.path}/folder`);
    writeFileSync(`${cloning.source.path}/folder/large`, Buffer.alloc(50_000_000, 'large '));
    const stop = new AbortController();
    const copying = (event: RunEvent): boolean => event.type === 'run.phase' && event.phase === 'copying';
    const record = await cloning.sync(
      once(copying, () => {
        void eventually(() => existsSync(`${cloning.destination.path}/folder`)).then(() => stop.abort());
      }),
      stop.signal,
    );
    // A quick machine may have been done before it heard.
    if (record.outcome !== 'succeeded') {
      expect(record.outcome).toBe('cancelled');
      expect(existsSync(`${cloning.destination.path}/folder/large`)).toBe(false);
    }
    await eventually(() => !standby.processes().some(({ argv }) => argv.join(' ').includes('rsync')));
    expect(await cloning.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(cloning.differences()).toEqual([]);
  });
});
