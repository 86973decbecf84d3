import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The three folders that stand for the volumes of the pair, on both sides. */
export const VOLUME_NAMES = ['System', 'Users', 'Space/admin'] as const;
export type VolumeName = (typeof VOLUME_NAMES)[number];

/** All that the demo makes lies in one private folder. */
export interface DemoFolder {
  readonly path: string;
  readonly primary: string;
  readonly standby: string;
  /** Of the account on the standby. */
  readonly standbyHome: string;
  readonly authorizedKeysFile: string;
  /** Where set-up puts the guard: what is /usr/local/libexec/warmspare on a machine of its own. */
  readonly guardFolder: string;
  /** The engine's data folder. */
  readonly home: string;
  readonly remove: () => Promise<void>;
  /** For a process that is about to end. */
  readonly removeNow: () => void;
}

/** Makes the folder, 0700, and the standby's empty volumes in it. */
export async function makeDemoFolder(parent: string = tmpdir()): Promise<DemoFolder> {
  // On a Mac the temporary folder is reached through a link, and the engine shows real paths.
  const path = await mkdtemp(join(await realpath(parent), 'warmspare-demo-'));
  const standby = join(path, 'standby');
  const standbyHome = join(standby, 'home');
  // Set-up takes no folder that others may write to, whatever the umask.
  const shared = { recursive: true, mode: 0o755 };
  for (const name of VOLUME_NAMES) await mkdir(join(standby, name), shared);
  await mkdir(standbyHome, { mode: 0o700 });
  const options = { recursive: true, force: true, maxRetries: 3 };
  return {
    path,
    primary: join(path, 'primary'),
    standby,
    standbyHome,
    authorizedKeysFile: join(standbyHome, '.ssh', 'authorized_keys'),
    guardFolder: join(standby, 'usr/local/libexec/warmspare'),
    home: join(path, 'data'),
    remove: () => rm(path, options),
    removeNow: () => {
      rmSync(path, options);
    },
  };
}
