import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import type { HostEvent, InputOf, Reply, ReplyOf, requests } from '../../api/contract.ts';
import { EngineError, type Problem } from '../../model/problem.ts';
import { MOST_BYTES_TOLD, readFrames, sendFrame } from './frames.ts';
import { readHostRecord, type HostRecord } from './host-record.ts';

type Contract = typeof requests;

const Told = z.union([
  z.object({ hello: z.object({ pid: z.number(), app: z.string() }) }),
  z.object({ reply: z.looseObject({ id: z.number(), ok: z.boolean() }) }),
  z.object({ event: z.unknown() }),
  z.object({ refused: z.unknown() }),
]);

const HELLO_MS = 5_000;

/** A client's line to the host of a data folder. */
export interface HostConnection {
  readonly record: HostRecord;
  /** Rejects with the problem that the host answers, and with `host.gone` when there is no answer any more. */
  readonly ask: <K extends keyof Contract>(
    name: K,
    input: InputOf<Contract[K]>,
  ) => Promise<ReplyOf<Contract[K]>>;
  /** Everything that happens, from now on. Returns what ends it. */
  readonly subscribe: (listener: (event: HostEvent) => void) => () => void;
  /** Resolves when the line is cut, by whichever side. */
  readonly closed: Promise<void>;
  readonly close: () => void;
}

/** `undefined`: no host is there, or it does not let us in. */
export async function connectHost(home: string): Promise<HostConnection | undefined> {
  const record = await readHostRecord(home);
  if (record === undefined) return undefined;
  const socket = connect(record.socket);
  const connection = new Connection(socket, record);
  return (await connection.begin()) ? connection : undefined;
}

class Connection implements HostConnection {
  readonly record: HostRecord;
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #listeners = new Set<(event: HostEvent) => void>();
  readonly #waiting = new Map<number, (reply: Reply<unknown>) => void>();
  #greeted: (isIn: boolean) => void = () => undefined;
  #isClosed = false;
  #lastId = 0;

  constructor(socket: Socket, record: HostRecord) {
    this.#socket = socket;
    this.record = record;
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    void this.closed.then(() => this.#end());
  }

  async begin(): Promise<boolean> {
    const timer = setTimeout(() => this.#socket.destroy(), HELLO_MS);
    const greeted = new Promise<boolean>((resolve) => (this.#greeted = resolve));
    void readFrames(this.#socket, MOST_BYTES_TOLD, (frame) => this.#take(frame)).catch(() => this.close());
    this.#socket.once('connect', () => sendFrame(this.#socket, { hello: { token: this.record.token } }));
    const isIn = await greeted;
    clearTimeout(timer);
    if (!isIn) this.close();
    return isIn;
  }

  ask<K extends keyof Contract>(name: K, input: InputOf<Contract[K]>): Promise<ReplyOf<Contract[K]>> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (reply) => {
        // The contract says what its answer is.
        if (reply.ok) resolve(reply.value as ReplyOf<Contract[K]>);
        else reject(new EngineError(reply.problem));
      });
      if (this.#isClosed) this.#end();
      else sendFrame(this.#socket, { ask: { id, name, input } });
    });
  }

  subscribe(listener: (event: HostEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(frame: unknown): void {
    const told = Told.parse(frame);
    if ('hello' in told) return this.#greeted(true);
    if ('refused' in told) return this.close();
    if ('event' in told) {
      for (const listener of this.#listeners) listener(told.event as HostEvent);
      return;
    }
    const { id, ...reply } = told.reply;
    const take = this.#waiting.get(id);
    this.#waiting.delete(id);
    // Written by the host, which is another version of this program at the most.
    take?.(reply as unknown as Reply<unknown>);
  }

  #end(): void {
    this.#isClosed = true;
    this.#greeted(false);
    const problem: Problem = EngineError.of('host.gone', {}).problem;
    for (const take of this.#waiting.values()) take({ ok: false, problem });
    this.#waiting.clear();
  }
}
