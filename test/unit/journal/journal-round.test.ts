import { describe, expect, it } from 'vitest';
import { FollowedVolume } from '../../../engine/journal/followed-volume.ts';
import { JournalRound } from '../../../engine/journal/journal-round.ts';
import type { SeenChange, WatchSink } from '../../../engine/journal/volume-watch.ts';
import { VOL_A } from '../../fakes/builders.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

const SETTLING = { settleMs: 5_000, longestMs: 60_000 };
const AS_OF = 1_000_000;
const content: SeenChange = { isFolder: false, isTree: false, isStructure: false };
const moved: SeenChange = { isFolder: false, isTree: false, isStructure: true };
const movedFolder: SeenChange = { isFolder: true, isTree: true, isStructure: true };

/** A volume followed from 0 ms on, and a round that takes, at 10 s, what was told before. */
async function aRound(tell: readonly (readonly [at: number, path: string, what: SeenChange])[]) {
  const clock = new FakeClock();
  const sinks: WatchSink[] = [];
  const volume = new FollowedVolume(
    { id: VOL_A, source: '/Users' },
    {
      clock,
      openWatch: (_source, sink) => {
        sinks.push(sink);
        return Promise.resolve({ settle: () => Promise.resolve(), close: () => Promise.resolve() });
      },
      onChange: () => undefined,
      onProblem: (error) => {
        throw error;
      },
    },
  );
  await volume.open();
  const [sink] = sinks;
  if (sink === undefined) throw new Error('nothing is followed');
  volume.why = undefined;
  const origin = clock.monotonic();
  const until = (at: number): void => {
    clock.advance(origin + at - clock.monotonic());
  };
  for (const [at, path, what] of tell) {
    until(at);
    sink.changed(path, what);
  }
  until(10_000);
  const round = new JournalRound([volume], { kind: 'changed' }, AS_OF, clock, SETTLING);
  const waiting = (): string[] => [...volume.dirty.all()].map(({ path }) => path);
  return { volume, sink, round, waiting, clock };
}

describe('what a round leaves to the next', () => {
  it('was heard of since, and keeps the recovery point before its first change', async () => {
    const { volume, sink, round, waiting } = await aRound([
      [1_000, 'other', moved],
      [3_000, 'z', content],
    ]);
    expect(round.asOf).toBe(AS_OF);
    sink.changed('z', moved);
    sink.changed('elsewhere', moved);
    expect(await round.leave(volume.id, { gone: ['z'], undeleted: [] })).toBe(true);
    // Seven seconds before the round began, and two for being told late.
    expect(round.asOf).toBe(AS_OF - 7_000 - 2_000);
    round.end('covered');
    expect(waiting()).toEqual(['z', 'elsewhere']);
  });

  it('is nothing that nobody has heard of', async () => {
    const { volume, sink, round } = await aRound([[3_000, 'z', content]]);
    sink.changed('other', moved);
    expect(await round.leave(volume.id, { gone: ['z'], undeleted: [] })).toBe(false);
    expect(round.asOf).toBe(AS_OF);
  });

  it('is nothing of which only the content was heard to change', async () => {
    const { volume, sink, round } = await aRound([[3_000, 'z', content]]);
    sink.changed('z', content);
    expect(await round.leave(volume.id, { gone: ['z'], undeleted: [] })).toBe(false);
  });

  it('is nothing once there is a doubt about what was followed', async () => {
    const { volume, sink, round } = await aRound([[3_000, 'z', content]]);
    sink.lost('overflow');
    sink.changed('z', moved);
    expect(await round.leave(volume.id, { gone: ['z'], undeleted: [] })).toBe(false);
  });

  it('may have gone with a folder above it', async () => {
    const { volume, sink, round } = await aRound([
      [3_000, 'folder/z', content],
      [9_000, 'folder/y', content],
    ]);
    sink.changed('folder', movedFolder);
    expect(await round.leave(volume.id, { gone: ['folder/z'], undeleted: [] })).toBe(true);
    expect(round.asOf).toBe(AS_OF - 7_000 - 2_000);
  });

  it('comes with what was changed and then moved, of which rsync said nothing', async () => {
    const { volume, sink, round } = await aRound([
      [2_000, 'passed over', content],
      [3_000, 'stays', content],
    ]);
    sink.changed('passed over', moved);
    expect(await round.leave(volume.id, { gone: [], undeleted: [] })).toBe(true);
    expect(round.asOf).toBe(AS_OF - 8_000 - 2_000);
  });

  it('counts from the first change of all where a name of a file went that was in no list', async () => {
    const { volume, sink, round } = await aRound([
      [1_000, 'one name', content],
      [4_000, 'another file', content],
    ]);
    sink.changed('further name', moved);
    expect(await round.leave(volume.id, { gone: ['further name'], undeleted: [] })).toBe(true);
    expect(round.asOf).toBe(AS_OF - 9_000 - 2_000);
  });

  it('are the deletions that were passed over, with the folders of them, and no other', async () => {
    const { volume, round, waiting } = await aRound([
      [1_000, 'old folder', movedFolder],
      [2_000, 'removed', moved],
      [3_000, 'written', content],
    ]);
    expect(await round.leave(volume.id, { gone: [], undeleted: ['old folder/a'] })).toBe(true);
    round.end('covered');
    expect(waiting()).toEqual(['old folder']);
  });

  it('is all that came, went or was moved where nobody can tell which deletions were passed over', async () => {
    const { volume, round, waiting } = await aRound([
      [1_000, 'old folder', movedFolder],
      [2_000, 'removed', moved],
      [3_000, 'written', content],
    ]);
    expect(await round.leave(volume.id, { gone: [], undeleted: 'all' })).toBe(true);
    expect(round.asOf).toBe(AS_OF - 9_000 - 2_000);
    round.end('covered');
    expect(waiting()).toEqual(['old folder', 'removed']);
  });

  it('is given back by a round that covered nothing together with all that it took', async () => {
    const { volume, round, waiting } = await aRound([
      [1_000, 'a', content],
      [2_000, 'b', moved],
    ]);
    await round.leave(volume.id, { gone: [], undeleted: 'all' });
    round.end('not');
    expect(waiting()).toEqual(['a', 'b']);
  });

  it('keeps nothing from its turn that goes on changing beside many rounds', async () => {
    const { volume, sink, clock } = await aRound([]);
    const takenAt: number[] = [];
    const from = clock.monotonic();
    for (let second = 0; second < 120; second++) {
      clock.advance(1_000);
      sink.changed('mailbox', content);
      if (second % 10 !== 0) continue;
      const round = new JournalRound([volume], { kind: 'changed' }, AS_OF, clock, SETTLING);
      if (round.paths(VOL_A).some(({ path }) => path === 'mailbox')) takenAt.push(clock.monotonic() - from);
      await round.leave(VOL_A, { gone: [], undeleted: [] });
      round.end('covered');
    }
    expect(takenAt[0]).toBeLessThanOrEqual(71_000);
  });
});
