import type { FolderEntry } from '../../../engine/model/browse.ts';
import type { Change } from '../../../engine/model/run.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { historyOffice } from './history-office.ts';
import { USERS } from './office.ts';

export const HUGE = 200_000;

function change(at: number): Change {
  return {
    volumeId: USERS,
    kind: at % 3 === 0 ? 'updated' : 'created',
    type: 'file',
    path: `photos/IMG ${String(at).padStart(6, '0')}.heic`,
    bytes: 1_000_000 + at,
    itemized: '>f+++++++++',
  };
}

function entry(at: number): FolderEntry {
  const own = change(at);
  return {
    ...FOLDER,
    name: own.path.slice(7),
    path: own.path,
    isFolder: false,
    change: own,
    below: NOTHING,
    bytesBelow: 0,
  };
}

const NOTHING = { created: 0, updated: 0, attributes: 0, deleted: 0 };
const FOLDER: FolderEntry = {
  name: USERS,
  volumeId: USERS,
  path: '',
  isFolder: true,
  change: undefined,
  below: { ...NOTHING, created: 133_333, updated: 66_667 },
  bytesBelow: HUGE * 1_100_000,
};

function pageOf<T>(make: (at: number) => T, offset: number, limit: number): readonly T[] {
  return Array.from({ length: Math.max(0, Math.min(limit, HUGE - offset)) }, (_, at) => make(offset + at));
}

/** One folder with 200,000 changed files, made as they are asked for. */
export function hugeHistory(): FakeAnswers {
  return {
    ...historyOffice(),
    'history.folder': async ({ volumeId, path = '', offset = 0, limit = 200 }) => {
      if (volumeId === undefined) return { total: 1, entries: [FOLDER] };
      if (path === '') return { total: 1, entries: [{ ...FOLDER, name: 'photos', path: 'photos' }] };
      return { total: HUGE, entries: pageOf(entry, offset, limit) };
    },
    'history.search': async ({ offset = 0, limit = 200 }) => ({
      total: HUGE,
      changes: pageOf(change, offset, limit),
    }),
  };
}
