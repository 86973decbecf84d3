import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import ssh2, { type AuthContext, type Connection } from 'ssh2';
import { onTestFinished } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { makeKeyPair, readKey } from '../../../engine/ssh/key-pair.ts';
import { pinOf } from '../../../engine/ssh/host-keys.ts';

export type Serve = (connection: Connection) => void;
type Algorithms = NonNullable<ssh2.ServerConfig['algorithms']>;

function endpointAt(port: number, hostKey: string): SshEndpoint {
  return { kind: 'ssh', user: 'admin', host: '127.0.0.1', port, hostKey };
}

/** A server that does with each connection's bytes what the test says, until the test ends. */
export async function startRawServer(serve: (socket: Socket) => void): Promise<SshEndpoint> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return endpointAt((server.address() as AddressInfo).port, `SHA256:${'A'.repeat(43)}`);
}

/** An ssh server whose every answer is the test's. Each connection takes the next of the host keys. */
export async function startOddServer(
  serve: Serve,
  { hostKeys = [makeKeyPair({ comment: 'host' }).privateKey], algorithms = {} as Algorithms } = {},
): Promise<SshEndpoint> {
  const servers = hostKeys.map((key) => {
    const server = new ssh2.Server({ hostKeys: [key], algorithms }, (connection) => {
      connection.on('error', () => undefined);
      serve(connection);
    });
    server.on('error', () => undefined);
    return server;
  });
  let count = 0;
  const endpoint = await startRawServer((socket) => {
    servers[Math.min(count++, servers.length - 1)]?.injectSocket(socket);
  });
  const blob = readKey(hostKeys[0] ?? '')?.getPublicSSH() ?? Buffer.alloc(0);
  return { ...endpoint, hostKey: pinOf(blob) };
}

/** Answers each request to sign in by its method; none of them is told what there is. */
export function answering(
  methods: ssh2.AuthenticationType[],
  answers: Partial<Record<string, (context: AuthContext, connection: Connection) => void>>,
): Serve {
  return (connection) => {
    connection.on('authentication', (context) => {
      const answer = answers[context.method];
      if (answer === undefined) context.reject(methods);
      else answer(context, connection);
    });
  };
}

/** Asks prompts, one set after the other, and then accepts. */
export function prompting(...rounds: readonly (readonly ssh2.Prompt[])[]): (context: AuthContext) => void {
  return (context) => {
    if (context.method !== 'keyboard-interactive') throw new Error('no prompts there');
    const ask = (index: number): void => {
      const round = rounds[index];
      if (round === undefined) context.accept();
      else context.prompt([...round], () => ask(index + 1));
    };
    ask(0);
  };
}

/** Runs nothing, and says what `id` would. */
export function runningId(connection: Connection): void {
  connection.on('session', (accept) => {
    accept().on('exec', (acceptExec, _reject, { command }) => {
      const channel = acceptExec();
      const nonce = /warmspare ([0-9a-f]{24}) begin/.exec(command)?.[1] ?? '';
      channel.write(`warmspare ${nonce} begin\n501\nadmin\n\nwarmspare ${nonce} end\n`);
      channel.exit(0);
      channel.end();
    });
  });
}
