import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LogEntry } from '../../../engine/model/log-entry.ts';
import { RunId } from '../../../engine/model/ids.ts';
import { openHostLog, type HostLog } from '../../../engine/store/host-log.ts';
import { commandLine } from '../../helpers/command-line.ts';
import { eventually } from '../../helpers/eventually.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { runProcess, startProcess } from '../../helpers/run-process.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { dueSoon } from './due-soon.ts';
import { aHost } from './hosts.ts';

async function entriesOf(log: HostLog): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for await (const entry of log.read()) entries.push(entry);
  return entries;
}

describe('the log of a host', () => {
  it('has what was done by itself, in order, and is printed and followed', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
    await dueSoon(pair, Date.now() - 3_600_000, 'UTC');
    const { host } = await aHost(pair, { schedules: { options: { settleMs: 0 }, timeZone: () => 'UTC' } });
    await eventually(() => host.live.snapshot().pairs[0]?.lastRun?.outcome === 'succeeded');
    // The history may be read before the run's last event is told.
    await eventually(async () => {
      const whats = (await entriesOf(openHostLog(pair.home))).map(({ what }) => what);
      expect(whats).toEqual(['host.began', 'due.answered', 'run.began', 'run.ended']);
    });
    const follower = startProcess(commandLine(pair.home, 'logs', '--follow'));
    onTestFinished(() => follower.kill());
    await eventually(() => follower.stdout.includes('Office: sync'));
    const pairId = host.live.snapshot().pairs[0]?.pair.id;
    if (pairId === undefined) throw new Error('no pair');
    await host.handlers['run.start']({ pairId, mode: 'preview' });
    await eventually(() => expect(follower.stdout).toMatch(/Office: preview \S+ succeeded\.\n/));
    await host.close();
    await eventually(() =>
      follower.stdout.endsWith(`Process ${String(process.pid)} keeps the pairs no more.\n`),
    );
    follower.signal('SIGINT');
    expect(await follower.exited).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = await runProcess(commandLine(pair.home, 'logs', '--lines', '1'));
    expect(stdout).toMatch(/^\d+ \w+ \d{4} \d\d:\d\d:\d\d {2}Process \d+ keeps the pairs no more\.\n$/);
    expect(statSync(join(pair.home, 'host.log')).mode & 0o777).toBe(0o600);
  });

  it('takes no more room than it may, keeps the newest, and reads past what is no entry', async () => {
    const home = tempDir();
    const log = openHostLog(home, { fileBytes: 2_000, oldFiles: 2 });
    const entry = (number: number): LogEntry => ({
      at: new Date(number).toISOString(),
      pid: 2,
      what: 'run.began',
      runId: RunId.parse('20261123-030400-k3x9'),
      pair: `Pair ${String(number)}`,
      mode: 'sync',
    });
    for (let number = 0; number < 200; number += 1) log.write(entry(number));
    writeFileSync(log.path, `${readFileSync(log.path, 'utf8')}{"at":"half a li`);
    const names = readdirSync(home).sort();
    expect(names).toEqual(['host.1.log', 'host.2.log', 'host.log']);
    for (const name of names) expect(statSync(join(home, name)).size).toBeLessThan(2_300);
    const kept = await entriesOf(log);
    expect(kept.at(-1)).toEqual(entry(199));
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, at) => entry(200 - kept.length + at)));
  });

  it('that cannot be written stops nobody', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
    writeFileSync(join(pair.home, 'host.log'), '');
    const log = openHostLog(join(pair.home, 'config.json'));
    expect(() => log.write({ at: '', pid: 1, what: 'host.ended' })).not.toThrow();
  });
});
