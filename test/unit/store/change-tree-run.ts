import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderPage } from '../../../engine/model/browse.ts';
import type { Change } from '../../../engine/model/run.ts';
import { sortLines } from '../../../engine/platform/sort-lines.ts';
import { openHistory, type HistoryStore } from '../../../engine/store/history.ts';
import { PORTS, runIdAt, VOLUME } from './run-builder.ts';
import { tempHome } from './temp-home.ts';

export const RUN = runIdAt(0);

export function aChange(path: string, fields: Partial<Change> = {}): Change {
  return {
    volumeId: VOLUME,
    kind: 'created',
    type: 'file',
    path,
    bytes: 1,
    itemized: '>f+++++++++',
    ...fields,
  };
}

/** A history with one run of these changes. */
export async function aRunOf(
  changes: readonly Change[],
): Promise<{ readonly history: HistoryStore; readonly file: string; readonly home: string }> {
  const home = await tempHome();
  const folder = join(home, 'history', RUN);
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'changes.ndjson');
  await writeFile(file, changes.map((change) => `${JSON.stringify(change)}\n`).join(''));
  return { history: openHistory(home, { ...PORTS, sortLines }), file, home };
}

export const namesOf = ({ entries }: FolderPage): string[] => entries.map(({ name }) => name);
