import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Switch {
  /** Of 127.0.0.1. */
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Leads so many connections to the ssh server of one machine, and all later ones to another's. */
export async function startSwitch(first: string, then: string, connections: number): Promise<Switch> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((client) => {
    count += 1;
    const target = connect({ host: count <= connections ? first : then, port: 22 });
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy()).pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
