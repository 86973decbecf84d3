import { randomFillSync } from 'node:crypto';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../helpers/eventually.ts';
import { describeInLab } from '../describe-in-lab.ts';
import { startStallProxy, type StallProxy } from '../stall-proxy.ts';
import { CliPair } from './cli-pair.ts';
import { engineLabForSuite, ours } from './engine-lab.ts';

describeInLab('a run', () => {
  const lab = engineLabForSuite();
  /** The way to the standby, which can be made slow. */
  const standbyProxy = async (): Promise<StallProxy> => {
    const { standby, runnerAddress } = lab();
    const target = { host: standby.address, port: standby.sshPort };
    const proxy = await startStallProxy({ target, listenHost: runnerAddress });
    onTestFinished(() => proxy.close());
    return proxy;
  };

  it('that would delete half of 2,000 files is held, and does it when just that is approved', async () => {
    const pair = await CliPair.create(lab(), { add: ['--max-delete', '10%'] });
    const { source } = pair.disks;
    for (let i = 0; i < 2000; i++) writeFileSync(`${source}/file ${i}`, '');
    await pair.sync();
    const before = pair.disks.standbyNow();
    for (let i = 0; i < 1000; i++) rmSync(`${source}/file ${i}`);
    const held = await pair.sync();
    expect(held).toMatchObject({
      status: 4,
      finished: { outcome: 'held', holds: [{ reason: 'deletes', count: 1000, limit: 200 }] },
    });
    const planId = held.finished?.planId ?? '';
    writeFileSync(`${source}/one more`, 'x');
    const changed = await pair.sync('--approve', planId);
    expect(changed).toMatchObject({
      status: 4,
      finished: { outcome: 'refused', refusals: [{ reason: 'plan.changed' }] },
    });
    expect(pair.disks.standbyNow()).toEqual(before);
    const done = await pair.sync('--approve', changed.finished?.planId ?? '');
    expect(done).toMatchObject({ status: 0, finished: { totals: { deleted: 1000, created: 1 } } });
    expect(pair.disks.differences()).toEqual([]);
  });

  it('of a pair that is being run says that it is busy, and the other one ends well', async () => {
    const proxy = await standbyProxy();
    const pair = await CliPair.create(lab(), { through: proxy });
    writeFileSync(`${pair.disks.source}/file`, randomFillSync(Buffer.alloc(8_000_000)));
    // None is over before all have begun.
    proxy.afterBytes('up', 1_000_000, () => proxy.limit(1_000_000));
    const results = await Promise.all([pair.sync(), pair.sync(), pair.sync()]);
    expect(results.map(({ status }) => status).toSorted()).toEqual([0, 6, 6]);
    const problems = results.flatMap(({ finished }) => finished?.problems ?? []);
    expect(problems.map(({ code }) => code)).toEqual(['pair.busy', 'pair.busy']);
    expect(pair.disks.differences()).toEqual([]);
  });

  it('that was killed leaves its lock to the next one at once, and nothing that goes on writing', async () => {
    const { primary, standby } = lab();
    const proxy = await standbyProxy();
    const pair = await CliPair.create(lab(), { through: proxy });
    writeFileSync(`${pair.disks.source}/small`, 'small');
    await pair.sync();
    const before = pair.disks.standbyNow();
    writeFileSync(`${pair.disks.source}/big`, randomFillSync(Buffer.alloc(20_000_000)));
    const sent = proxy.bytes.up;
    proxy.afterBytes('up', 5_000_000, () => proxy.limit(1_000_000));
    const first = pair.start();
    await eventually(() => proxy.bytes.up - sent > 6_000_000, { timeoutMs: 120_000 });
    // They would write on for a quarter of a minute, and those that tell of their progress end when nobody hears that.
    const orphans = rsyncs(primary);
    expect(orphans.length).toBeGreaterThan(0);
    await primary.signal(first.process, 'SIGKILL');
    await first.ended;
    const next = pair.start();
    await next.reaches(
      ({ type, phase }: { type: string; phase?: string }) => type === 'run.phase' && phase === 'comparing',
    );
    expect(rsyncs(primary).filter((pid) => orphans.includes(pid))).toEqual([]);
    expect(next.events.some(({ type }) => type === 'run.started')).toBe(true);
    expect(pair.disks.losses(before)).toEqual([]);
    proxy.pass();
    expect(await next.ended).toMatchObject({ status: 0 });
    expect(pair.disks.differences()).toEqual([]);
    await eventually(() => ours(primary).length + ours(standby).length === 0);
  });

  it('that cannot read a folder is partial, names it, and deletes not one thing', async () => {
    const { primary, standby } = lab();
    // An administrator who is not root, on both sides.
    await primary.exec(
      'install -d -o admin -m 700 /home/admin/.ssh; install -o admin -m 600 ~/.ssh/id_ed25519 /home/admin/.ssh',
    );
    const key = (await primary.exec(['ssh-keygen', '-y', '-f', '/root/.ssh/id_ed25519'])).stdout;
    await standby.authorize(key, 'admin');
    const pair = await CliPair.create(lab(), { user: 'admin' });
    const { source, destination } = pair.disks;
    const asAdmin = (...words: string[]): Promise<unknown> => primary.exec(words, { user: 'admin' });
    await primary.exec(['chown', 'admin:', pair.disks.primaryDisk.mountPoint]);
    await standby.exec(['chown', 'admin:', pair.disks.standbyDisk.mountPoint]);
    const inside = pair.disks.primaryDisk.mountPoint;
    await asAdmin(
      'bash',
      '-c',
      `cd '${inside}'; mkdir secret; touch secret/kept a b c gone; echo 1 > changed`,
    );
    expect(await pair.sync()).toMatchObject({ status: 0 });
    const before = pair.disks.standbyNow();
    await primary.exec(['chown', 'root:', `${inside}/secret`]);
    chmodSync(`${source}/secret`, 0o700);
    await asAdmin('bash', '-c', `cd '${inside}'; rm gone; echo 22 > changed; touch new`);
    const partial = await pair.sync();
    expect(partial).toMatchObject({
      status: 3,
      finished: { outcome: 'partial', totals: { deleted: 0, created: 1 } },
    });
    expect(partial.finished?.recoveryPoint).toBeUndefined();
    const again = await pair.sync();
    const files = again.finished?.problems.flatMap(({ details }) => details.files ?? []) ?? [];
    expect(again).toMatchObject({ status: 3, finished: { totals: { deleted: 0 } } });
    expect(files.some((file) => file.includes('secret'))).toBe(true);
    expect(existsSync(`${destination}/gone`)).toBe(true);
    expect([...before.keys()].filter((path) => !pair.disks.standbyNow().has(path))).toEqual([]);
    expect(pair.disks.losses(before)).toEqual([]);
    await primary.exec(['chown', 'admin:', `${inside}/secret`]);
    expect(await pair.sync()).toMatchObject({ status: 0, finished: { totals: { deleted: 1 } } });
    expect(pair.disks.differences()).toEqual([]);
  });

  function rsyncs(host: { processes(): { name: string; pid: number }[] }): number[] {
    return host
      .processes()
      .filter(({ name }) => name === 'rsync')
      .map(({ pid }) => pid);
  }
});
