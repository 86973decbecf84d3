import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../engine/model/problem.ts';
import { ROOT_ACCOUNT } from '../../../engine/keys/key-account.ts';
import { systemClock } from '../../../engine/platform/clock.ts';
import { isAlive, startToken } from '../../../engine/platform/process-identity.ts';
import type { EngineContext } from '../../../engine/run/context.ts';
import { DEFAULT_PATIENCE } from '../../../engine/run/patience.ts';
import { runSync } from '../../../engine/run/sync.ts';
import { openConfig } from '../../../engine/store/config-store.ts';
import { openHistory } from '../../../engine/store/history.ts';
import { openPromotionStore } from '../../../engine/store/promotion-store.ts';
import { openKeyRecords } from '../../../engine/store/key-records.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { FAST_BACKOFF, PairFixture } from '../../helpers/pair-fixture.ts';

async function aCopiedPair(): Promise<PairFixture> {
  const pair = new PairFixture();
  await pair.add();
  writeFileSync(`${pair.source}/one`, 'one');
  expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
  return pair;
}

/** As a second process has it. */
function contextOf({ home }: PairFixture): EngineContext {
  const owner = { pid: process.pid, startToken: startToken(process.pid) ?? '' };
  const ports = { isAlive, clock: systemClock };
  return {
    home,
    clock: systemClock,
    config: openConfig(home, { owner, ...ports }),
    history: openHistory(home, ports),
    promotions: openPromotionStore(home),
    keys: openKeyRecords(home),
    secrets: fakeSecretStore(),
    keyAccount: ROOT_ACCOUNT,
    backoff: FAST_BACKOFF,
    patience: DEFAULT_PATIENCE,
    owner,
  };
}

const problemOf = (asked: Promise<unknown>): Promise<Problem['code'] | undefined> =>
  asked.then(
    () => undefined,
    (error: { problem: Problem }) => error.problem.code,
  );

describe('changing a pair', () => {
  it('renames it, with its history and its recovery point', async () => {
    const pair = await aCopiedPair();
    const before = (await pair.engine.status('Office'))[0]?.recoveryPoint;
    const { id } = await pair.engine.pairs.change('Office', { name: 'Front' });
    expect((await pair.engine.status('Front'))[0]).toMatchObject({
      pair: { id, name: 'Front' },
      recoveryPoint: before,
    });
    const [run] = await pair.engine.history.list({ pair: 'Front' });
    const { ages, runs } = await pair.engine.history.measure('Front');
    expect([ages[0]?.at, ages.length, runs.map((each) => each.id)]).toEqual([run?.finishedAt, 2, [run?.id]]);
    expect(await problemOf(pair.engine.pairs.get('Office'))).toBe('pair.unknown');
    expect(await pair.engine.history.list({ pair: 'Front' })).toHaveLength(1);
  });

  it('refuses a name that another has, and takes its own in other letters', async () => {
    const pair = await aCopiedPair();
    const { pair: exported } = await pair.engine.pairs.export('Office');
    await pair.engine.pairs.import({ warmspare: 4, pair: exported }, 'Studio');
    expect(await problemOf(pair.engine.pairs.change('Office', { name: 'STUDIO' }))).toBe('pair.exists');
    expect(await pair.engine.pairs.change('Office', { name: 'OFFICE' })).toMatchObject({ name: 'OFFICE' });
  });

  it('waits for no run: while one goes on only the name changes', async () => {
    const pair = await aCopiedPair();
    const asked: Promise<unknown>[] = [];
    writeFileSync(`${pair.source}/two`, 'two');
    await pair.sync({
      onEvent: ({ type }) => {
        if (type !== 'run.planned') return;
        asked.push(problemOf(pair.engine.pairs.change('Office', { excludes: ['*.tmp'] })));
        asked.push(problemOf(pair.engine.pairs.change('Office', { name: 'Front' })));
      },
    });
    expect(await Promise.all(asked)).toEqual(['pair.busy', undefined]);
    expect(await pair.engine.pairs.get('Front')).toMatchObject({ filters: { excludes: [] } });
  });

  it('runs what is stored when the run begins, whatever was read before', async () => {
    const pair = await aCopiedPair();
    const stale = await pair.engine.pairs.get('Office');
    await pair.engine.pairs.change('Office', { excludes: ['*.tmp'] });
    writeFileSync(`${pair.source}/a.tmp`, 'left out');
    expect(await runSync(contextOf(pair), stale, { mode: 'sync' })).toMatchObject({ outcome: 'succeeded' });
    expect(await pair.differences()).toEqual(['a.tmp: missing file']);
  });

  it('runs nothing of a pair that was removed meanwhile', async () => {
    const pair = await aCopiedPair();
    const stale = await pair.engine.pairs.remove('Office');
    expect(await problemOf(runSync(contextOf(pair), stale, { mode: 'sync' }))).toBe('pair.unknown');
  });

  it('says that there is no copy of another source, and holds a sync that would overwrite the old one', async () => {
    const pair = await aCopiedPair();
    const other = `${pair.source} of another`;
    mkdirSync(other);
    writeFileSync(`${other}/another`, 'another');
    await pair.engine.pairs.change('Office', { volumes: [{ source: other, destination: pair.destination }] });
    expect((await pair.engine.status('Office'))[0]?.recoveryPoint).toBeUndefined();
    const held = await pair.sync();
    expect(held).toMatchObject({ outcome: 'held', holds: [{ reason: 'first-run-would-overwrite' }] });
    expect(held.planId).toBeDefined();
    const approved = await pair.sync(held.planId === undefined ? {} : { approve: held.planId });
    expect(approved).toMatchObject({ outcome: 'succeeded' });
    expect((await pair.engine.status('Office'))[0]?.recoveryPoint).toBe(approved.startedAt);
  });

  it('begins anew in another place', async () => {
    const pair = await aCopiedPair();
    const destination = `${pair.destination} 2`;
    mkdirSync(destination);
    await pair.engine.pairs.change('Office', { volumes: [{ source: pair.source, destination }] });
    expect((await pair.engine.status('Office'))[0]?.recoveryPoint).toBeUndefined();
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { created: 1 } });
  });
});
