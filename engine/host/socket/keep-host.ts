import type { Engine } from '../../api/engine.ts';
import type { HostEvent } from '../../api/contract.ts';
import type { LiveEvent, Snapshot } from '../../api/snapshot.ts';
import { EngineError } from '../../model/problem.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Host, HostOptions } from '../open-host.ts';
import { connectHost } from './host-connection.ts';
import { handlersBy, joinHost } from './joined-host.ts';
import { becomeHost, takeHostLock, type Current } from './own-host.ts';
import type { ServeOptions } from './serve-host.ts';
import { withLog } from './with-log.ts';

export interface KeepHostOptions extends HostOptions, Omit<ServeOptions, 'since'> {
  /** How long whoever has the lock may take to answer; 10 s unless told. */
  readonly patienceMs?: number;
  /** After every change of the process that is the host. */
  readonly onRole?: (role: 'own' | 'joined') => void;
  /** Of a host of its own: before anything begins by itself, and when everything has ended. */
  readonly onBegin?: () => void;
  readonly onEnd?: () => void;
}

const ASK_AGAIN_MS = 100;

/**
 * The one host of a data folder, whichever process it is in: this one where nobody else is, else the other's. When that one ends, this
 * one takes its place. Rejects with `host.silent` where another has the lock and does not answer.
 */
export async function keepHost(engine: Engine, options: KeepHostOptions): Promise<Host> {
  const kept = new KeptHost(engine, withLog(options));
  await kept.begin();
  return kept;
}

class KeptHost implements Host {
  readonly #engine: Engine;
  readonly #options: KeepHostOptions;
  readonly #listeners = new Set<(event: HostEvent) => void>();
  /** May be kept by whoever took it: it leads to the host of the moment. */
  readonly handlers = handlersBy((name, input) => this.#host.handlers[name](input as never));
  #current: Current | undefined;
  #sequence = 0;
  #isClosed = false;
  #following: Promise<void> = Promise.resolve();

  constructor(engine: Engine, options: KeepHostOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  async begin(): Promise<void> {
    const current = await this.#find();
    this.#use(current);
    this.#sequence = current.host.live.snapshot().sequence;
    this.#following = this.#follow(current);
  }

  get live(): Host['live'] {
    const { live } = this.#host;
    return {
      snapshot: () => this.#numbered(live.snapshot()),
      refresh: () => live.refresh(),
      isRunning: live.isRunning,
    };
  }

  woke(): void {
    this.#host.woke();
  }

  subscribe(listener: (event: HostEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  isBusy(): boolean {
    return this.#host.isBusy();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#current?.close();
    await this.#following;
  }

  get #host(): Host {
    if (this.#current === undefined) throw new Error('no host yet');
    return this.#current.host;
  }

  async #follow(first: Current): Promise<void> {
    let current = first;
    for (;;) {
      await current.gone;
      if (this.#isClosed) return;
      await current.close();
      current = await this.#findAgain();
      if (this.#isClosed) return current.close();
      this.#use(current);
      // Whoever listens learns of everything that may be another.
      const { pairs, fault } = current.host.live.snapshot();
      this.#tell({
        type: 'live',
        event: this.#numberedEvent({ type: 'pairs.changed', pairs, fault, sequence: 0 }),
      });
      this.#tell({ type: 'alerts.changed' });
    }
  }

  async #findAgain(): Promise<Current> {
    for (;;) {
      try {
        return await this.#find();
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        // Somebody has the lock and does not answer: it may again.
        await systemClock.sleep(this.#options.patienceMs ?? 10_000);
      }
    }
  }

  #use(current: Current): void {
    this.#current = current;
    current.host.subscribe((event) => {
      if (this.#current !== current) return;
      this.#tell(event.type === 'live' ? { type: 'live', event: this.#numberedEvent(event.event) } : event);
    });
  }

  /** Each host counts for itself: here the numbers go on. */
  #numberedEvent(event: LiveEvent): LiveEvent {
    this.#sequence += 1;
    return { ...event, sequence: this.#sequence };
  }

  #numbered(snapshot: Snapshot): Snapshot {
    return { ...snapshot, sequence: this.#sequence };
  }

  #tell(event: HostEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  async #find(): Promise<Current> {
    const { home, patienceMs = 10_000, onRole } = this.#options;
    const deadline = systemClock.monotonic() + patienceMs;
    for (;;) {
      const lock = await takeHostLock(this.#options);
      if (lock.ok) {
        const current = await becomeHost(this.#engine, this.#options, lock.value);
        onRole?.('own');
        return current;
      }
      const connection = await connectHost(home);
      if (connection !== undefined) {
        const host = await joinHost(connection).catch(() => undefined);
        if (host !== undefined) {
          onRole?.('joined');
          return { host, gone: connection.closed, close: () => host.close() };
        }
        connection.close();
      }
      if (systemClock.monotonic() > deadline)
        throw EngineError.of('host.silent', { text: `process ${String(lock.error.pid)}` });
      await systemClock.sleep(ASK_AGAIN_MS);
    }
  }
}
