import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What of the data folder people see. */
export const HOME_PARTS = ['config', 'known-hosts', 'keys', 'history', 'alerts', 'promotions'] as const;
export type HomePart = (typeof HOME_PARTS)[number];

/** The folders whose entries tell of a change, below the data folder. */
export const WATCHED_FOLDERS = ['.', 'keys', 'history', 'promotions'] as const;

/** A text for each part that is another one after every change: never the content. */
export type HomeState = Readonly<Record<HomePart, string>>;

export async function readHomeState(home: string): Promise<HomeState> {
  const at = (...names: readonly string[]): Promise<string> => fileState(join(home, ...names));
  const [config, knownHosts, keys, history, index, alerts, promotions] = await Promise.all([
    at('config.json'),
    at('known_hosts'),
    folderState(join(home, 'keys')),
    // A run that begins makes a folder in it, and one that ends adds a line to the index.
    at('history'),
    at('history', 'index.ndjson'),
    at('alerts.json'),
    folderState(join(home, 'promotions')),
  ]);
  return { config, 'known-hosts': knownHosts, keys, history: `${history} ${index}`, alerts, promotions };
}

export function changedParts(before: HomeState, after: HomeState): ReadonlySet<HomePart> {
  return new Set(HOME_PARTS.filter((part) => before[part] !== after[part]));
}

/** Empty for what is not there, or may not be looked at. */
async function fileState(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(':');
  } catch {
    return '';
  }
}

/** Of the few files of a small folder. */
async function folderState(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const states = await Promise.all(
    names.sort().map(async (name) => `${name} ${await fileState(join(folder, name))}`),
  );
  return states.join('\n');
}
