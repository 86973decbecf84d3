import { appendFileSync, chmodSync, renameSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { StoredLogEntry, type LogEntry } from '../model/log-entry.ts';

export interface HostLogLimits {
  /** A file that has more than this is put by, … */
  readonly fileBytes: number;
  /** … and so many are kept beside the newest. */
  readonly oldFiles: number;
}

export const HOST_LOG_LIMITS: HostLogLimits = { fileBytes: 1024 ** 2, oldFiles: 3 };

export interface HostLog {
  /** At once: the process may be about to end. A disk that takes nothing stops nobody. */
  readonly write: (entry: LogEntry) => void;
  /** Oldest first, of all files; lines that are no entries are left out. */
  readonly read: () => AsyncIterable<LogEntry>;
  /** The newest file. */
  readonly path: string;
}

/** `host.log` of the data folder: a JSON document a line. */
export function openHostLog(home: string, limits: HostLogLimits = HOST_LOG_LIMITS): HostLog {
  const path = join(home, 'host.log');
  const old = (number: number): string => join(home, `host.${String(number)}.log`);
  return {
    path,
    write: (entry) => {
      try {
        if (sizeOf(path) > limits.fileBytes) rotate(path, old, limits.oldFiles);
        appendFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
        chmodSync(path, 0o600);
      } catch {
        // What cannot be written down is shown all the same, where it happens.
      }
    },
    read: async function* () {
      for (let number = limits.oldFiles; number > 0; number -= 1) yield* entriesOf(old(number));
      yield* entriesOf(path);
    },
  };
}

function rotate(path: string, old: (number: number) => string, oldFiles: number): void {
  for (let number = oldFiles; number > 0; number -= 1) {
    const from = number === 1 ? path : old(number - 1);
    if (sizeOf(from) > 0) renameSync(from, old(number));
  }
}

/** 0 of what is not there. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

async function* entriesOf(path: string): AsyncIterable<LogEntry> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return;
  for await (const line of file.readLines()) {
    const entry = entryOf(line);
    if (entry !== undefined) yield entry;
  }
}

/** `undefined`: not one, as where a process was killed in the middle of a line. */
export function entryOf(line: string): LogEntry | undefined {
  try {
    return StoredLogEntry.parse(JSON.parse(line)) as unknown as LogEntry;
  } catch {
    return undefined;
  }
}
