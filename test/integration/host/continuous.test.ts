import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWatchOn } from '../../../engine/journal/open-watch.ts';
import { systemClock } from '../../../engine/platform/clock.ts';
import type { OpenWatch, WatchSink } from '../../../engine/journal/volume-watch.ts';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { PairId } from '../../../engine/model/ids.ts';
import type { DeletionPolicy } from '../../../engine/model/volume.ts';
import { eventually } from '../../helpers/eventually.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { aHost } from './hosts.ts';

const AT_ONCE = { schedules: { options: { settleMs: 0 }, timeZone: () => 'UTC' } };
const PATIENT = { timeoutMs: 60_000 };

/** A pair that is followed, with a letter that was copied; a full pass is not due for hours. */
async function aFollowedPair(
  options: { readonly deletion?: DeletionPolicy; readonly openWatch?: OpenWatch } = {},
): Promise<{
  readonly pair: PairFixture;
  readonly view: () => PairView;
  readonly host: Awaited<ReturnType<typeof aHost>>['host'];
  readonly id: PairId;
}> {
  const fullPassAt = new Date(Date.now() + 6 * 3_600_000).toISOString().slice(11, 16);
  const pair = await new PairFixture({
    schedule: { kind: 'continuous', settleSeconds: 1, longestSeconds: 3, fullPassAt },
    ...(options.deletion && { deletion: options.deletion }),
  }).add();
  writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
  const { host, problems } = await aHost(pair, {
    ...AT_ONCE,
    ...(options.openWatch && { openWatch: options.openWatch }),
  });
  const view = (): PairView => {
    expect(problems).toEqual([]);
    const [only] = host.live.snapshot().pairs;
    if (only === undefined) throw new Error('no pair');
    return only;
  };
  await eventually(
    () => view().standing?.follow?.state === 'following' && view().live === undefined,
    PATIENT,
  );
  await eventually(() => view().lastRun !== undefined, PATIENT);
  return { pair, view, host, id: view().pair.id };
}

describe('a pair whose changes are followed', () => {
  it('is gone through once, and then has what changes a moment later', async () => {
    const { pair, view } = await aFollowedPair();
    expect(view().lastRun).toMatchObject({ outcome: 'succeeded', scope: { kind: 'whole', why: 'first' } });
    mkdirSync(join(pair.source, 'folder'));
    writeFileSync(join(pair.source, 'folder/new'), 'new');
    await eventually(() => existsSync(join(pair.destination, 'folder/new')), PATIENT);
    renameSync(join(pair.source, 'folder'), join(pair.source, 'moved'));
    rmSync(join(pair.source, 'letter'));
    await eventually(() => !existsSync(join(pair.destination, 'letter')), PATIENT);
    await eventually(() => view().standing?.follow?.waiting === 0 && view().live === undefined, PATIENT);
    expect(await pair.differences()).toEqual([]);
    const runs = await pair.engine.history.list();
    expect(runs.map(({ scope, outcome }) => [scope?.kind, outcome])).toEqual([
      ...runs.slice(1).map(() => ['changed', 'succeeded']),
      ['whole', 'succeeded'],
    ]);
    // The view is read anew a moment after a run has ended.
    const wholeAt = Date.parse(runs.at(-1)?.startedAt ?? '');
    await eventually(() => expect(Date.parse(view().recoveryPoint ?? '')).toBeGreaterThan(wholeAt), PATIENT);
  });

  it('is called off in the middle of its first clone when the host ends', async () => {
    const pair = await new PairFixture({
      schedule: { kind: 'continuous', settleSeconds: 1, longestSeconds: 3, fullPassAt: '03:00' },
      bandwidth: [{ kibPerSecond: 64 }],
    }).add();
    writeFileSync(join(pair.source, 'an hour long'), Buffer.alloc(64 << 20, 'warmspare'));
    const { host } = await aHost(pair, AT_ONCE);
    await eventually(
      () => readdirSync(pair.destination).some((name) => name.startsWith('.an hour long.')),
      PATIENT,
    );
    await host.close();
    expect(await pair.engine.history.list()).toMatchObject([{ state: 'finished', outcome: 'cancelled' }]);
  });

  it('waits while its schedule is paused, and goes on when it is resumed', async () => {
    const { pair, view, host, id } = await aFollowedPair();
    await host.handlers['schedule.pause']({ pairId: id });
    writeFileSync(join(pair.source, 'new'), 'new');
    await eventually(() => view().standing?.follow?.waitsFor === 'paused', PATIENT);
    expect(view().standing?.follow).toMatchObject({ state: 'following', waiting: 1 });
    expect(existsSync(join(pair.destination, 'new'))).toBe(false);
    await host.handlers['schedule.resume']({ pairId: id });
    await eventually(() => existsSync(join(pair.destination, 'new')), PATIENT);
  });

  it('is held for a person as any other, once, and is followed again after that', async () => {
    const { pair, view, host, id } = await aFollowedPair({
      deletion: { kind: 'mirror', limit: { kind: 'entries', entries: 2 } },
    });
    const many = Array.from({ length: 5 }, (_, at) => join(pair.source, `file-${String(at)}`));
    for (const file of many) writeFileSync(file, '1');
    await eventually(() => existsSync(join(pair.destination, 'file-4')), PATIENT);
    for (const file of many) rmSync(file);
    await eventually(() => view().lastRun?.outcome === 'held', PATIENT);
    const held = view().lastRun;
    expect(held).toMatchObject({
      scope: { kind: 'whole', why: 'doubt', doubt: 'limits', misses: 0 },
      holds: [{ count: 5 }],
    });
    expect(existsSync(join(pair.destination, 'file-4'))).toBe(true);
    if (held?.planId === undefined) throw new Error('no plan to approve');
    await host.handlers['run.start']({ pairId: id, mode: 'sync', approve: held.planId });
    await eventually(() => !existsSync(join(pair.destination, 'file-4')), PATIENT);
    writeFileSync(join(pair.source, 'after'), '1');
    await eventually(() => existsSync(join(pair.destination, 'after')), PATIENT);
    expect((await pair.engine.history.list()).filter(({ outcome }) => outcome === 'held')).toHaveLength(1);
  });

  it('is gone through again where events were dropped, and counts what nobody had heard of', async () => {
    let sink: WatchSink | undefined;
    let isDeaf = false;
    const { pair, view, host, id } = await aFollowedPair({
      openWatch: (root, told) => {
        sink = told;
        return openWatchOn('linux', systemClock)(root, {
          lost: told.lost,
          changed: (path, what) => {
            if (!isDeaf) told.changed(path, what);
          },
        });
      },
    });
    isDeaf = true;
    writeFileSync(join(pair.source, 'unheard'), '1');
    await host.handlers['run.start']({ pairId: id, mode: 'sync' });
    await eventually(() => existsSync(join(pair.destination, 'unheard')), PATIENT);
    await eventually(() => view().live === undefined, PATIENT);
    await eventually(
      () => expect(view().lastRun?.scope).toEqual({ kind: 'whole', why: 'asked', misses: 1 }),
      PATIENT,
    );
    writeFileSync(join(pair.source, 'dropped'), '1');
    sink?.lost('overflow');
    await eventually(() => existsSync(join(pair.destination, 'dropped')), PATIENT);
    await eventually(
      () => expect(view().lastRun?.scope).toEqual({ kind: 'whole', why: 'overflow' }),
      PATIENT,
    );
    expect(view().standing?.follow).toMatchObject({ state: 'following', why: undefined });
  });
});
