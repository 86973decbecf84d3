import { BrowserWindow, type BrowserWindowConstructorOptions, type Session } from 'electron';
import type { WindowEvent } from '../../engine/api/app-contract.ts';
import { EVENT_CHANNEL } from '../../engine/api/request-names.ts';
import { EventOutlet } from '../ipc/event-outlet.ts';
import type { AppLog } from '../log/app-log.ts';
import { addressOf, type PageName } from './page-address.ts';

/** What every page of the app is made with. */
export interface PageMaker {
  readonly session: Session;
  /** The script that stands between a page and the main process. */
  readonly preload: string;
  readonly log: AppLog;
  /** Pages that are there, by the id of their web contents. */
  readonly pages: Map<number, AppPage>;
}

/** A page in its window, and what it is told. */
export interface AppPage {
  readonly name: PageName;
  readonly window: BrowserWindow;
  readonly outlet: EventOutlet;
}

const MOST_RELOADS = 3;

export function makePage(
  name: PageName,
  { session, preload, log, pages }: PageMaker,
  options: BrowserWindowConstructorOptions,
): AppPage {
  const window = new BrowserWindow({
    ...options,
    show: false,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      disableDialogs: true,
      navigateOnDragDrop: false,
    },
  });
  const { webContents } = window;
  const outlet = new EventOutlet((batch) => {
    if (!webContents.isDestroyed()) webContents.send(EVENT_CHANNEL, batch);
  });
  const page: AppPage = { name, window, outlet };
  const { id } = webContents;
  pages.set(id, page);
  window.once('closed', () => pages.delete(id));
  webContents.on('did-navigate', () => outlet.begin());
  for (const event of ['show', 'restore'] as const) window.on(event as 'show', () => outlet.show());
  for (const event of ['hide', 'minimize'] as const) window.on(event as 'hide', () => outlet.hide());
  loadAgainWhenGone(page, log);
  void load(page, log);
  return page;
}

export function tellPages(pages: ReadonlyMap<number, AppPage>, event: WindowEvent): void {
  for (const { outlet } of pages.values()) outlet.add(event);
}

/** A page that crashed is loaded again, but not for ever. */
function loadAgainWhenGone(page: AppPage, log: AppLog): void {
  let reloads = 0;
  page.window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.bug('page', new Error(`${page.name} is gone: ${reason} (${String(exitCode)})`));
    reloads += 1;
    if (reloads <= MOST_RELOADS) void load(page, log);
    else if (!page.window.isDestroyed()) page.window.destroy();
  });
}

async function load({ name, window }: AppPage, log: AppLog): Promise<void> {
  try {
    await window.loadURL(addressOf(name));
  } catch (error) {
    // Closed while it was being loaded.
    if (!window.isDestroyed()) log.bug('page', error);
  }
}
