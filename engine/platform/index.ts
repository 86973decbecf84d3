import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export type Platform = 'darwin' | 'linux' | 'other';

/** The one place that asks which system this is. */
export function currentPlatform(): Platform {
  return process.platform === 'darwin' || process.platform === 'linux' ? process.platform : 'other';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the app keeps its data: WARMSPARE_HOME, else `~/Library/Application Support/Warmspare` on macOS, else the XDG data
 * folder (a relative XDG_DATA_HOME is to be ignored, says the XDG Base Directory Specification).
 */
export function defaultHome(env: Environment, platform = currentPlatform(), userHome = homedir()): string {
  const asked = env['WARMSPARE_HOME'];
  if (asked !== undefined && asked !== '') return resolve(asked);
  if (platform === 'darwin') return join(userHome, 'Library', 'Application Support', 'Warmspare');
  const data = env['XDG_DATA_HOME'];
  return join(data !== undefined && isAbsolute(data) ? data : join(userHome, '.local', 'share'), 'warmspare');
}
