import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { z } from 'zod';
import { requests, type HostEvent } from '../../api/contract.ts';
import { EngineError } from '../../model/problem.ts';
import { answerRequest } from '../answer-request.ts';
import type { Host } from '../open-host.ts';
import { MOST_BYTES_ASKED, readFrames, sendFrame } from './frames.ts';
import type { ServeOptions } from './serve-host.ts';

const Hello = z.object({ hello: z.object({ token: z.string().max(100) }) });
const Asked = z.object({
  ask: z.object({ id: z.number(), name: z.string(), input: z.unknown().optional() }),
});

/** A client that reads nothing is let go before it fills the memory; it comes back and asks for everything again. */
const MOST_WAITING_BYTES = 16 * 1024 ** 2;

/** Until it hangs up, or says what nobody understands. */
export async function attendClient(
  client: Socket,
  token: string,
  host: Host,
  options: ServeOptions,
): Promise<void> {
  let isKnown = false;
  let stopTelling = (): void => undefined;
  const onFrame = (frame: unknown): void => {
    if (!isKnown) {
      isKnown = isOwner(frame, token);
      if (!isKnown) throw new Error('not the owner');
      sendFrame(client, { hello: { pid: options.owner.pid, app: options.app } });
      stopTelling = host.subscribe((event) => tell(client, event));
      return;
    }
    const { id, name, input } = Asked.parse(frame).ask;
    void answerRequest({ requests, handlers: host.handlers, onBug: options.onBug }, name, input).then(
      (reply) => sendFrame(client, { reply: { id, ...reply } }),
    );
  };
  try {
    await readFrames(client, MOST_BYTES_ASKED, onFrame);
  } catch {
    sendFrame(client, { refused: EngineError.of('request.invalid', { text: 'not understood' }).problem });
    client.end();
  } finally {
    stopTelling();
  }
}

function isOwner(frame: unknown, token: string): boolean {
  const hello = Hello.safeParse(frame);
  if (!hello.success) return false;
  const given = Buffer.from(hello.data.hello.token);
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function tell(client: Socket, event: HostEvent): void {
  if (client.writableLength > MOST_WAITING_BYTES) client.destroy();
  else sendFrame(client, { event });
}
