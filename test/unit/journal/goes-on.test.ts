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
}: { since?: CoveredTo; replayed?: readonly SeenChange[]; wentOn?: boolean } = {}) {
  const clock = new FakeClock();
  const kept: JournalPlace['volumes'][] = [];
  const marked = { eventId: 0 };
  let sink: WatchSink | undefined;
  const journal = new Journal('key', [{ id: VOL_A, source: '/Users' }], SETTLING, {
    clock,
    openWatch: (_root, told, mark) => {
      sink = told;
      for (const [index, what] of replayed.entries()) told.changed(`replayed-${String(index)}`, what);
      return Promise.resolve({
        wentOn: mark !== undefined && wentOn,
        mark: () => ({ history: 'h', ...marked }),
        settle: () => Promise.resolve(),
        close: () => Promise.resolve(),
      });
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
  await journal.open();
  const tell = (path: string, what: SeenChange): void => {
    if (sink === undefined) throw new Error('nothing is followed');
    marked.eventId += 1;
    sink.changed(path, what);
  };
  const lose = (): void => sink?.lost('overflow');
  return { clock, journal, kept, tell, lose };
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
    tell('changes on', content);
    clock.advance(1_000);
    (await journal.begin()).end('covered');
    expect(kept.at(-1)).toEqual({ [VOL_A]: to(1) });
    clock.advance(60_000);
    (await journal.begin()).end('covered');
    expect(kept.at(-1)).toEqual({ [VOL_A]: to(2) });
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
    expect([round.scope.kind, round.drift(VOL_A)]).toEqual(['changed', drift]);
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
    (await journal.begin()).end('covered');
    tell('linked', linked);
    expect(journal.whyWhole()).toBeUndefined();
  });
});
