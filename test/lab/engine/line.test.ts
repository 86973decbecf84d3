import { randomFillSync } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PARTIAL_DIR_NAME } from '../../../engine/model/volume.ts';
import { eventually } from '../../helpers/eventually.ts';
import { describeInLab } from '../describe-in-lab.ts';
import { startStallProxy, type StallProxy } from '../stall-proxy.ts';
import { CliPair } from './cli-pair.ts';
import { endpointOf, EnginePair, once } from './engine-pair.ts';
import { engineLabForSuite, ours } from './engine-lab.ts';

const BIG = 24_000_000;
const PATIENCE = { connectSeconds: 2, answerSeconds: 5, silenceSeconds: 3 };

describeInLab('a line', () => {
  const lab = engineLabForSuite();

  async function proxied(): Promise<StallProxy> {
    const { standby, runnerAddress } = lab();
    const target = { host: standby.address, port: standby.sshPort };
    const proxy = await startStallProxy({ target, listenHost: runnerAddress });
    onTestFinished(() => proxy.close());
    return proxy;
  }

  /** Over a proxy that carries 8 MB a second, so that there is a middle of a copy. */
  async function slowPair({ attempts = 6 }): Promise<{ pair: EnginePair; proxy: StallProxy }> {
    const proxy = await proxied();
    proxy.limit(8_000_000);
    const pair = await EnginePair.create(lab(), {
      patience: PATIENCE,
      backoff: { attempts, firstDelayMs: 100, longestDelayMs: 200 },
      standby: endpointOf(lab(), lab().standby, proxy),
    });
    return { pair, proxy };
  }

  it('cut in mid-copy and up again costs one more try, which goes on where the first ended', async () => {
    const proxy = await proxied();
    const pair = await CliPair.create(lab(), { through: proxy });
    writeFileSync(`${pair.disks.source}/small`, 'small');
    await pair.sync();
    const before = pair.disks.standbyNow();
    bigFile(pair.disks.source);
    const sent = proxy.bytes.up;
    proxy.afterBytes('up', BIG * 0.75, () => proxy.cut());
    const run = pair.start();
    expect(await run.ended).toMatchObject({ status: 0, finished: { outcome: 'succeeded', problems: [] } });
    expect(run.events.filter(({ type }) => type === 'run.retrying')).toHaveLength(1);
    expect(proxy.bytes.up - sent).toBeGreaterThan(BIG * 0.75);
    expect(proxy.bytes.up - sent).toBeLessThan(BIG * 1.5);
    expect(pair.disks.losses(before)).toEqual([]);
    expect(pair.disks.differences()).toEqual([]);
  });

  it('unplugged in mid-copy is noticed by its silence, and the copy goes on when it is back', async () => {
    const { standby } = lab();
    const { pair, proxy } = await slowPair({});
    onTestFinished(() => standby.linkUp());
    bigFile(pair.disks.source);
    proxy.afterBytes('up', 8_000_000, () => void standby.linkDown());
    const record = await pair.sync(once(isRetrying, () => void standby.linkUp()));
    expect(record).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(pair.events.some(({ type }) => type === 'run.retrying')).toBe(true);
    expect(pair.disks.differences()).toEqual([]);
  });

  it('that stays down ends the run in bounded time, saying so', async () => {
    const { standby } = lab();
    const { pair, proxy } = await slowPair({ attempts: 3 });
    onTestFinished(() => standby.linkUp());
    writeFileSync(`${pair.disks.source}/small`, 'small');
    await pair.sync();
    const before = pair.disks.standbyNow();
    bigFile(pair.disks.source);
    proxy.afterBytes('up', 8_000_000, () => void standby.linkDown());
    const startedAt = performance.now();
    const record = await pair.sync();
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    expect(record).toMatchObject({ outcome: 'failed', recoveryPoint: undefined });
    expect(['rsync.connection-lost', 'rsync.timeout']).toContain(record.problems[0]?.code);
    expect(record.problems).toHaveLength(1);
    expect(pair.disks.losses(before)).toEqual([]);
    const unreached = await pair.sync();
    expect(unreached).toMatchObject({
      outcome: 'failed',
      problems: [{ retry: 'transient', details: { side: 'standby' } }],
    });
    expect(['endpoint.unreachable', 'endpoint.timeout']).toContain(unreached.problems[0]?.code);
    await standby.linkUp();
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(pair.disks.differences()).toEqual([]);
  });

  it('is no use to a run that is cancelled: it ends at once, on both machines, and the next one goes on', async () => {
    const { primary, standby } = lab();
    const proxy = await proxied();
    const pair = await CliPair.create(lab(), { through: proxy });
    writeFileSync(`${pair.disks.source}/small`, 'small');
    await pair.sync();
    const before = pair.disks.standbyNow();
    bigFile(pair.disks.source);
    const sent = proxy.bytes.up;
    proxy.afterBytes('up', 10_000_000, () => proxy.limit(400_000));
    const run = pair.start();
    await eventually(() => proxy.bytes.up - sent > 10_300_000, { timeoutMs: 60_000 });
    expect([ours(primary).length > 2, ours(standby).length > 1]).toEqual([true, true]);
    const askedAt = performance.now();
    await primary.signal(run.process, 'SIGINT');
    expect(await run.ended).toMatchObject({ status: 130, finished: { outcome: 'cancelled', problems: [] } });
    expect(performance.now() - askedAt).toBeLessThan(7000);
    expect(ours(primary)).toEqual([]);
    await eventually(() => ours(standby).length === 0);
    expect(existsSync(`${pair.disks.destination}/big`)).toBe(false);
    expect(readdirSync(join(pair.disks.destination, PARTIAL_DIR_NAME))).toEqual(['big']);
    expect(pair.disks.losses(before)).toEqual([]);
    proxy.pass();
    const resumedAt = proxy.bytes.up;
    expect(await pair.sync()).toMatchObject({ status: 0 });
    expect(proxy.bytes.up - resumedAt).toBeLessThan(BIG * 0.75);
    expect(pair.disks.differences()).toEqual([]);
  });

  it('to a standby that loses its power in mid-copy is silent; the next run mends what it left', async () => {
    const { standby } = lab();
    const { pair, proxy } = await slowPair({ attempts: 2 });
    onTestFinished(async () => {
      if (!standby.isUp) await standby.restart();
    });
    for (let i = 0; i < 300; i++) writeFileSync(`${pair.disks.source}/${i}`, `first ${i}`);
    await pair.sync();
    const before = pair.disks.standbyNow();
    for (let i = 0; i < 300; i++) writeFileSync(`${pair.disks.source}/${i}`, `second ${i}`);
    bigFile(pair.disks.source);
    let killed: Promise<void> | undefined;
    proxy.afterBytes('up', 8_000_000, () => {
      killed = standby.kill();
    });
    const record = await pair.sync();
    await killed;
    expect(killed).toBeDefined();
    expect(record).toMatchObject({ outcome: 'failed', recoveryPoint: undefined });
    expect(pair.disks.losses(before)).toEqual([]);
    await standby.restart();
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(pair.disks.differences()).toEqual([]);
  });

  it('to a machine with another host key is not used, until a person pins the new key', async () => {
    const { standby } = lab();
    const pair = await CliPair.create(lab());
    writeFileSync(`${pair.disks.source}/a`, 'a');
    await pair.sync();
    const before = pair.disks.standbyNow();
    writeFileSync(`${pair.disks.source}/b`, 'b');
    await standby.replaceHostKey();
    expect(await pair.sync()).toMatchObject({
      status: 4,
      finished: {
        outcome: 'refused',
        problems: [{ code: 'endpoint.host-key-changed', details: { side: 'standby' } }],
      },
    });
    expect(await pair.run('check', 'office')).toMatchObject({ status: 1 });
    expect(pair.disks.losses(before)).toEqual([]);
    expect(existsSync(`${pair.disks.destination}/b`)).toBe(false);
    // As the message tells a person to, who has compared the fingerprints.
    expect(await pair.run('pair', 'remove', 'office')).toMatchObject({ status: 0 });
    await pair.add();
    expect(await pair.run('check', 'office', '--accept-volumes')).toMatchObject({ status: 0 });
    expect(await pair.sync()).toMatchObject({ status: 0 });
    expect(pair.disks.differences()).toEqual([]);
  });

  it('on which the standby answers nothing is given up in bounded time', async () => {
    const proxy = await proxied();
    const pair = await EnginePair.create(lab(), {
      patience: PATIENCE,
      standby: endpointOf(lab(), lab().standby, proxy),
    });
    writeFileSync(`${pair.disks.source}/a`, 'a');
    proxy.stall();
    const startedAt = performance.now();
    expect(await pair.sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ code: 'endpoint.timeout', retry: 'transient', details: { side: 'standby' } }],
    });
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect(readdirSync(pair.disks.destination)).toEqual([]);
    proxy.pass();
    expect(await pair.sync()).toMatchObject({ problems: [], outcome: 'succeeded' });
    expect(pair.disks.differences()).toEqual([]);
  });
});

function bigFile(folder: string): void {
  writeFileSync(`${folder}/big`, randomFillSync(Buffer.alloc(BIG)));
}

function isRetrying({ type }: { readonly type: string }): boolean {
  return type === 'run.retrying';
}
