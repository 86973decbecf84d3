import { fileURLToPath } from 'node:url';
import type { ElectronApplication, Page } from 'playwright-core';
import { startApp } from '../e2e/launch.ts';
import type { WindowEvent } from '../../engine/api/app-contract.ts';
import { FakeMain, type FakeAnswers } from './fake-main.ts';

/** The moment at which pages of a test are looked at. */
export const PAGE_NOW = '2026-11-26T09:16:00.000Z';

export interface PageOptions {
  readonly page: 'window' | 'popover';
  readonly answers: FakeAnswers;
  readonly theme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
  /** 2: text of 200 %. */
  readonly zoom?: number;
  /** ISO 8601; the page's clock stands still there. */
  readonly now?: string;
}

export interface ShownPage {
  readonly page: Page;
  readonly main: FakeMain;
  readonly tell: (...events: readonly WindowEvent[]) => Promise<void>;
}

const SIZES = { window: { width: 980, height: 660 }, popover: { width: 380, height: 640 } };

const PAGES_FOLDER = fileURLToPath(new URL('../../dist/app/renderer/', import.meta.url));
const HOST_APP = fileURLToPath(new URL('./host-app/', import.meta.url));

/** Pages of the app in one Electron, one after the other, each with a main process of the test's. */
export class PageStage {
  readonly close: () => Promise<void>;
  readonly #app: ElectronApplication;
  #main: FakeMain = new FakeMain({});
  #page: Page | undefined;

  private constructor(app: ElectronApplication, close: () => Promise<void>) {
    this.#app = app;
    this.close = close;
  }

  /** For a whole file of tests, which closes it. */
  static async open(): Promise<PageStage> {
    const { app, close } = await startApp({ appFolder: HOST_APP, env: { WARMSPARE_PAGES: PAGES_FOLDER } });
    return new PageStage(app, close);
  }

  async show(options: PageOptions): Promise<ShownPage> {
    const { page: name, answers, theme = 'light', zoom = 1, now = PAGE_NOW } = options;
    const { width, height } = options.size ?? SIZES[name];
    const page = await this.#firstPage();
    // What the page before says as it leaves is still for the main process that it had.
    await page.goto('about:blank');
    const main = new FakeMain(answers);
    this.#main = main;
    await this.resize(width, height);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.clock.setFixedTime(new Date(now));
    await page.goto(`warmspare://app/${name}.html`);
    // Chromium keeps it for the site that is shown.
    await this.#app.evaluate(
      ({ BrowserWindow }, factor) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(factor),
      zoom,
    );
    const tell = (...events: readonly WindowEvent[]): Promise<void> =>
      page.evaluate(
        (batch) => (globalThis as unknown as { tellPage: (b: unknown) => void }).tellPage(batch),
        main.batch(...events),
      );
    return { page, main, tell };
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#app.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
      [width, height] as const,
    );
  }

  /** What is shown, as a PNG: also of enlarged pages, of which Playwright cuts off a part. */
  async picture(): Promise<Buffer> {
    const base64 = await this.#app.evaluate(async ({ BrowserWindow }) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      return image?.toPNG().toString('base64') ?? '';
    });
    return Buffer.from(base64, 'base64');
  }

  async #firstPage(): Promise<Page> {
    if (this.#page !== undefined) return this.#page;
    const page = await this.#app.firstWindow();
    await page.exposeFunction('askTest', (name: string, input: unknown) => this.#main.request(name, input));
    await page.addInitScript(`
      const listeners = new Set();
      window.tellPage = (batch) => { for (const listener of listeners) listener(batch); };
      window.warmspare = {
        request: (name, input) => window.askTest(name, input),
        onEvents: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
      };
    `);
    this.#page = page;
    return page;
  }
}
