import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Config } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import { atomicWrite, removeTemporaries } from './atomic-write.ts';
import { parseConfig } from './config-document.ts';
import { errnoOf, errorText } from './errno.ts';
import { takeLockFile, type HeldLock, type LockPorts, type ProcessId } from './lock-file.ts';
import { CURRENT_VERSION, MIGRATIONS, type Migration } from './migrations.ts';

export interface ConfigStore {
  /** No file is an empty configuration. Rejects with `config.unreadable` or `config.newer`. */
  readonly read: () => Promise<Config>;
  /**
   * Reads, changes and writes while no other process does; resolves to what was written. `change` may throw: nothing is
   * written then. Rejects as `read` does, and with `config.unwritable`.
   */
  readonly update: (change: (config: Config) => Config) => Promise<Config>;
}

export interface ConfigPorts extends LockPorts {
  readonly owner: ProcessId;
}

const LOCK_WAIT_MS = 10_000;
const LOCK_POLL_MS = 15;

/** The configuration in `config.json` of the data folder, which is made with the first update. */
export function openConfig(
  home: string,
  ports: ConfigPorts,
  migrations: readonly Migration[] = MIGRATIONS,
): ConfigStore {
  const path = join(home, 'config.json');
  let last: Promise<unknown> = Promise.resolve();
  const update = async (change: (config: Config) => Config): Promise<Config> => {
    const lock = await takeConfigLock(home, path, ports);
    try {
      await removeTemporaries(path);
      const stored = await readStored(path, migrations);
      const changed = Config.parse(change(stored.config));
      await write(home, path, changed, stored);
      return changed;
    } finally {
      await lock.release().catch(() => undefined);
    }
  };
  return {
    read: async () => (await readStored(path, migrations)).config,
    update: (change) => {
      const next = last.then(() => update(change));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

interface Stored {
  readonly config: Config;
  /** The version on the disk. */
  readonly from: number;
  readonly bytes: Uint8Array | undefined;
}

async function readStored(path: string, migrations: readonly Migration[]): Promise<Stored> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT')
      return { config: { version: CURRENT_VERSION, pairs: [] }, from: CURRENT_VERSION, bytes: undefined };
    throw EngineError.of('config.unreadable', { path, text: errorText(error) }, 'person', error);
  }
  return { ...parseConfig(bytes, path, migrations), bytes };
}

async function write(home: string, path: string, config: Config, { from, bytes }: Stored): Promise<void> {
  try {
    if (from !== CURRENT_VERSION && bytes !== undefined) {
      await atomicWrite(join(home, `config.v${String(from)}.json`), bytes);
    }
    await atomicWrite(path, `${JSON.stringify(config, undefined, 2)}\n`);
  } catch (error) {
    throw EngineError.of('config.unwritable', { path, text: errorText(error) }, 'person', error);
  }
}

async function takeConfigLock(home: string, path: string, ports: ConfigPorts): Promise<HeldLock> {
  for (let waitedMs = 0; ; waitedMs += LOCK_POLL_MS) {
    const taken = await tryConfigLock(home, path, ports);
    if (taken.ok) return taken.value;
    const { pid, since } = taken.error;
    if (waitedMs >= LOCK_WAIT_MS) {
      const text = `process ${String(pid)} has been changing it since ${since}`;
      throw EngineError.of('config.unwritable', { path, text }, 'transient');
    }
    await delay(LOCK_POLL_MS);
  }
}

async function tryConfigLock(home: string, path: string, ports: ConfigPorts) {
  try {
    return await takeLockFile(join(home, 'locks', 'config.lock'), ports.owner, ports);
  } catch (error) {
    throw EngineError.of('config.unwritable', { path, text: errorText(error) }, 'person', error);
  }
}
