import type { Socket } from 'node:net';
import { Secret } from '../../model/secret.ts';

/** One JSON document a line, UTF-8. A longer line than that ends the connection: memory is not the sender's to fill. */
export const MOST_BYTES_ASKED = 4 * 1024 ** 2;
export const MOST_BYTES_TOLD = 256 * 1024 ** 2;

/** Hands over every document; resolves at the end of the stream, and rejects with what is no document or too long. */
export async function readFrames(
  socket: Socket,
  mostBytes: number,
  onFrame: (frame: unknown) => void,
): Promise<void> {
  let pieces: Buffer[] = [];
  let bytes = 0;
  // Who could not be understood is told so before the line is cut.
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...pieces, chunk.subarray(from, end)]);
      pieces = [];
      bytes = 0;
      from = end + 1;
      onFrame(JSON.parse(line.toString('utf8')));
    }
    pieces.push(chunk.subarray(from));
    bytes += chunk.length - from;
    if (bytes > mostBytes) throw new Error('a line is too long');
  }
}

/** Fine when the other side has gone. Secrets show themselves here alone: the socket is the owner's, and nothing is kept of it. */
export function sendFrame(socket: Socket, frame: unknown): void {
  if (!socket.writable) return;
  socket.write(`${JSON.stringify(frame, revealed)}\n`);
}

/** JSON.stringify asks a value's own toJSON before this: the holder has it as it is. */
function revealed(this: unknown, key: string, value: unknown): unknown {
  const own = (this as Readonly<Record<string, unknown>>)[key];
  return own instanceof Secret ? own.reveal() : value;
}
