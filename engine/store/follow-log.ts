import { open, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { LogEntry } from '../model/log-entry.ts';
import { entryOf } from './host-log.ts';

const LOOK_AFTER_MS = 300;

/** What is written to the newest file from now on, until aborted. A file that was put by is followed by the new one from its start. */
export async function* followLog(path: string, signal: AbortSignal): AsyncIterable<LogEntry> {
  let { inode, size } = await placeOf(path);
  let rest = '';
  while (!signal.aborted) {
    const now = await placeOf(path);
    if (now.inode !== inode || now.size < size)
      ({ inode, size, rest } = { inode: now.inode, size: 0, rest: '' });
    if (now.size > size) {
      const text = rest + (await readFrom(path, size, now.size - size));
      size = now.size;
      const lines = text.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const entry = entryOf(line);
        if (entry !== undefined) yield entry;
      }
    }
    await delay(LOOK_AFTER_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function placeOf(path: string): Promise<{ readonly inode: number; readonly size: number }> {
  const found = await stat(path).catch(() => undefined);
  return { inode: found?.ino ?? 0, size: found?.size ?? 0 };
}

async function readFrom(path: string, position: number, length: number): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}
