import { join } from 'node:path';
import { z } from 'zod';
import { DrillRecord } from '../model/drill.ts';
import type { PairId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import { openDocument, replaceDocument } from './stored-document.ts';
import { machineText } from './survey-store.ts';

/** Below names of their own, since a stored document keeps what it is not told anew. */
const StoredDrill = z.object({
  /** Of which machine and places it is: a pair may be given others. */
  machine: z.string(),
  places: z.array(z.string()),
  drill: DrillRecord,
});

type DrilledPair = Pick<Pair, 'id' | 'standby' | 'volumes'>;

/** The last drill of each pair. */
export interface Drills {
  /** Of the standby and the places that the pair has now; `undefined`: none of these, or none that can be read. */
  readonly read: (pair: DrilledPair) => Promise<DrillRecord | undefined>;
  /** In the place of the one before. Rejects with `config.unwritable`. */
  readonly keep: (pair: DrilledPair, drill: DrillRecord) => Promise<void>;
  readonly remove: (id: PairId) => Promise<void>;
}

/** `drills/PAIRID.json` in the data folder. */
export function openDrills(home: string): Drills {
  const documentOf = ({ id }: Pick<DrilledPair, 'id'>) =>
    openDocument(join(home, 'drills', `${id}.json`), StoredDrill);
  return {
    read: async (pair) => {
      const stored = await documentOf(pair).read().catch(unreadable);
      const isSame =
        stored?.machine === machineText(pair.standby) &&
        JSON.stringify(stored.places) === JSON.stringify(placesOf(pair));
      return isSame ? stored.drill : undefined;
    },
    keep: async (pair, drill) => {
      const stored = { machine: machineText(pair.standby), places: placesOf(pair), drill };
      await replaceDocument(documentOf(pair), stored);
    },
    remove: (id) => documentOf({ id }).remove(),
  };
}

function placesOf({ volumes }: DrilledPair): string[] {
  return volumes.map(({ source, destination }) => `${source}=${destination}`);
}

function unreadable(error: unknown): undefined {
  if (!(error instanceof EngineError)) throw error;
  return undefined;
}
