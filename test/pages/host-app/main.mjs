/* Shows pages of the app without its main process: the test answers what they ask. The pages come by the same scheme and under
   the same rules as in the app. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';

const FOLDER = process.env['WARMSPARE_PAGES'] ?? '';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

protocol.registerSchemesAsPrivileged([{ scheme: 'warmspare', privileges: { standard: true, secure: true } }]);
// Not awaited: the app gets ready once this file has been read.
void app.whenReady().then(open);

function open() {
  protocol.handle('warmspare', async ({ url }) => {
    const path = normalize(new URL(url).pathname);
    const type = /** @type {Record<string, string>} */ (TYPES)[extname(path)];
    if (type === undefined) return new Response('', { status: 404 });
    const body = await readFile(join(FOLDER, path)).catch(() => undefined);
    return body === undefined
      ? new Response('', { status: 404 })
      : new Response(body, { headers: { 'content-type': type, 'content-security-policy': CSP } });
  });
  // Playwright waits for a window's first page.
  void new BrowserWindow({ width: 980, height: 660, useContentSize: true }).loadURL('about:blank');
}
