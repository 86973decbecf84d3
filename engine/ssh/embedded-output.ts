import type { Readable, Writable } from 'node:stream';
import type { ServerChannel } from 'ssh2';

/** What ssh2 keeps of writes that wait for the client's window; none of it is in its types. */
interface WaitingWrites {
  _chunk: unknown;
  _chunkcb: unknown;
  _chunkErr: unknown;
  _chunkcbErr: unknown;
}

/**
 * Sends both outputs of a command over its channel, one write at a time. ssh2 1.17 (lib/Channel.js, and CHANNEL_WINDOW_ADJUST
 * in lib/server.js) has one place for "a write waits": of two it goes on with one, and it never forgets a chunk that waited,
 * so that standard error, waiting later, sends that chunk again. Resolves when all is sent or the channel is closed.
 */
export async function sendOutput(channel: ServerChannel, stdout: Readable, stderr: Readable): Promise<void> {
  let isClosed = false;
  const closed = new Promise<void>((resolve) => {
    channel.once('close', () => {
      isClosed = true;
      // Whoever writes on hears that nobody reads.
      stdout.destroy();
      stderr.destroy();
      resolve();
    });
  });
  let last = Promise.resolve();
  const send = (stream: Writable, chunk: Buffer): Promise<void> => {
    const turn = last.then(() =>
      isClosed ? undefined : Promise.race([write(channel, stream, chunk), closed]),
    );
    last = turn;
    return turn;
  };
  await Promise.all([
    pump(stdout, (chunk) => send(channel, chunk)),
    pump(stderr, (chunk) => send(channel.stderr, chunk)),
  ]);
}

/** A pipe that was destroyed has ended, too. */
async function pump(source: Readable, send: (chunk: Buffer) => Promise<void>): Promise<void> {
  try {
    for await (const chunk of source) await send(chunk as Buffer);
  } catch (error) {
    if (!source.destroyed) throw error;
  }
}

function write(channel: ServerChannel, stream: Writable, chunk: Buffer): Promise<void> {
  const waiting = channel as unknown as WaitingWrites;
  waiting._chunk = waiting._chunkcb = waiting._chunkErr = waiting._chunkcbErr = undefined;
  return new Promise((resolve) => {
    stream.write(chunk, () => {
      resolve();
    });
  });
}
