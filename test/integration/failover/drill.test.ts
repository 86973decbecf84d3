import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DrillEvent } from '../../../engine/api/drill.ts';
import { drillPair } from '../../../engine/failover/drill.ts';
import { hasPassed, type DrillRecord } from '../../../engine/model/drill.ts';
import type { Endpoint } from '../../../engine/model/endpoint.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { RunCommand } from '../../../engine/model/run-command.ts';
import { openDrills } from '../../../engine/store/drill-store.ts';
import { aPair, aVolume, VOL_A } from '../../fakes/builders.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { sshEndpoint } from '../../helpers/pair-fixture.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { engineContext, guardStandby } from './guarded-standby.ts';
import { problemOf } from '../../helpers/problem-of.ts';

const isRoot = process.getuid?.() === 0;

/** A copy of a whole primary, with a database and the configuration of sshd. */
class Copy {
  readonly folder = tempDir();
  readonly home = `${this.folder}/home`;
  readonly root = `${this.folder}/stand by`;

  constructor() {
    mkdirSync(`${this.root}/etc/ssh`, { recursive: true });
    mkdirSync(`${this.root}/srv`);
    writeFileSync(`${this.root}/etc/ssh/sshd_config`, 'Port 22\n');
    execFileSync('sqlite3', [`${this.root}/srv/shop.db`, 'create table t (x); insert into t values (1)']);
    const marker = { version: 1, pairId: aPair().id, volumeId: VOL_A };
    writeFileSync(`${this.root}/.warmspare-standby`, JSON.stringify(marker));
  }

  pair(standby: Endpoint, commands: readonly RunCommand[] = []): Pair {
    return aPair({
      standby,
      volumes: [aVolume({ id: VOL_A, source: '/', destination: this.root })],
      failover: { notes: '', databases: ['/srv/shop.db'] },
      commands: [...commands],
    });
  }
}

const command = (text: string, timeoutSeconds = 30): RunCommand => ({
  when: 'drill',
  on: 'standby',
  text,
  timeoutSeconds,
});

const glance = ({ steps }: DrillRecord): unknown[] =>
  steps.map(({ kind, text, state }) => [kind, text, state].filter((each) => each !== undefined).join(' '));
const outputOf = ({ steps }: DrillRecord, wanted: string): string | undefined =>
  steps.find(({ kind }) => kind === wanted)?.output;

