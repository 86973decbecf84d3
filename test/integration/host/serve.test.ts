import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectHost, type HostConnection } from '../../../engine/index.ts';
import type { Snapshot } from '../../../engine/api/snapshot.ts';
import { commandLine } from '../../helpers/command-line.ts';
import { eventually } from '../../helpers/eventually.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import {
  runProcess,
  startProcess,
  type ProcessResult,
  type StartedProcess,
} from '../../helpers/run-process.ts';
import { dueSoon } from './due-soon.ts';

const run = (home: string, ...args: string[]): Promise<ProcessResult> =>
  runProcess(commandLine(home, ...args), { okCodes: 'any' });

function serve(home: string): StartedProcess {
  const started = startProcess(commandLine(home, 'serve', '--json'), { timeoutMs: 500_000 });
  onTestFinished(() => started.kill());
  return started;
}

async function connected(home: string): Promise<HostConnection> {
  const connection = await eventually(async () => (await connectHost(home)) ?? false);
  onTestFinished(() => connection.close());
  return connection;
}

const snapshotOf = async (home: string): Promise<Snapshot> => {
  const connection = await connectHost(home);
  if (connection === undefined) throw new Error('no host');
  const snapshot = await connection.ask('snapshot.get', undefined);
  connection.close();
  return snapshot;
};
const rolesOf = ({ stdout }: StartedProcess): unknown[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { role: unknown }).role);

describe('warmspare serve', () => {
  it('ends cleanly, calling off what is under way, and leaves nothing', async () => {
    const pair = await aLongCopy();
    const host = serve(pair.home);
    await connected(pair.home);
    const sync = startProcess(commandLine(pair.home, 'sync', 'Office', '--json'));
    await eventually(() => readdirSync(pair.destination, { recursive: true }).length > 1);
    host.signal('SIGTERM');
    expect(await host.exited).toMatchObject({
      code: 0,
      stderr: 'Ending what is under way. Press Ctrl-C again to stop at once.\n',
    });
    const told = (await sync.exited).stdout.trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(told)).toMatchObject({ type: 'run.finished', outcome: 'cancelled' });
    expect(await connectHost(pair.home)).toBeUndefined();
    expect(await pair.engine.history.list()).toMatchObject([
      { outcome: 'cancelled', owner: { pid: host.pid } },
    ]);
    expect(readdirSync(join(pair.home, 'locks'))).toEqual([]);
  });

  it('started twice is one host, and the other takes its place when that is killed in the middle of a run', async () => {
    const pair = await aLongCopy();
    const first = serve(pair.home);
    await eventually(() => expect(rolesOf(first)).toEqual(['own']));
    const second = serve(pair.home);
    await eventually(() => expect(rolesOf(second)).toEqual(['joined']));
    const sync = startProcess(commandLine(pair.home, 'sync', 'Office', '--json'));
    await eventually(() => readdirSync(pair.destination, { recursive: true }).length > 1);
    first.signal('SIGKILL');
    const { code, stdout } = await sync.exited;
    expect([code, JSON.parse(stdout.trim().split('\n').at(-1) ?? '')]).toMatchObject([
      1,
      { type: 'run.finished', outcome: 'failed', problems: [{ code: 'run.interrupted' }] },
    ]);
    await eventually(() => expect(rolesOf(second)).toEqual(['joined', 'own']));
    truncateSync(join(pair.source, 'large'), 0);
    expect(await run(pair.home, 'sync', 'Office')).toMatchObject({ code: 0 });
    expect(await pair.differences()).toEqual([]);
    const [last, killed] = await pair.engine.history.list();
    expect([last?.owner.pid, killed?.problems.map((problem) => problem.code)]).toEqual([
      second.pid,
      ['run.interrupted'],
    ]);
  });

  it('stopped across a due time, as in a sleep, begins one run soon after it goes on', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
    const dueAt = Date.now() + 4_000;
    await dueSoon(pair, dueAt);
    const host = serve(pair.home);
    await connected(pair.home);
    expect((await snapshotOf(pair.home)).pairs[0]?.standing?.nextDueAt).toBe(new Date(dueAt).toISOString());
    host.signal('SIGSTOP');
    await eventually(() => Date.now() > dueAt + 3_000);
    const wokeAt = Date.now();
    host.signal('SIGCONT');
    const record = await eventually(
      async () => (await pair.engine.history.list()).find(({ state }) => state === 'finished') ?? false,
      { timeoutMs: 90_000 },
    );
    expect(record).toMatchObject({ outcome: 'succeeded', due: { dueAt: new Date(dueAt).toISOString() } });
    expect(Date.parse(record.startedAt) - wokeAt).toBeLessThan(15_000);
    expect(await pair.engine.history.list()).toHaveLength(1);
  });

  it('that does not answer is told of, and ends nobody’s work', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
    const host = serve(pair.home);
    await connected(pair.home);
    host.signal('SIGSTOP');
    // The command does without it: nobody runs anything there.
    expect(await run(pair.home, 'sync', 'Office')).toMatchObject({ code: 0 });
    const second = await run(pair.home, 'serve');
    expect([second.code, second.stderr]).toEqual([
      6,
      `warmspare: another Warmspare keeps this data folder and does not answer: process ${String(host.pid)}. End that process, and try again. A run that it has begun goes on the next time from what is copied.\n`,
    ]);
    host.signal('SIGCONT');
    expect(await run(pair.home, 'schedule', 'show', 'Office')).toMatchObject({ code: 0 });
  });
});

/** One file that takes longer than any of this. */
async function aLongCopy(): Promise<PairFixture> {
  const pair = await new PairFixture().add();
  writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
  writeFileSync(join(pair.source, 'large'), '');
  truncateSync(join(pair.source, 'large'), 40 * 1024 ** 3);
  return pair;
}
