import { nativeTheme, screen } from 'electron';
import { currentPlatform, systemClock } from '../../engine/index.ts';
import { makePage, type AppPage, type PageMaker } from './app-page.ts';
import { placePopover } from './popover-place.ts';
import type { Area } from './window-place.ts';

const WIDTH = 380;
const FIRST_HEIGHT = 320;
/** Not shown for so long, and its page is let go. */
const IDLE_MS = 10 * 60_000;
/** A click on the icon takes the focus away first, and is to close it then, not to open it again. */
const SAME_CLICK_MS = 250;
/** For a page that does not say how high it is. */
const FIT_WAIT_MS = 400;

const BACKGROUNDS = { light: '#f4f4f6', dark: '#242427' };

export interface PopoverOptions {
  readonly maker: PageMaker;
  /** Where the tray icon is; `undefined` where the system does not say. */
  readonly iconBounds: () => Area | undefined;
}

/** The small window under the tray icon. */
export class Popover {
  /** For tests that cannot wait. */
  idleMs = IDLE_MS;
  readonly #options: PopoverOptions;
  #page: AppPage | undefined;
  #height = FIRST_HEIGHT;
  #letGo: NodeJS.Timeout | undefined;
  #hiddenAt = Number.NEGATIVE_INFINITY;
  /** Somebody waits for it, and it does not know its height yet. */
  #isAwaited = false;
  #longest: NodeJS.Timeout | undefined;

  constructor(options: PopoverOptions) {
    this.#options = options;
  }

  get window(): AppPage['window'] | undefined {
    return this.#page?.window;
  }

  toggle(): void {
    if (this.#page?.window.isVisible() === true) this.hide();
    else if (systemClock.monotonic() - this.#hiddenAt > SAME_CLICK_MS) this.show();
  }

  show(): void {
    clearTimeout(this.#letGo);
    if (this.#isAwaited) return;
    if (this.#page !== undefined) return this.#showNow(this.#page);
    const page = this.#make();
    this.#isAwaited = true;
    page.window.webContents.once('did-finish-load', () => {
      this.#longest = setTimeout(() => {
        if (this.#isAwaited) this.#showNow(page);
      }, FIT_WAIT_MS);
    });
  }

  hide(): void {
    this.#callOffShowing();
    this.#page?.window.hide();
  }

  fit(height: number): void {
    this.#height = Math.ceil(height);
    const page = this.#page;
    if (page === undefined) return;
    if (this.#isAwaited) this.#showNow(page);
    else if (page.window.isVisible()) page.window.setBounds(this.#bounds());
  }

  #showNow(page: AppPage): void {
    this.#callOffShowing();
    if (page.window.isDestroyed()) return;
    page.window.setBounds(this.#bounds());
    page.outlet.show({ type: 'popover.shown' });
    page.window.show();
    page.window.focus();
  }

  #callOffShowing(): void {
    clearTimeout(this.#longest);
    this.#isAwaited = false;
  }

  #bounds(): Area {
    const anchor = { icon: this.#options.iconBounds(), pointer: screen.getCursorScreenPoint() };
    return placePopover({ width: WIDTH, height: this.#height }, anchor, screen.getAllDisplays());
  }

  #make(): AppPage {
    const page = makePage('popover', this.#options.maker, {
      width: WIDTH,
      height: this.#height,
      frame: false,
      resizable: false,
      movable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Warmspare',
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUNDS.dark : BACKGROUNDS.light,
      ...(currentPlatform() === 'darwin' && { type: 'panel', vibrancy: 'popover' as const, hasShadow: true }),
    });
    this.#page = page;
    const { window } = page;
    if (currentPlatform() === 'darwin')
      window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    window.on('blur', () => {
      if (!window.webContents.isDevToolsOpened()) this.hide();
    });
    window.on('hide', () => {
      this.#hiddenAt = systemClock.monotonic();
      this.#letGo = setTimeout(() => window.destroy(), this.idleMs);
    });
    window.webContents.on('before-input-event', (event, { type, key }) => {
      if (type !== 'keyDown' || key !== 'Escape') return;
      event.preventDefault();
      this.hide();
    });
    window.once('closed', () => {
      clearTimeout(this.#letGo);
      this.#callOffShowing();
      this.#page = undefined;
    });
    return page;
  }
}
