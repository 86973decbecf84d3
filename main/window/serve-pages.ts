import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { protocol, type Session } from 'electron';
import { isOurAddress, SCHEME } from './page-address.ts';

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Pages come from the app's own folder and from nowhere else. */
export function servePages(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, async ({ url, method }) => {
    const path = isOurAddress(url) ? fileOf(url) : undefined;
    const type = path === undefined ? undefined : TYPES[extname(path)];
    if (method !== 'GET' || path === undefined || type === undefined) return notFound();
    const body = await readFile(join(folder, path)).catch(() => undefined);
    if (body === undefined) return notFound();
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': type,
        'content-security-policy': CSP,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-cache',
      },
    });
  });
}

/** `undefined`: it leads out of the folder, or cannot be read as a path. */
function fileOf(url: string): string | undefined {
  try {
    const path = normalize(decodeURIComponent(new URL(url).pathname));
    return path.includes('..') || path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

function notFound(): Response {
  return new Response('', { status: 404, headers: { 'content-security-policy': CSP } });
}
