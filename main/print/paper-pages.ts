import { randomBytes } from 'node:crypto';
import { BrowserWindow, session as sessions, type Session } from 'electron';
import { lockDownSession } from '../window/lock-down.ts';
import { paperAddress, SCHEME } from '../window/page-address.ts';

export type Paper = 'A4' | 'Letter';

/** Styles of its own and nothing else: no script, and nothing from anywhere. */
const CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Puts documents that need nothing else onto paper, each from a hidden page of its own that runs no script and reaches nothing. What a
 * document's style says of the edge of each sheet (`@page`) is drawn by Chromium from 131 on; an older one leaves it out.
 */
export class PaperPages {
  readonly #documents = new Map<string, string>();
  #session: Session | undefined;

  pdf(html: string, pageSize: Paper): Promise<Uint8Array> {
    return this.#withPage(html, ({ webContents }) =>
      webContents.printToPDF({ pageSize, printBackground: true }),
    );
  }

  /** By the system's own dialog; resolves when it is closed. False: nothing was printed. */
  print(html: string): Promise<boolean> {
    return this.#withPage(
      html,
      ({ webContents }) => new Promise((resolve) => webContents.print({}, (isPrinted) => resolve(isPrinted))),
    );
  }

  async #withPage<T>(html: string, use: (page: BrowserWindow) => Promise<T>): Promise<T> {
    const id = randomBytes(16).toString('hex');
    this.#documents.set(id, html);
    const page = new BrowserWindow({
      show: false,
      webPreferences: {
        session: (this.#session ??= this.#open()),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        webviewTag: false,
        spellcheck: false,
        disableDialogs: true,
        navigateOnDragDrop: false,
      },
    });
    try {
      await page.loadURL(paperAddress(id));
      return await use(page);
    } finally {
      this.#documents.delete(id);
      page.destroy();
    }
  }

  /** Kept in memory alone. */
  #open(): Session {
    const session = sessions.fromPartition('paper');
    lockDownSession(session);
    session.protocol.handle(SCHEME, ({ url }) => {
      const html = [...this.#documents].find(([id]) => url === paperAddress(id))?.[1];
      return new Response(html ?? '', {
        status: html === undefined ? 404 : 200,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': CSP,
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
        },
      });
    });
    return session;
  }
}
