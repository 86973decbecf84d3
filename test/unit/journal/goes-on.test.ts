import { describe, expect, it } from 'vitest';
import { Journal } from '../../../engine/journal/journal.ts';
import type { SeenChange, WatchSink } from '../../../engine/journal/volume-watch.ts';
import type { CoveredTo, JournalPlace } from '../../../engine/model/journal-place.ts';
import { VOL_A } from '../../fakes/builders.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

const SETTLING = { settleMs: 5_000, longestMs: 60_000 };
const content: SeenChange = { isFolder: false, isTree: false, isStructure: false };
const linked: SeenChange = { ...content, isStructure: true, hidesNames: true };
const NO_DRIFT = { created: 0, deleted: 0 };
const to = (eventId: number, drift = NO_DRIFT): CoveredTo => ({ mark: { history: 'h', eventId }, drift });

/** A journal of one volume; `replayed` was told before it opened. */
async function aJournal({
  since,
  replayed = [],
  wentOn = true,
  isHeld = false,
  marksSettleMs = 0,
}: {
  since?: CoveredTo;
  replayed?: readonly SeenChange[];
  wentOn?: boolean;
  /** It is open once `answer` was called. */
  isHeld?: boolean;
  marksSettleMs?: number;
} = {}) {
  const clock = new FakeClock();
  const kept: JournalPlace['volumes'][] = [];
  const marked = { eventId: 0 };
  let sink: WatchSink | undefined;
  let [opened, closed] = [0, 0];
  let answer: () => void = () => undefined;
  const held = isHeld ? new Promise<void>((resolve) => (answer = resolve)) : Promise.resolve();
  const journal = new Journal('key', [{ id: VOL_A, source: '/Users' }], SETTLING, {
    clock,
    openWatch: async (_root, told, mark) => {
      sink = told;
      opened += 1;
      for (const [index, what] of replayed.entries()) told.changed(`replayed-${String(index)}`, what);
      await held;
      return {
        wentOn: mark !== undefined && wentOn,
        marksSettleMs,
        mark: () => ({ history: 'h', ...marked }),
        settle: () => Promise.resolve(),
        close: () => {
          closed += 1;
          return Promise.resolve();
        },
      };
    },
    onChange: () => undefined,
    onProblem: (error) => {
      throw error;
    },
    places: {
      read: () => Promise.resolve(since === undefined ? {} : { [VOL_A]: since }),
      keep: ({ volumes }) => void kept.push(volumes),
    },
  });
  const opening = journal.open();
  if (!isHeld) await opening;
  const tell = (path: string, what: SeenChange): void => {
    if (sink === undefined) throw new Error('nothing is followed');
    marked.eventId += 1;
    sink.changed(path, what);
  };
  const lose = (): void => sink?.lost('overflow');
  return { clock, journal, kept, tell, lose, answer, opened: () => opened, closed: () => closed };
}

describe('up to where a copy has everything', () => {
  it('is written down with each round that covers everything', async () => {
    const { journal, kept, tell } = await aJournal();
    tell('a', content);
    (await journal.begin()).end('covered');
    expect(kept).toEqual([{ [VOL_A]: to(1) }]);
    tell('b', content);
    const round = await journal.begin({ why: 'asked' });
    round.end('not');
    expect(kept).toHaveLength(1);
  });

  it('is before the first change of what was left for later', async () => {
    const { journal, kept, tell, clock } = await aJournal();
    (await journal.begin()).end('covered');
    clock.advance(10_000);
    tell('settled', content);
    clock.advance(6_000);
    (await journal.begin()).end('covered');
    clock.advance(1_000);
    tell('changes on', content);
    clock.advance(1_000);
    (await journal.begin()).end('covered');
    expect(kept.at(-1)).toEqual({ [VOL_A]: to(1) });
    clock.advance(60_000);
    (await journal.begin()).end('covered');
    expect(kept.at(-1)).toEqual({ [VOL_A]: to(2) });
  });

  it('is before that, too, where a round begins in the same moment', async () => {
    const { journal, kept, tell, clock } = await aJournal();
    (await journal.begin()).end('covered');
    clock.advance(10_000);
    tell('changes on', content);
    (await journal.begin()).end('covered');
    expect(kept.at(-1)).toEqual({ [VOL_A]: to(0) });
  });

  it('is forgotten once the system has lost what changed', async () => {
    const { journal, kept, lose } = await aJournal();
    (await journal.begin()).end('covered');
    lose();
    expect(kept.at(-1)).toEqual({});
  });

  it('is forgotten when that happens before anything was covered, too', async () => {
    const { kept, lose } = await aJournal({ since: to(7) });
    lose();
    expect(kept).toEqual([{}]);
  });
});

describe('a journal that goes on', () => {
  it('knows all that the standby lacks, and counts on', async () => {
    const drift = { created: 3, deleted: 4 };
    const { journal } = await aJournal({ since: to(7, drift), replayed: [content, content] });
    expect([journal.whyWhole(), journal.waiting]).toEqual([undefined, 2]);
    const round = await journal.begin();
    // What came is not counted: it may be in what somebody else went through meanwhile.
    expect([round.scope.kind, round.drift(VOL_A)]).toEqual(['changed', { created: 0, deleted: 4 }]);
  });

  it.each([
    ['the system does not go on from there', { since: to(7), wentOn: false }, 'first'],
    ['a name may have gone meanwhile', { since: to(7), replayed: [linked] }, 'lost'],
    ['nothing was kept', {}, 'first'],
  ])('has everything gone through where %s', async (_, given, why) => {
    const { journal } = await aJournal(given);
    expect(journal.whyWhole()).toBe(why);
  });

  it('does so, too, when a name may go before the names of files were learned, and not after that', async () => {
    const { journal, tell } = await aJournal({ since: to(7) });
    tell('linked', linked);
    expect(journal.whyWhole()).toBe('lost');
    const round = await journal.begin();
    tell('linked', linked);
    round.end('covered');
    expect(journal.whyWhole()).toBeUndefined();
  });

  it('is opened once, whoever asks for it while the history is still told', async () => {
    const { journal, opened, closed, answer } = await aJournal({ since: to(7), isHeld: true });
    const round = journal.begin();
    answer();
    expect((await round).scope.kind).toBe('changed');
    await journal.close();
    expect([opened(), closed()]).toEqual([1, 1]);
  });

  it('is told the last minutes once more where numbers may come out of order', async () => {
    const { journal, kept, tell, clock } = await aJournal({ marksSettleMs: 600_000 });
    (await journal.begin()).end('covered');
    expect(kept).toEqual([]);
    tell('a', content);
    clock.advance(500_000);
    tell('b', content);
    (await journal.begin()).end('covered');
    expect(kept).toEqual([]);
    clock.advance(200_000);
    (await journal.begin()).end('covered');
    expect(kept).toEqual([{ [VOL_A]: to(0) }]);
    clock.advance(500_000);
    (await journal.begin()).end('covered');
    expect(kept.at(-1)).toEqual({ [VOL_A]: to(2) });
  });
});
