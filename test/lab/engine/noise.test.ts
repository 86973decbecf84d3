import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { itLong } from '../../helpers/long.ts';
import { describeInLab } from '../describe-in-lab.ts';
import { CliPair, type CliRun } from './cli-pair.ts';
import { EnginePair } from './engine-pair.ts';
import { engineLabForSuite } from './engine-lab.ts';

const MOST_MEMORY_KB = 400_000;

describeInLab('a standby whose login', () => {
  const lab = engineLabForSuite();

  /** What bash reads before it does what ssh asks for. */
  function login(script: string): void {
    const file = lab().standby.path('/root/.bashrc');
    writeFileSync(file, `${script}\n`);
    onTestFinished(() => rmSync(file, { force: true }));
  }

  /** The most memory that the app had at once, in kB. */
  async function peakOf(run: CliRun, home: string): Promise<number> {
    let peak = 0;
    while (run.process.isRunning) {
      const app = lab()
        .primary.processes()
        .find(({ argv }) => argv[0] === process.execPath && argv.includes(home));
      // VmHWM:	   89012 kB
      if (app !== undefined) peak = Math.max(peak, memoryOf(app.pid));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return peak;
  }

  it.each([
    ['greets on standard error', 'echo "Welcome to $HOSTNAME" >&2; echo "rsync: it is Monday (23)" >&2'],
    ['sets another locale, umask and directory', 'export LC_ALL=de_DE.UTF-8; umask 077; cd /tmp; set -u'],
  ])('%s, does no harm', async (_what, script) => {
    const pair = await CliPair.create(lab());
    writeFileSync(`${pair.disks.source}/a`, 'a');
    login(script);
    expect(await pair.sync()).toMatchObject({ status: 0, finished: { problems: [] } });
    writeFileSync(`${pair.disks.source}/b`, 'b');
    rmSync(`${pair.disks.source}/a`);
    expect(await pair.sync()).toMatchObject({
      status: 0,
      finished: { problems: [], totals: { deleted: 1 } },
    });
    expect(pair.disks.differences()).toEqual([]);
  });

  const isOneProblem = async (_what: string, script: string): Promise<void> => {
    const pair = await CliPair.create(lab());
    writeFileSync(`${pair.disks.source}/a`, 'a');
    expect(await pair.sync()).toMatchObject({ status: 0 });
    const before = pair.disks.standbyNow();
    writeFileSync(`${pair.disks.source}/b`, 'b');
    rmSync(`${pair.disks.source}/a`);
    login(script);
    const startedAt = performance.now();
    const run = pair.start();
    const peak = await peakOf(run, pair.home);
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    const ended = await run.ended;
    expect(ended).toMatchObject({
      status: 1,
      finished: { outcome: 'failed', problems: [{ code: 'endpoint.garbled' }] },
    });
    expect(ended.finished?.problems).toHaveLength(1);
    expect(peak).toBeGreaterThan(20_000);
    expect(peak).toBeLessThan(MOST_MEMORY_KB);
    expect(pair.disks.standbyNow()).toEqual(before);
    login('');
    expect(await pair.sync()).toMatchObject({ status: 0 });
    expect(pair.disks.differences()).toEqual([]);
  };
  it.each([
    ['prints bytes that are no text', 'head -c 5000 /dev/urandom'],
    ['prints 100 MB on standard error', 'yes "Have a nice day" | head -c 100000000 >&2'],
    ['prints without end', 'exec yes'],
    ['ends with a failure', 'exit 255'],
  ])('%s, is one clear problem', isOneProblem);
  itLong.each([
    ['greets on standard output', 'echo Welcome'],
    ['prints 100 MB', 'yes "Have a nice day" | head -c 100000000'],
    ['ends at once', 'exit 0'],
  ])('%s, is one clear problem', isOneProblem);

  it('says nothing and does not end, is given up in bounded time', async () => {
    const patience = { connectSeconds: 2, answerSeconds: 3, silenceSeconds: 3 };
    const pair = await EnginePair.create(lab(), { patience });
    writeFileSync(`${pair.disks.source}/a`, 'a');
    await pair.sync();
    const before = pair.disks.standbyNow();
    writeFileSync(`${pair.disks.source}/b`, 'b');
    login('exec sleep 50');
    const startedAt = performance.now();
    expect(await pair.sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ code: 'endpoint.timeout', details: { side: 'standby' } }],
    });
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect(pair.disks.standbyNow()).toEqual(before);
    login('');
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(pair.disks.differences()).toEqual([]);
  });
});

function memoryOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
