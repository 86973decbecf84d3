import { appendFile, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { VolumeName } from './demo-folder.ts';
import { LARGE_FILE } from './made-primary.ts';

/** One file, by its volume and its path in it. */
export interface Place {
  readonly volume: VolumeName;
  readonly path: string;
}

/** What a working day did to the primary. */
export interface DayOfWork {
  readonly edited: readonly Place[];
  readonly added: readonly Place[];
  readonly renamed: { readonly from: Place; readonly to: Place };
  readonly deleted: readonly Place[];
}

const letter = (number: number): Place => ({
  volume: 'Users',
  path: `anna/Documents/Letter ${String(number).padStart(3, '0')}.txt`,
});

const LARGE: Place = { volume: 'Space/admin', path: LARGE_FILE };

/** Ten files edited, one of them the large one in its middle; three added, one renamed, two deleted. */
export const DAY_OF_WORK: DayOfWork = {
  edited: [
    ...[11, 12, 13, 14, 15, 16, 17, 18].map(letter),
    { volume: 'System', path: 'Library/Part 3/setting 042.txt' },
    LARGE,
  ],
  added: [
    { volume: 'Users', path: 'anna/Documents/New letter.txt' },
    { volume: 'Users', path: 'ben/Pictures/New picture.txt' },
    { volume: 'Space/admin', path: 'accounts/-new $(invoice).txt' },
  ],
  renamed: { from: letter(100), to: { volume: 'Users', path: 'anna/Documents/Letter 100, final.txt' } },
  deleted: [letter(200), { volume: 'Space/admin', path: 'accounts/Invoice 007.txt' }],
};

export async function changePrimary(primary: string, day: DayOfWork): Promise<void> {
  const at = ({ volume, path }: Place): string => join(primary, volume, path);
  for (const place of day.edited) {
    if (place === LARGE) await overwriteMiddle(at(place));
    else await appendFile(at(place), 'and one more line\n');
  }
  for (const place of day.added) await writeFile(at(place), 'new today\n');
  await rename(at(day.renamed.from), at(day.renamed.to));
  for (const place of day.deleted) await rm(at(place));
}

async function overwriteMiddle(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    await handle.write(randomBytes(4096), 0, 4096, Math.floor(size / 2));
  } finally {
    await handle.close();
  }
}
