import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertNotice } from '../../../../engine/model/alert.ts';
import type { OutboxEntry } from '../../../../engine/model/alert-outbox.ts';
import { PairId } from '../../../../engine/model/ids.ts';
import { enqueue, isTryDue, retryDelayMs, troubleAfter } from '../../../../engine/plan/alerts/queue.ts';

const AT = '2026-11-23T12:00:00.000Z';
const NOW = Date.parse(AT);
const PAIRS = ['pair-aaaaaaaaaa', 'pair-bbbbbbbbbb', 'pair-cccccccccc'];

function anEntry(
  id: number,
  pair = 0,
  reminder: number | 'recovered' = 0,
  channel: OutboxEntry['channel'] = 'mail',
): OutboxEntry {
  const about = { id: PairId.parse(PAIRS[pair]), name: 'Office' };
  const loss = { kind: 'all' } as const;
  const notice: AlertNotice =
    reminder === 'recovered'
      ? { type: 'recovered', pair: about, kinds: ['failed'], since: AT, loss, remaining: [] }
      : {
          type: 'alert',
          alert: { pair: about, kind: 'failed', since: AT, count: 1, loss, details: {} },
          reminder,
        };
  return { id: `id-${String(id)}`, channel, notice, queuedAt: AT };
}

function ids(entries: readonly OutboxEntry[]): string[] {
  return entries.map(({ id }) => id);
}

describe('what waits to be sent', () => {
  it('keeps its order, with the newest reminder of each matter alone', () => {
    const waiting = [anEntry(1), anEntry(2, 0, 1), anEntry(3, 1, 1), anEntry(4, 0, 1, 'webhook')];
    expect(ids(enqueue(waiting, [anEntry(5, 0, 2)]))).toEqual(['id-1', 'id-3', 'id-4', 'id-5']);
  });

  it('keeps of a pair’s runbooks the newest, with what changed in all of them', () => {
    const aRunbook = (id: number, pair: number, ...changes: string[]): OutboxEntry => {
      const about = { id: PairId.parse(PAIRS[pair]), name: 'Office' };
      const notice: AlertNotice = { type: 'runbook', pair: about, changedAt: AT, changes };
      return { id: `id-${String(id)}`, channel: 'mail', notice, queuedAt: AT };
    };
    const told = { ...aRunbook(3, 0, 'told to some'), to: ['anna@example.com'] };
    const waiting = [aRunbook(1, 0, 'a', 'b'), aRunbook(2, 1, 'of another'), told];
    expect(enqueue(waiting, [aRunbook(4, 0, 'b', 'c')])).toEqual([
      aRunbook(2, 1, 'of another'),
      told,
      aRunbook(4, 0, 'a', 'b', 'c'),
    ]);
  });

  it('gives up reminders first, then what was overtaken, oldest first', () => {
    const waiting = [
      anEntry(1),
      anEntry(2, 0, 1),
      anEntry(3, 0, 'recovered'),
      anEntry(4, 1, 1),
      anEntry(5, 1, 'recovered'),
    ];
    expect([3, 2, 1].map((most) => ids(enqueue(waiting, [], most)))).toEqual([
      ['id-1', 'id-3', 'id-5'],
      ['id-3', 'id-5'],
      ['id-3', 'id-5'],
    ]);
  });

  it('keeps the newest word about each kind, told to be over or not', () => {
    const held = anEntry(1);
    const silence = anEntry(2);
    if (silence.notice.type !== 'alert') throw new Error('not an alert');
    const other = { ...silence.notice, alert: { ...silence.notice.alert, kind: 'silence' } } as const;
    const all = [held, { ...silence, notice: other }, anEntry(3, 0, 'recovered')];
    expect(ids(enqueue(all, [], 0))).toEqual(['id-2', 'id-3']);
  });

  it('never loses the newest word about a pair, and is bounded', () => {
    const entry = fc.tuple(
      fc.integer({ min: 0, max: 2 }),
      fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant('recovered' as const)),
      fc.constantFrom<OutboxEntry['channel']>('mail', 'webhook'),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), fc.integer({ min: 0, max: 10 }), (all, most) => {
        const entries = all.map(([pair, reminder, channel], at) => anEntry(at, pair, reminder, channel));
        const queue = entries.reduce<OutboxEntry[]>((waiting, one) => enqueue(waiting, [one], most), []);
        for (const channel of ['mail', 'webhook'])
          for (const pair of [0, 1, 2]) {
            const last = all.findLastIndex((one) => one[0] === pair && one[2] === channel);
            if (last !== -1) expect(ids(queue)).toContain(`id-${String(last)}`);
          }
        expect(queue.length).toBeLessThanOrEqual(Math.max(most, 6));
        expect(ids(queue)).toEqual(ids(entries).filter((id) => ids(queue).includes(id)));
      }),
    );
  });

  it('is tried again from a minute to an hour, or from five to six hours where a person has to act', () => {
    const delays = (retry: 'transient' | 'person') =>
      [1, 2, 3, 20, 5000].map(
        (tries) => retryDelayMs({ code: 'mail.refused', retry, details: {} }, tries) / 60_000,
      );
    expect([delays('transient'), delays('person')]).toEqual([
      [1, 2, 4, 60, 60],
      [5, 10, 20, 360, 360],
    ]);
  });

  it('waits no longer than that when the clock was set back', () => {
    const trouble = troubleAfter(undefined, { code: 'mail.timeout', retry: 'transient', details: {} }, NOW);
    expect([NOW + 59_000, NOW + 60_000, NOW - 86_400_000].map((now) => isTryDue(trouble, now))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
