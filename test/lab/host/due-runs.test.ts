import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../../helpers/eventually.ts';
import { itLong } from '../../helpers/long.ts';
import { describeInLab } from '../describe-in-lab.ts';
import { engineLabForSuite } from '../engine/engine-lab.ts';
import { ServedPair } from './served-pair.ts';

const SOON_MS = 12_000;

describeInLab('a host on a machine of its own', () => {
  const lab = engineLabForSuite();
  let served: ServedPair;
  beforeEach(async () => {
    served = await ServedPair.create(lab());
    writeFileSync(`${served.pair.disks.source}/letter`, 'Dear Anna');
  });
  afterEach(() => served.stop());

  it('without room on its disk when a run is due says so, forgets nothing, and catches up', async () => {
    const { primary } = lab();
    const { pair } = served;
    await primary.exec(['mv', pair.home, '/root/kept']);
    const disk = await primary.addDisk({ name: 'Data', sizeMb: 16, mountPoint: pair.home });
    await primary.exec(['cp', '-a', '/root/kept/.', pair.home]);
    // Later than it takes to fill the disk, however busy this machine is.
    const dueAt = new Date(Date.now() + 30_000).toISOString();
    await served.dueAt(Date.parse(dueAt));
    const host = await served.serve();
    const free = await disk.fill();
    await host.waitForOutput(/locks\/pair-\S+ cannot be written: ENOSPC/, 60_000);
    await eventually(async () =>
      expect(await served.standing()).toMatchObject({ nextDueAt: dueAt, waits: { for: 'cannot-begin' } }),
    );
    expect((await pair.run('status')).stdout).toContain('since it could not begin, and is tried again');
    expect(await served.runs()).toEqual([]);
    await free();
    const run = await served.ended();
    expect(run).toMatchObject({
      outcome: 'succeeded',
      due: { dueAt, late: { kind: 'waited', for: 'cannot-begin' } },
    });
    expect(pair.disks.differences()).toEqual([]);
    expect(await served.runs()).toHaveLength(1);
  }, 300_000);

  itLong('stopped across a due time, as in a sleep, begins one run when it goes on', async () => {
    const dueAt = Date.now() + SOON_MS;
    await served.dueAt(dueAt);
    const host = await served.serve();
    host.signal('SIGSTOP');
    await eventually(() => Date.now() > dueAt + 3_000, { timeoutMs: 30_000 });
    const wokeAt = Date.now();
    host.signal('SIGCONT');
    const run = await served.ended();
    expect(run).toMatchObject({ outcome: 'succeeded', due: { dueAt: new Date(dueAt).toISOString() } });
    expect(Date.parse(run.startedAt) - wokeAt).toBeLessThan(15_000);
    expect(await served.runs()).toHaveLength(1);
    expect(served.pair.disks.differences()).toEqual([]);
  });

  it('killed in the middle of a due run leaves it to the other, which tries it once more', async () => {
    const { pair } = served;
    const large = `${pair.disks.source}/large`;
    // Holes are sent, and take their time.
    writeFileSync(large, '');
    truncateSync(large, 2 ** 40);
    const dueAt = new Date(Date.now() + SOON_MS).toISOString();
    await served.dueAt(Date.parse(dueAt));
    const first = await served.serve();
    const second = await served.serve();
    await eventually(async () => (await served.runs())[0]?.state === 'running', { timeoutMs: 60_000 });
    first.kill();
    await second.waitForOutput(/"role":"own"/);
    truncateSync(large, 10);
    const run = await served.ended(({ outcome }) => outcome === 'succeeded');
    expect(run).toMatchObject({ due: { dueAt, late: { kind: 'absent', absence: 'interrupted' } } });
    expect((await served.runs()).map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      [],
      ['run.interrupted'],
    ]);
    expect(pair.disks.differences()).toEqual([]);
  });

  itLong('makes its socket anew when somebody takes it away', async () => {
    const host = await served.serve();
    const { socket } = JSON.parse(readFileSync(`${served.home}/host.json`, 'utf8')) as { socket: string };
    await rm(lab().primary.path(socket));
    const other = await eventually(
      async () => {
        const started = await served.serve();
        if (started.stdout.includes('"joined"')) return started;
        started.kill();
        return false;
      },
      { timeoutMs: 60_000, everyMs: 500 },
    );
    expect([host.isRunning, other.isRunning]).toEqual([true, true]);
    expect(await served.pair.sync()).toMatchObject({ status: 0 });
    const owner = JSON.parse(host.stdout.split('\n')[0] ?? '') as { pid: number };
    expect((await served.runs())[0]?.owner.pid).toBe(owner.pid);
  });
});
