import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface StallProxyOptions {
  readonly target: { readonly host: string; readonly port: number };
  /** By default 127.0.0.1; the runner's own address in a lab, so that its hosts reach the proxy. */
  readonly listenHost?: string;
}

/** `up` is from the client to the target. */
export type Direction = 'up' | 'down';

type Line =
  | { readonly kind: 'passing' }
  | { readonly kind: 'delayed'; readonly ms: number }
  | { readonly kind: 'stalled' }
  | { readonly kind: 'limited'; readonly bytesPerSecond: number };

interface Trigger {
  readonly direction: Direction;
  readonly atBytes: number;
  readonly act: () => void;
}

/** Starts a line to the target that can be made slow, stall or break on command. It passes everything at first. */
export async function startStallProxy(options: StallProxyOptions): Promise<StallProxy> {
  const proxy = new StallProxy(options);
  await proxy.listen(options.listenHost ?? '127.0.0.1');
  return proxy;
}

export class StallProxy {
  readonly #target: StallProxyOptions['target'];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #bytes: Record<Direction, number> = { up: 0, down: 0 };
  #line: Line = { kind: 'passing' };
  #isRefusing = false;
  readonly #waiting = new Set<() => void>();
  #triggers: Trigger[] = [];

  constructor({ target }: StallProxyOptions) {
    this.#target = target;
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#join(client));
  }

  async listen(host: string): Promise<void> {
    this.#server.listen(0, host);
    await once(this.#server, 'listening');
  }

  get host(): string {
    return (this.#server.address() as AddressInfo).address;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many bytes have passed since the start. */
  get bytes(): Readonly<Record<Direction, number>> {
    return { ...this.#bytes };
  }

  get openConnections(): number {
    return Math.floor(this.#sockets.size / 2);
  }

  pass(): void {
    this.#isRefusing = false;
    this.#set({ kind: 'passing' });
  }

  /** Every piece of data arrives that much later, one after the other. */
  delay(ms: number): void {
    this.#set({ kind: 'delayed', ms });
  }

  /** Nothing passes any more, and nobody is told: both ends see an open connection. */
  stall(): void {
    this.#set({ kind: 'stalled' });
  }

  /** For each connection and direction. */
  limit(bytesPerSecond: number): void {
    this.#set({ kind: 'limited', bytesPerSecond });
  }

  /** Resets all open connections. New ones are let in. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Resets all open connections and every new one. */
  refuse(): void {
    this.#isRefusing = true;
    this.cut();
  }

  /** Acts once, when so many bytes have passed from now on: `afterBytes('up', 1e6, () => proxy.stall())`. */
  afterBytes(direction: Direction, count: number, act: () => void): void {
    this.#triggers.push({ direction, atBytes: this.#bytes[direction] + count, act });
  }

  async close(): Promise<void> {
    this.refuse();
    this.pass();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #set(line: Line): void {
    this.#line = line;
    for (const wake of this.#waiting) wake();
  }

  #join(client: Socket): void {
    const target = connect({ ...this.#target, allowHalfOpen: true });
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.resetAndDestroy());
      socket.on('close', () => this.#sockets.delete(socket));
    }
    if (this.#isRefusing) return this.cut();
    void this.#carry(client, target, 'up');
    void this.#carry(target, client, 'down');
  }

  async #carry(from: Socket, to: Socket, direction: Direction): Promise<void> {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        for (const piece of slices(chunk, this.#line)) {
          await this.#admit(piece.length);
          if (to.destroyed) return;
          if (!to.write(piece)) await once(to, 'drain');
          this.#count(direction, piece.length);
        }
      }
      to.end();
    } catch {
      // One of the two is gone, and its 'error' has told the other.
    }
  }

  /** Returns when the line lets so many bytes through; a change of the line is felt at once. */
  async #admit(bytes: number): Promise<void> {
    for (;;) {
      const line = this.#line;
      if (line.kind === 'passing') return;
      if ((await this.#waitFor(waitMs(line, bytes))) === 'time is over') return;
    }
  }

  #waitFor(ms: number): Promise<'time is over' | 'line changed'> {
    return new Promise((resolve) => {
      const end = (reason: 'time is over' | 'line changed'): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve(reason);
      };
      const wake = (): void => end('line changed');
      const timer = ms === Infinity ? undefined : setTimeout(() => end('time is over'), ms);
      this.#waiting.add(wake);
    });
  }

  #count(direction: Direction, bytes: number): void {
    this.#bytes[direction] += bytes;
    const due = this.#triggers.filter(
      (trigger) => trigger.direction === direction && trigger.atBytes <= this.#bytes[direction],
    );
    this.#triggers = this.#triggers.filter((trigger) => !due.includes(trigger));
    for (const { act } of due) act();
  }
}

function waitMs(line: Line, bytes: number): number {
  switch (line.kind) {
    case 'passing':
      return 0;
    case 'delayed':
      return line.ms;
    case 'stalled':
      return Infinity;
    case 'limited':
      return (bytes / line.bytesPerSecond) * 1000;
  }
}

/** A slow line carries a little at a time, not a lot after a long wait. */
function slices(chunk: Buffer, line: Line): Buffer[] {
  const size = line.kind === 'limited' ? Math.max(1, Math.floor(line.bytesPerSecond / 20)) : chunk.length;
  const count = Math.ceil(chunk.length / size);
  return Array.from({ length: count }, (_, index) => chunk.subarray(index * size, (index + 1) * size));
}
