import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { EngineError, type Problem } from '../../model/problem.ts';
import { errorText } from '../../store/errno.ts';
import { makeSocketFolder, SOCKET_NAME } from '../../ssh/socket-folder.ts';
import type { Host } from '../open-host.ts';
import { attendClient } from './attend-client.ts';
import { readHostRecord, removeHostRecord, writeHostRecord, type HostRecord } from './host-record.ts';

export interface ServeOptions {
  readonly home: string;
  readonly owner: { readonly pid: number; readonly startToken: string };
  /** The app's version. */
  readonly app: string;
  readonly kind: HostRecord['kind'];
  readonly since: string;
  readonly onBug: (request: string, error: unknown) => Problem | Promise<Problem>;
  readonly onProblem?: (error: unknown) => void;
  /** How often to look whether the socket is there; 15 s unless told. */
  readonly lookAfterMs?: number;
}

export interface ServedHost {
  readonly close: () => Promise<void>;
}

/**
 * The contract over a socket that only the owner of the data folder reaches: the folder of the socket is 0700, the socket 0600, and a
 * client proves with its first line that it can read `host.json`, which is 0600, too. Node tells no peer's credentials.
 */
export async function serveHost(host: Host, options: ServeOptions): Promise<ServedHost> {
  const door = new Door(host, options);
  await door.tryToOpen();
  return door;
}

/** Folders for short-lived files are swept by the system: a door that is gone is made anew. */
const LOOK_AFTER_MS = 15_000;

class Door implements ServedHost {
  readonly #host: Host;
  readonly #options: ServeOptions;
  readonly #clients = new Set<Socket>();
  #server: Server | undefined;
  #record: HostRecord | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  /** Why there is no door was said. */
  #isTold = false;

  constructor(host: Host, options: ServeOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Where nothing can be written it is tried again: a host without a door is still one for its own process. */
  async tryToOpen(): Promise<void> {
    try {
      await this.#open();
      this.#isTold = false;
    } catch (error) {
      if (!this.#isTold) this.#options.onProblem?.(unwritable(this.#options.home, error));
      this.#isTold = true;
    }
    this.#lookLater();
  }

  async #open(): Promise<void> {
    const { home, owner, app, kind, since } = this.#options;
    const socket = join(await makeSocketFolder(), SOCKET_NAME);
    const token = randomBytes(32).toString('hex');
    this.#server = createServer((client) => this.#letIn(client, token));
    await listen(this.#server, socket);
    this.#record = { version: 1, ...owner, socket, token, app, kind, since };
    await writeHostRecord(home, this.#record);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#looking;
    clearTimeout(this.#timer);
    if (this.#record !== undefined) await removeHostRecord(this.#options.home, this.#record.token);
    for (const client of this.#clients) client.end();
    // Who does not hang up by itself.
    setTimeout(() => {
      for (const client of this.#clients) client.destroy();
    }, 500).unref();
    await this.#shut();
  }

  #lookLater(): void {
    const afterMs = this.#options.lookAfterMs ?? LOOK_AFTER_MS;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look();
    }, afterMs).unref();
  }

  /** Those who are in stay: an old server only takes no more. */
  async #look(): Promise<void> {
    if (await this.#isThere()) return this.#lookLater();
    void this.#shut();
    await this.tryToOpen();
  }

  async #isThere(): Promise<boolean> {
    const stored = await readHostRecord(this.#options.home);
    return this.#record !== undefined && stored?.token === this.#record.token && existsSync(stored.socket);
  }

  async #shut(): Promise<void> {
    const server = this.#server;
    const socket = this.#record?.socket;
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
    if (socket !== undefined) await rm(dirname(socket), { recursive: true, force: true });
  }

  #letIn(client: Socket, token: string): void {
    this.#clients.add(client);
    client.on('close', () => this.#clients.delete(client));
    client.on('error', () => undefined);
    void attendClient(client, token, this.#host, this.#options).finally(() => client.destroy());
  }
}

function unwritable(path: string, error: unknown): EngineError {
  return EngineError.of('config.unwritable', { path, text: errorText(error) }, 'person', error);
}

async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
}
