import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_CONDITIONS } from '../../../engine/model/schedule-conditions.ts';
import { eventually } from '../../helpers/eventually.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { dueSoon } from './due-soon.ts';
import { aHost } from './hosts.ts';

const AT_ONCE = { schedules: { options: { settleMs: 0 }, timeZone: () => 'UTC' } };

/** A pair whose run was due an hour ago, when nobody was there. */
async function aMissedRun(conditions = NO_CONDITIONS): Promise<{ pair: PairFixture; dueAt: string }> {
  const pair = await new PairFixture({ conditions }).add();
  writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
  const dueAt = Date.now() - 3_600_000;
  await dueSoon(pair, dueAt, 'UTC');
  return { pair, dueAt: new Date(dueAt).toISOString() };
}

describe('a run that was missed', () => {
  it('is caught up once, and says that it was late and why', async () => {
    const { pair, dueAt } = await aMissedRun();
    const { host, problems } = await aHost(pair, AT_ONCE);
    await eventually(() => host.live.snapshot().pairs[0]?.lastRun?.outcome === 'succeeded');
    const [run, ...others] = await pair.engine.history.list();
    expect(run?.due).toMatchObject({ dueAt, late: { kind: 'absent' } });
    expect(others).toEqual([]);
    await eventually(() => {
      const standing = host.live.snapshot().pairs[0]?.standing;
      expect(standing).toMatchObject({ waits: undefined, lastAnswer: { kind: 'run', firstDueAt: dueAt } });
      expect(Date.parse(standing?.nextDueAt ?? '')).toBeGreaterThan(Date.now());
    });
    expect(problems).toEqual([]);
    expect(await pair.differences()).toEqual([]);
  });

  it('waits while the schedule is paused, says so to every client, and runs once it is resumed', async () => {
    const { pair } = await aMissedRun();
    const paused = await aHost(pair, { schedules: { options: { settleMs: 3_600_000 } } });
    const pairId = paused.host.live.snapshot().pairs[0]?.pair.id;
    if (pairId === undefined) throw new Error('no pair');
    const client = await aHost(pair);
    await client.host.handlers['schedule.pause']({ pairId });
    await eventually(() =>
      expect(client.host.live.snapshot().pairs[0]?.standing).toMatchObject({ waits: { for: 'paused' } }),
    );
    await paused.host.close();
    // The client has taken its place, and knows of the pause.
    await eventually(() => expect(client.roles).toEqual(['joined', 'own']));
    await eventually(() =>
      expect(client.host.live.snapshot().pairs[0]?.standing).toMatchObject({
        pause: {},
        waits: { for: 'paused' },
      }),
    );
    await client.host.close();
    const last = await aHost(pair, AT_ONCE);
    await last.host.handlers['schedule.resume']({ pairId });
    await eventually(() => last.host.live.snapshot().pairs[0]?.lastRun?.outcome === 'succeeded');
    expect(await pair.engine.history.list()).toHaveLength(1);
  });

  it('waits for what its conditions say', async () => {
    const { pair } = await aMissedRun({ ...NO_CONDITIONS, onMains: true });
    let isOnMains = false;
    const power = () => Promise.resolve({ isOnMains, networks: undefined });
    const schedules = { ...AT_ONCE.schedules, options: { settleMs: 0, heartbeatMs: 50 }, power };
    const { host } = await aHost(pair, { schedules });
    await eventually(() => host.live.snapshot().pairs[0]?.standing?.waits?.for === 'mains');
    expect(await pair.engine.history.list()).toEqual([]);
    isOnMains = true;
    await eventually(() => host.live.snapshot().pairs[0]?.lastRun?.outcome === 'succeeded');
  });

  it('begins by itself when the schedule is changed to one that is due', async () => {
    const pair = await new PairFixture().add();
    const { host } = await aHost(pair, AT_ONCE);
    const [view] = host.live.snapshot().pairs;
    if (view === undefined) throw new Error('no pair');
    expect(view.standing?.nextDueAt).toBeUndefined();
    await host.handlers['pair.change']({
      pairId: view.pair.id,
      change: { schedule: { kind: 'every', minutes: 15 } },
    });
    await eventually(() => {
      const next = Date.parse(host.live.snapshot().pairs[0]?.standing?.nextDueAt ?? '');
      expect(next - Date.now()).toBeLessThan(15 * 60_000 + 1_000);
      expect(next % (15 * 60_000)).toBe(0);
    });
  });
});
