import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { JournalPlaces } from '../../../engine/host/journal-places.ts';
import { PairId } from '../../../engine/model/ids.ts';
import type { JournalPlace } from '../../../engine/model/journal-place.ts';
import { openJournalPlaces } from '../../../engine/store/journal-store.ts';
import { VOL_A } from '../../fakes/builders.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const OFFICE = PairId.parse('pair-0123456789');
const STUDIO = PairId.parse('pair-abcdefghij');
const at = (eventId: number): JournalPlace => ({
  key: 'as it was',
  volumes: { [VOL_A]: { mark: { history: 'h', eventId }, drift: { created: 1, deleted: 2 } } },
});

function open(home: string, known: readonly PairId[] = [OFFICE, STUDIO]) {
  const problems: unknown[] = [];
  const onProblem = (error: unknown): void => void problems.push(error);
  const places = new JournalPlaces(openJournalPlaces(home), (id) => known.includes(id), onProblem);
  return { places, problems };
}

it('what is kept of a pair is there for the next process, as long as the pair is the same', async () => {
  const home = tempDir();
  const { places, problems } = open(home);
  for (const eventId of [1, 2, 3]) places.of(OFFICE).keep(at(eventId));
  places.of(STUDIO).keep(at(9));
  await places.close();
  const later = open(home).places;
  expect(await later.of(OFFICE).read('as it was')).toEqual(at(3).volumes);
  expect(await later.of(STUDIO).read('as it was')).toEqual(at(9).volumes);
  expect(await later.of(OFFICE).read('otherwise')).toEqual({});
  expect(problems).toEqual([]);
});

it('what is kept of a pair that is gone goes with the next that is kept', async () => {
  const home = tempDir();
  const first = open(home).places;
  first.of(STUDIO).keep(at(9));
  await first.close();
  const { places } = open(home, [OFFICE]);
  places.of(OFFICE).keep(at(1));
  await places.close();
  expect(Object.keys((await openJournalPlaces(home).read())?.pairs ?? {})).toEqual([OFFICE]);
});

it('what cannot be read counts as nothing, is said, and is written anew', async () => {
  const home = tempDir();
  writeFileSync(join(home, 'journal.json'), '{"version":1,"pairs":{"pair-0123456789":{"key":');
  const { places, problems } = open(home);
  expect(await places.of(OFFICE).read('as it was')).toEqual({});
  expect(problems).toMatchObject([{ problem: { code: 'config.unreadable' } }]);
  places.of(OFFICE).keep(at(1));
  await places.close();
  expect(await open(home).places.of(OFFICE).read('as it was')).toEqual(at(1).volumes);
});

it('what cannot be written is no longer there to be believed, and is kept with the next', async () => {
  const home = tempDir();
  const first = open(home).places;
  first.of(OFFICE).keep(at(1));
  await first.close();
  const document = openJournalPlaces(home);
  let fails = true;
  const problems: unknown[] = [];
  const full = {
    ...document,
    update: (change: Parameters<typeof document.update>[0]) =>
      fails ? Promise.reject(new Error('ENOSPC')) : document.update(change),
  };
  const places = new JournalPlaces(
    full,
    () => true,
    (error) => void problems.push(error),
  );
  places.of(OFFICE).keep({ ...at(1), volumes: {} });
  await places.close();
  expect(problems).toHaveLength(1);
  expect(await places.of(OFFICE).read('as it was')).toEqual({});
  fails = false;
  places.of(STUDIO).keep(at(9));
  await places.close();
  expect(Object.keys((await document.read())?.pairs ?? {}).sort()).toEqual([OFFICE, STUDIO].sort());
});
