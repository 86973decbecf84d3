import type { VirtualItem } from '@tanstack/react-virtual';
import type { PairId } from '../../../../engine/model/ids.ts';
import { ask, problemOf } from '../../../client.ts';
import { now } from '../../../clock.ts';
import { ALL_RUNS, queryOf, type RunChoice } from './filter.ts';
import { RunPages } from './run-pages.ts';

/** Where somebody was in a pair's list of runs; for as long as the window is there. */
export interface ListPlace {
  readonly choice: RunChoice;
  readonly pages: RunPages;
  /** Pixels from the top. */
  top: number;
  /** How high its rows were. */
  sizes: VirtualItem[] | undefined;
  /** The run that was opened last, or is stood on. */
  active: string | undefined;
}

const places = new Map<PairId, ListPlace>();

export function listPlace(pairId: PairId): ListPlace {
  return places.get(pairId) ?? choose(pairId, ALL_RUNS);
}

export function choose(pairId: PairId, choice: RunChoice): ListPlace {
  const query = queryOf(pairId, choice, now());
  const pages = new RunPages((page) => ask('history.list', { ...query, ...page }), problemOf);
  const place: ListPlace = { choice, pages, top: 0, sizes: undefined, active: undefined };
  places.set(pairId, place);
  return place;
}
