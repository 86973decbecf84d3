import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runProcess } from './run-process.ts';

/** Where the data volume is, whose folders have other names than its own (firmlinks). */
const DATA_VOLUME = '/System/Volumes/Data';
const ASK_MS = 5_000;

export interface HistoryPorts {
  /** Another text after every start of the machine; `undefined`: nobody can tell. */
  readonly boot: () => Promise<string | undefined>;
  readonly dataVolume: string;
}

/**
 * Which history of changes FSEvents has for a folder's volume: the UUID of its log, which is another once the log was thrown away
 * (FSEvents.h, FSEventsCopyUUIDForDevice), on one start of the machine. What another system wrote to the disk meanwhile is in no log of
 * this one. Only root may read the UUID; `undefined`: there is no history that can be relied on. Not run on a Mac yet.
 */
export async function fsEventsHistory(
  folder: string,
  { boot, dataVolume }: HistoryPorts = { boot: bootSession, dataVolume: DATA_VOLUME },
): Promise<string | undefined> {
  try {
    const [session, { dev }] = await Promise.all([boot(), stat(folder)]);
    if (session === undefined || session === '') return undefined;
    const data = await stat(dataVolume).catch(() => undefined);
    // Below `/`, all that can change is the data volume's.
    const isOfData = data !== undefined && (data.dev === dev || folder === '/');
    const top = isOfData ? dataVolume : await topOf(folder, dev);
    const uuid = (await readFile(join(top, '.fseventsd', 'fseventsd-uuid'), 'utf8')).trim();
    return uuid === '' ? undefined : `${session} ${dev} ${uuid}`;
  } catch {
    return undefined;
  }
}

async function topOf(folder: string, dev: number): Promise<string> {
  const above = dirname(folder);
  if (above === folder || (await stat(above)).dev !== dev) return folder;
  return topOf(above, dev);
}

/** sysctl(3): `kern.bootsessionuuid`. */
async function bootSession(): Promise<string | undefined> {
  const end = await runProcess(['/usr/sbin/sysctl', '-n', 'kern.bootsessionuuid'], { timeoutMs: ASK_MS });
  return end.kind === 'exited' && end.code === 0
    ? Buffer.from(end.stdout).toString('latin1').trim()
    : undefined;
}
