import { join } from 'node:path';
import type { PairId } from '../model/ids.ts';
import { PromotionRecord } from '../model/promotion.ts';
import { openDocument, type StoredDocument } from './stored-document.ts';

/** What this side knows about the roles of standbys: `promotions/PAIRID.json` in the data folder. */
export interface PromotionStore {
  /** `undefined`: nothing of that pair's standby is known here. */
  readonly read: (pairId: PairId) => Promise<PromotionRecord | undefined>;
  readonly update: (
    pairId: PairId,
    change: (before: PromotionRecord | undefined) => PromotionRecord,
  ) => Promise<PromotionRecord>;
}

export function openPromotionStore(home: string): PromotionStore {
  const documents = new Map<PairId, StoredDocument<PromotionRecord>>();
  const of = (pairId: PairId): StoredDocument<PromotionRecord> => {
    const known = documents.get(pairId);
    if (known !== undefined) return known;
    const opened = openDocument(join(home, 'promotions', `${pairId}.json`), PromotionRecord);
    documents.set(pairId, opened);
    return opened;
  };
  return {
    read: (pairId) => of(pairId).read(),
    update: (pairId, change) => of(pairId).update(change),
  };
}