describe.skipIf(!isRoot)('a drill', () => {
  let sshd: LoopbackSshd;
  let copy: Copy;
  beforeAll(async () => {
    sshd = await startLoopbackSshd();
  });
  afterAll(() => sshd.stop());
  beforeEach(() => {
    copy = new Copy();
  });

  const drill = (pair: Pair, options: Parameters<typeof drillPair>[3] = {}): Promise<DrillRecord> =>
    drillPair(engineContext(copy.home), pair, 'promote', options);
  const guarded = async (commands: readonly RunCommand[] = []): Promise<Pair> => {
    const open = copy.pair({ kind: 'local' }, commands);
    return {
      ...open,
      standby: await guardStandby(engineContext(copy.home), sshd, `${copy.folder}/guarded`, open),
    };
  };

  const standbys: Readonly<Record<string, (commands: readonly RunCommand[]) => Promise<Pair>>> = {
    'through the guard': guarded,
    'by plain ssh': async (commands) => copy.pair(sshEndpoint(sshd), commands),
    'on this machine': async (commands) => copy.pair({ kind: 'local' }, commands),
  };

  it.each(Object.entries(standbys))('passes where all is well, and is kept: %s', async (_where, standby) => {
    const pair = await standby([command('echo "$WARMSPARE_WHEN $WARMSPARE_RUN"')]);
    const events: DrillEvent[] = [];
    const record = await drill(pair, { onEvent: (event) => events.push(event) });
    expect(glance(record)).toEqual([
      'places passed',
      `read ${copy.root} passed`,
      'database /srv/shop.db passed',
      'configuration sshd passed',
      'command echo "$WARMSPARE_WHEN $WARMSPARE_RUN" passed',
    ]);
    expect([hasPassed(record), outputOf(record, 'command'), outputOf(record, 'database')]).toEqual([
      true,
      'drill drill',
      'PRAGMA quick_check: ok',
    ]);
    expect(await openDrills(copy.home).read(pair)).toEqual(record);
    expect(events.flatMap((event) => (event.type === 'drill.step' ? [event.step] : []))).toEqual(
      record.steps,
    );
  });

  it('fails by a broken database, a broken configuration, a command that fails and one that hangs', async () => {
    writeFileSync(`${copy.root}/srv/shop.db`, `SQLite format 3\0${'x'.repeat(5_000)}`);
    writeFileSync(`${copy.root}/etc/ssh/sshd_config`, 'Prt 22\nInclude /etc/shadow\n');
    const pair = await guarded([
      command('echo broken; exit 3'),
      command('echo waits; sleep 7654', 5),
      command('true'),
    ]);
    const record = await drill(pair);
    expect(glance(record)).toEqual([
      'places passed',
      `read ${copy.root} passed`,
      'database /srv/shop.db failed',
      'configuration sshd failed',
      'command echo broken; exit 3 failed',
      'command echo waits; sleep 7654 failed',
      'command true passed',
    ]);
    expect([outputOf(record, 'configuration'), record.steps[4]?.output, record.steps[5]?.output]).toEqual([
      expect.stringMatching(
        /^etc\/ssh\/sshd_config: line 1: Bad configuration option: Prt\s+terminating, 1 bad/,
      ),
      'broken\nit ended with status 3',
      expect.stringMatching(/^waits\n(Terminated\n)?it was ended after 5 s$/),
    ]);
    expect(hasPassed(record)).toBe(false);
  });

  it('tries nothing where a place of the copy is not there', async () => {
    const pair = await guarded([command(`touch '${copy.folder}/ran'`)]);
    rmSync(copy.root, { recursive: true });
    const record = await drill(pair);
    expect([glance(record), existsSync(`${copy.folder}/ran`)]).toEqual([
      [
        'places failed',
        `read ${copy.root} skipped`,
        'database /srv/shop.db skipped',
        `command touch '${copy.folder}/ran' skipped`,
      ],
      false,
    ]);
  });

  it('needs another set-up where the guard does not know a command, and begins nothing', async () => {
    const pair = await guarded();
    const problem = await problemOf(drill({ ...pair, commands: [command('echo new')] }));
    expect([problem?.code, await openDrills(copy.home).read(pair)]).toEqual(['setup.outdated', undefined]);
  });

  it('that is called off leaves what was known before, unless something had failed until then', async () => {
    const pair = await guarded([command('exit 3'), command('sleep 7655')]);
    const stopAt = (state: string): Parameters<typeof drillPair>[3] => {
      const stop = new AbortController();
      return {
        signal: stop.signal,
        onEvent: (event) => {
          if (event.type === 'drill.step' && event.step.state === state) stop.abort();
        },
      };
    };
    expect((await problemOf(drill(pair, stopAt('passed'))))?.code).toBe('run.cancelled');
    expect(await openDrills(copy.home).read(pair)).toBeUndefined();
    expect((await problemOf(drill(pair, stopAt('failed'))))?.code).toBe('run.cancelled');
    const kept = await openDrills(copy.home).read(pair);
    expect([kept?.isCut, kept?.steps.at(-1)?.state]).toEqual([true, 'failed']);
  });

  it('of a standby that serves is refused', async () => {
    const pair = await guarded();
    execFileSync(`${copy.folder}/guarded/guard/standby`, ['promote', pair.id]);
    expect((await problemOf(drill(pair)))?.code).toBe('standby.promoted');
  });

  it('of another standby or other places says nothing of these', async () => {
    const pair = copy.pair({ kind: 'local' });
    await drill(pair);
    const drills = openDrills(copy.home);
    const [volume = aVolume()] = pair.volumes;
    expect([
      await drills.read({ ...pair, standby: sshEndpoint(sshd) }),
      await drills.read({ ...pair, volumes: [{ ...volume, destination: '/Volumes/Other' }] }),
    ]).toEqual([undefined, undefined]);
  });
});
