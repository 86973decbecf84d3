import { connect } from 'node:net';
import type { SshAddress } from '../model/endpoint.ts';
import type { PrimaryLook } from '../model/promotion.ts';
import { NotSsh, waitForGreeting } from './host-keys.ts';

type Heard = Pick<PrimaryLook, 'state' | 'text'>;

/**
 * Whether anything is there behind the port of an ssh server. Whoever refuses a connection, or says something else than ssh, is alive: an sshd
 * that is gone is no machine that is gone.
 */
export async function hearSsh(
  { host, port }: Pick<SshAddress, 'host' | 'port'>,
  timeoutMs: number,
): Promise<Heard> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const socket = connect({ host, port });
  const end = (): void => void socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
  deadline.addEventListener('abort', end, { once: true });
  let isConnected = false;
  socket.once('connect', () => (isConnected = true)).on('error', () => undefined);
  try {
    return { state: 'answers', text: await waitForGreeting(socket) };
  } catch (error) {
    if (isConnected || error instanceof NotSsh)
      return { state: 'answers', text: 'something takes the connection, and does not speak ssh' };
    return heardOf(error instanceof Error && 'code' in error ? String(error.code) : '', timeoutMs);
  } finally {
    deadline.removeEventListener('abort', end);
    socket.destroy();
  }
}

function heardOf(errno: string, timeoutMs: number): Heard {
  switch (errno) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return { state: 'answers', text: 'it refuses the connection, so it is there' };
    case 'ETIMEDOUT':
      return { state: 'silent', text: `nothing within ${String(Math.round(timeoutMs / 1_000))} s` };
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
      return { state: 'silent', text: 'no machine answers at that address' };
    default:
      // ENETUNREACH, ENETDOWN, EADDRNOTAVAIL: it is this machine that has no way there.
      return {
        state: 'unknown',
        text: `it could not be asked (${errno === '' ? 'no reason given' : errno})`,
      };
  }
}
