import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
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
 * Which history of changes FSEvents has for a folder: the UUID of the log (FSEvents.h, FSEventsCopyUUIDForDevice), which is another once
 * the log was thrown away; the folder itself, which may be another by the same name; and the start of the machine, since what another
 * system wrote meanwhile is in no log of this one. Only of the disk that the machine runs from: others come and go. Only root may read
 * the UUID. `undefined`: there is no history that can be relied on. Not run on a Mac yet.
 */
export async function fsEventsHistory(
  folder: string,
  { boot, dataVolume }: HistoryPorts = { boot: bootSession, dataVolume: DATA_VOLUME },
): Promise<string | undefined> {
  try {
    const [session, { dev, ino }] = await Promise.all([boot(), stat(folder)]);
    if (session === undefined || session === '') return undefined;
    // Before macOS 10.15 there is none.
    const top = await stat(dataVolume).then(
      () => dataVolume,
      () => '/',
    );
    if ((await stat(top)).dev !== dev && folder !== '/') return undefined;
    const log = join(top, '.fseventsd');
    const [names, uuid] = await Promise.all([readdir(log), readFile(join(log, 'fseventsd-uuid'), 'utf8')]);
    if (names.includes('no_log') || uuid.trim() === '') return undefined;
    return [session, dev, ino, uuid.trim()].join(' ');
  } catch {
    return undefined;
  }
}

/** sysctl(3): `kern.bootsessionuuid`. */
async function bootSession(): Promise<string | undefined> {
  const end = await runProcess(['/usr/sbin/sysctl', '-n', 'kern.bootsessionuuid'], { timeoutMs: ASK_MS });
  return end.kind === 'exited' && end.code === 0
    ? Buffer.from(end.stdout).toString('latin1').trim()
    : undefined;
}
