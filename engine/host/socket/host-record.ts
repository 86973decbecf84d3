import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive } from '../../platform/process-identity.ts';
import { atomicWrite } from '../../store/atomic-write.ts';

/** Where the host of a data folder listens. Who can read it is the owner of the folder, and shows so by the token. */
const HostRecord = z.object({
  version: z.literal(1),
  pid: z.number().int().min(2),
  startToken: z.string(),
  /** Absolute path of the socket: see socket-folder.ts. */
  socket: z.string(),
  /** Another one with each host. */
  token: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the app. */
  app: z.string(),
  /** What it is: the app with its windows, or `warmspare serve`. */
  kind: z.enum(['app', 'serve']),
  /** ISO 8601, UTC. */
  since: z.string(),
});
export type HostRecord = z.infer<typeof HostRecord>;

const pathIn = (home: string): string => join(home, 'host.json');

export async function writeHostRecord(home: string, record: HostRecord): Promise<void> {
  await atomicWrite(pathIn(home), `${JSON.stringify(record)}\n`);
}

/** Of a host that is alive; `undefined`: there is none, or nobody can tell. */
export async function readHostRecord(home: string): Promise<HostRecord | undefined> {
  try {
    const record = HostRecord.parse(JSON.parse(await readFile(pathIn(home), 'utf8')));
    return isAlive(record.pid, record.startToken) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Unless it is another host's by now. */
export async function removeHostRecord(home: string, token: string): Promise<void> {
  const now = await readFile(pathIn(home), 'utf8').catch(() => '');
  if (now.includes(token)) await rm(pathIn(home), { force: true });
}
