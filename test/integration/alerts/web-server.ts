import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { Certificate } from './certificates.ts';

export interface WebServer {
  readonly url: string;
  readonly asked: {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingMessage['headers'];
    readonly body: string;
  }[];
}

/** A real web server on loopback. Its listener comes after the body was read. */
export async function startWebServer(
  listener: RequestListener,
  certificate?: Certificate,
): Promise<WebServer> {
  const asked: WebServer['asked'] = [];
  const listen: RequestListener = (request, response) => {
    void text(request)
      .catch(() => '')
      .then((body) => {
        asked.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
        listener(request, response);
      });
  };
  const server = certificate === undefined ? createHttp(listen) : createHttps({ ...certificate }, listen);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}`, asked };
}
