import { nativeTheme, screen } from 'electron';
import type { StoredDocument } from '../../engine/index.ts';
import { currentPlatform } from '../../engine/index.ts';
import type { Place } from '../../engine/api/settings.ts';
import { MayClose } from '../quit/may-close.ts';
import { makePage, type AppPage, type PageMaker } from './app-page.ts';
import { placeOnDisplays, SMALLEST, type WindowPlace } from './window-place.ts';

/** As the page's own, so that nothing flashes before it is drawn. */
const BACKGROUNDS = { light: '#f4f4f6', dark: '#242427' };

export interface MainWindowOptions {
  readonly maker: PageMaker;
  readonly stored: StoredDocument<WindowPlace>;
  /** When it is there, and when it is gone again. */
  readonly onChange: (isOpen: boolean) => void;
}

/** The one window: made when somebody wants it, gone when it is closed. Closing it stops nothing. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  #page: AppPage | undefined;
  #opening: Promise<AppPage> | undefined;
  /** For a page that has not asked for anything yet. */
  #goTo: Place | undefined;
  readonly #mayClose = new MayClose();

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  get window(): AppPage['window'] | undefined {
    return this.#page?.window;
  }

  async open(place?: Place): Promise<void> {
    if (this.#page === undefined) {
      if (place !== undefined) this.#goTo = place;
      this.#opening ??= this.#make().finally(() => (this.#opening = undefined));
      await this.#opening;
      return;
    }
    const { window, outlet } = this.#page;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    if (place === undefined) return;
    if (this.#isLoading()) this.#goTo = place;
    else outlet.add({ type: 'go', place });
  }

  get isUnsaved(): boolean {
    return this.#mayClose.isUnsaved;
  }

  setUnsaved(isUnsaved: boolean): void {
    this.#mayClose.set(isUnsaved);
  }

  /** Resolves to whether what is unsaved may go. */
  async mayClose(): Promise<boolean> {
    const { window } = this;
    if (this.isUnsaved) await this.open();
    return this.#mayClose.ask(window);
  }

  close(): void {
    this.#page?.window.close();
  }

  /** For who quits: its page has said what it wanted to keep, and its place is kept. */
  async leave(): Promise<void> {
    const window = this.#page?.window;
    if (window === undefined) return;
    this.setUnsaved(false);
    await this.#keepPlace(window);
    if (window.isDestroyed()) return;
    const closed = new Promise((resolve) => window.once('closed', () => resolve(undefined)));
    window.close();
    await closed;
  }

  #isLoading(): boolean {
    return this.#page?.window.webContents.isLoading() ?? true;
  }

  async #make(): Promise<AppPage> {
    const { maker, stored, onChange } = this.#options;
    const before = await stored.read().catch(() => undefined);
    const primary = screen.getPrimaryDisplay();
    const displays = [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)];
    const page = makePage('window', maker, {
      ...placeOnDisplays(
        before,
        displays.map(({ workArea }) => workArea),
      ),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: 'Warmspare',
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUNDS.dark : BACKGROUNDS.light,
      autoHideMenuBar: true,
      ...(currentPlatform() === 'darwin' && {
        titleBarStyle: 'hiddenInset' as const,
        vibrancy: 'sidebar' as const,
      }),
    });
    this.#page = page;
    onChange(true);
    const { window, outlet } = page;
    if (before?.isMaximized === true) window.maximize();
    window.webContents.on('did-finish-load', () => {
      if (this.#goTo !== undefined) outlet.add({ type: 'go', place: this.#goTo });
      this.#goTo = undefined;
    });
    window.once('ready-to-show', () => {
      window.show();
      window.focus();
    });
    window.on('close', (event) => {
      if (this.isUnsaved) {
        event.preventDefault();
        void this.#mayClose.ask(window).then((isWanted) => {
          if (isWanted && !window.isDestroyed()) window.close();
        });
        return;
      }
      void this.#keepPlace(window);
    });
    // A page that is loaded again, or gone, has nothing on it.
    window.webContents.on('did-navigate', () => this.setUnsaved(false));
    window.webContents.on('render-process-gone', () => this.setUnsaved(false));
    window.once('closed', () => {
      this.setUnsaved(false);
      this.#page = undefined;
      onChange(false);
    });
    return page;
  }

  /** A place that cannot be kept is not worth a word. */
  async #keepPlace(window: AppPage['window']): Promise<void> {
    const isMaximized = window.isMaximized();
    const { x, y, width, height } = window.getNormalBounds();
    await this.#options.stored.update(() => ({ x, y, width, height, isMaximized })).catch(() => undefined);
  }
}
