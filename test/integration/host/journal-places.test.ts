import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { eventually } from '../../helpers/eventually.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { RecordedHistory } from '../../helpers/recorded-history.ts';
import { aHost, type TestHost } from './hosts.ts';

const PATIENT = { timeoutMs: 60_000 };

class RestartedPair {
  readonly history = new RecordedHistory();
  readonly pair: PairFixture;
  readonly path = (name: string): string => join(this.pair.source, name);
  host: TestHost | undefined;

  constructor() {
    const fullPassAt = new Date(Date.now() + 6 * 3_600_000).toISOString().slice(11, 16);
    this.pair = new PairFixture({
      schedule: { kind: 'continuous', settleSeconds: 1, longestSeconds: 3, fullPassAt },
    });
  }

  async begin(): Promise<TestHost> {
    const { openWatch } = this.history;
    const schedules = { options: { settleMs: 0 }, timeZone: () => 'UTC' };
    this.host = await aHost(this.pair, { schedules, openWatch });
    return this.host;
  }

  /** With a folder and two letters copied, and up to where that is written down. */
  async copied(): Promise<this> {
    await this.pair.add();
    mkdirSync(this.path('folder'));
    for (const name of ['folder/a', 'folder/b', 'old']) writeFileSync(this.path(name), name);
    await this.begin();
    await this.ended((run) => run.scope?.kind === 'whole');
    await this.end();
    return this;
  }

  async end(): Promise<void> {
    await this.host?.host.close();
    expect(this.host?.problems).toEqual([]);
  }

  view(): PairView {
    const [only] = this.host?.host.live.snapshot().pairs ?? [];
    if (only === undefined) throw new Error('no pair');
    return only;
  }

  /** The last run that came to an end, once it is such a one. */
  ended(isSuch: (run: RunRecord) => boolean): Promise<RunRecord> {
    return eventually(() => {
      const { lastRun, live, standing } = this.view();
      const isOver = live === undefined && lastRun?.state === 'finished' && standing?.follow?.waiting === 0;
      return isOver && isSuch(lastRun) && lastRun;
    }, PATIENT);
  }

  place(): string {
    return join(this.pair.home, 'journal.json');
  }
}

describe('a host that begins anew, where the system keeps a history of changes', () => {
  it('copies what changed meanwhile, and goes through nothing else', async () => {
    const world = await new RestartedPair().copied();
    expect(statSync(world.place()).mode & 0o777).toBe(0o600);
    renameSync(world.path('folder'), world.path('moved'));
    rmSync(world.path('old'));
    writeFileSync(world.path('new'), 'new');
    const began = new Date().toISOString();
    await world.begin();
    const run = await world.ended(({ startedAt }) => startedAt > began);
    expect(run).toMatchObject({ outcome: 'succeeded', scope: { kind: 'changed' } });
    expect(await world.pair.differences()).toEqual([]);
    // Counted on from what the first host did, for the limits.
    expect(JSON.parse(readFileSync(world.place(), 'utf8'))).toMatchObject({
      pairs: { [run.pairId]: { volumes: { [String(run.volumes[0]?.volumeId)]: { mark: {} } } } },
    });
    await world.end();
    writeFileSync(world.path('moved/c'), 'c');
    await world.begin();
    expect(await world.ended(({ id }) => id !== run.id)).toMatchObject({ scope: { kind: 'changed' } });
    expect(await world.pair.differences()).toEqual([]);
  });

  it('has nothing to do where nothing changed', async () => {
    const world = await new RestartedPair().copied();
    await world.begin();
    await eventually(() => world.view().standing?.follow?.state === 'following', PATIENT);
    writeFileSync(world.path('later'), 'later');
    await world.ended(({ scope }) => scope?.kind === 'changed');
    expect((await world.pair.engine.history.list()).map(({ scope }) => scope?.kind)).toEqual([
      'changed',
      'whole',
    ]);
  });

  it('goes through everything where the history is another one', async () => {
    const world = await new RestartedPair().copied();
    const before = await world.pair.engine.history.list();
    writeFileSync(world.path('new'), 'new');
    world.history.name = 'history 2';
    await world.begin();
    const run = await world.ended(({ id }) => id !== before[0]?.id);
    expect(run).toMatchObject({ outcome: 'succeeded', scope: { kind: 'whole', why: 'first' } });
    expect(await world.pair.differences()).toEqual([]);
  });
});
