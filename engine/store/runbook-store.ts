import { join } from 'node:path';
import type { PairId } from '../model/ids.ts';
import { IssuedRunbook } from '../model/issued-runbook.ts';
import { openDocument, type StoredDocument } from './stored-document.ts';

/** `runbooks/<pair>.json` in the data folder: the runbook as it was last brought to the standby. */
export function openIssuedRunbook(home: string, pairId: PairId): StoredDocument<IssuedRunbook> {
  return openDocument(join(home, 'runbooks', `${pairId}.json`), IssuedRunbook);
}
