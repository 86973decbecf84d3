import { join } from 'node:path';
import { ScheduleStates } from '../model/schedule-state.ts';
import { openDocument, type StoredDocument } from './stored-document.ts';

/** `schedules.json` in the data folder: what the one host remembers of each pair's schedule. */
export function openSchedules(home: string): StoredDocument<ScheduleStates> {
  return openDocument(join(home, 'schedules.json'), ScheduleStates);
}
