import type { Handlers, HostEvent } from '../../api/contract.ts';
import { requests } from '../../api/contract.ts';
import type { LiveEvent, Snapshot } from '../../api/snapshot.ts';
import type { Host } from '../open-host.ts';
import type { HostConnection } from './host-connection.ts';

type Contract = typeof requests;

/** A host in another process, as those here see their own. */
export async function joinHost(connection: HostConnection): Promise<Host> {
  let snapshot: Snapshot = { sequence: 0, pairs: [], fault: undefined };
  const listeners = new Set<(event: HostEvent) => void>();
  const reading = new Set<LiveEvent[]>();
  const read = async (): Promise<void> => {
    const meanwhile: LiveEvent[] = [];
    reading.add(meanwhile);
    try {
      const now = await connection.ask('snapshot.get', undefined);
      // What came after it was taken is newer, and says of nothing but one pair how it is.
      snapshot = meanwhile.reduce(after, now);
    } finally {
      reading.delete(meanwhile);
    }
  };
  connection.subscribe((event) => {
    if (event.type === 'live') {
      snapshot = after(snapshot, event.event);
      for (const meanwhile of reading) meanwhile.push(event.event);
    }
    for (const listener of listeners) listener(event);
  });
  await read();
  return {
    handlers: handlersBy((name, input) => connection.ask(name, input as never)),
    live: {
      snapshot: () => snapshot,
      refresh: () => read(),
      get isRunning() {
        return snapshot.pairs.some(({ live }) => live !== undefined);
      },
    },
    // It has its own way to know.
    woke: () => undefined,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    // What is under way goes on without this process.
    isBusy: () => false,
    close: async () => {
      connection.close();
      await connection.closed;
    },
  };
}

function after(before: Snapshot, event: LiveEvent): Snapshot {
  const { sequence } = event;
  if (sequence <= before.sequence) return before;
  switch (event.type) {
    case 'pairs.changed':
      return { sequence, pairs: event.pairs, fault: event.fault };
    case 'pair.changed': {
      const { pair } = event;
      return {
        ...before,
        sequence,
        pairs: before.pairs.map((view) => (view.pair.id === pair.pair.id ? pair : view)),
      };
    }
    case 'run.event':
      return { ...before, sequence };
  }
}

/** A handler for each request of the contract, all of them by this one. */
export function handlersBy(
  ask: (name: keyof Contract, input: unknown) => Promise<unknown>,
): Handlers<Contract> {
  const names = Object.keys(requests) as (keyof Contract)[];
  // One for each name of the contract, which says what its answer is.
  return Object.fromEntries(
    names.map((name) => [name, (input: unknown) => ask(name, input)]),
  ) as unknown as Handlers<Contract>;
}
