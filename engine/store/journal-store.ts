import { join } from 'node:path';
import { JournalPlaces } from '../model/journal-place.ts';
import { openDocument, type StoredDocument } from './stored-document.ts';

/** `journal.json` in the data folder: up to where the copy of each followed pair has everything. Of the one host. */
export function openJournalPlaces(home: string): StoredDocument<JournalPlaces> {
  return openDocument(join(home, 'journal.json'), JournalPlaces);
}
