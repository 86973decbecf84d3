import { Menu, nativeTheme, systemPreferences, Tray, type NativeImage } from 'electron';
import { currentPlatform, systemClock } from '../../engine/index.ts';
import type { Snapshot } from '../../engine/api/snapshot.ts';
import type { TrayCommand } from '../../engine/text/tray-items.ts';
import { trayModel, type TrayModel } from '../../engine/text/tray-model.ts';
import type { Area } from '../window/window-place.ts';
import { nativeMenu } from './native-menu.ts';

export interface AppTrayOptions {
  readonly icons: (icon: TrayModel['icon']) => readonly NativeImage[];
  readonly snapshot: () => Snapshot;
  readonly showAge: () => boolean;
  readonly carryOut: (command: TrayCommand) => void;
  readonly onClick: () => void;
}

/** Progress is shown so often, and no oftener. */
const SOON_MS = 500;
/** Ages grow without any event. */
const TICK_MS = 60_000;
const FRAME_MS = 180;

/** The icon in the menu bar, from the tray model. */
export class AppTray {
  readonly #options: AppTrayOptions;
  readonly #tray: Tray;
  readonly #tick: NodeJS.Timeout;
  #model: TrayModel;
  #shown: string | undefined;
  #menu: Menu | undefined;
  #soon: NodeJS.Timeout | undefined;
  #frames: NodeJS.Timeout | undefined;

  constructor(options: AppTrayOptions) {
    this.#options = options;
    this.#model = this.#newModel();
    this.#tray = new Tray(this.#pictures()[0] ?? '');
    this.#tray.on('click', options.onClick);
    // Where the menu is not the system's to open.
    this.#tray.on('right-click', () => this.#popUpMenu());
    this.#tray.setIgnoreDoubleClickEvents(true);
    nativeTheme.on('updated', () => this.#draw());
    this.#tick = setInterval(() => this.#update(), TICK_MS);
    this.#update();
  }

  get model(): TrayModel {
    return this.#model;
  }

  get menu(): Menu | undefined {
    return this.#menu;
  }

  get bounds(): Area | undefined {
    const bounds = this.#tray.getBounds();
    return bounds.width > 0 ? bounds : undefined;
  }

  /** Something changed. */
  updateSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#update();
    }, SOON_MS);
  }

  close(): void {
    clearInterval(this.#tick);
    clearTimeout(this.#soon);
    clearInterval(this.#frames);
    this.#tray.destroy();
  }

  #newModel(): TrayModel {
    const { snapshot, showAge } = this.#options;
    return trayModel(snapshot(), { now: systemClock.now(), timeZone: undefined }, { showAge: showAge() });
  }

  #update(): void {
    this.#model = this.#newModel();
    const shown = JSON.stringify(this.#model);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { tooltip, title, menu } = this.#model;
    this.#draw();
    this.#tray.setToolTip(tooltip);
    if (currentPlatform() === 'darwin') this.#tray.setTitle(title === undefined ? '' : ` ${title}`);
    this.#menu = Menu.buildFromTemplate(nativeMenu(menu, this.#options.carryOut));
    // On a Mac a menu that is set would take the left click, too.
    if (currentPlatform() === 'linux') this.#tray.setContextMenu(this.#menu);
  }

  #pictures(): readonly NativeImage[] {
    return this.#options.icons(this.#model.icon);
  }

  #draw(): void {
    clearInterval(this.#frames);
    const pictures = this.#pictures();
    const [first] = pictures;
    if (first === undefined) return;
    this.#tray.setImage(first);
    if (pictures.length === 1 || isMotionReduced()) return;
    let at = 0;
    this.#frames = setInterval(() => {
      at = (at + 1) % pictures.length;
      this.#tray.setImage(pictures[at] ?? first);
    }, FRAME_MS);
  }

  #popUpMenu(): void {
    if (this.#menu !== undefined && currentPlatform() !== 'linux') this.#tray.popUpContextMenu(this.#menu);
  }
}

function isMotionReduced(): boolean {
  return systemPreferences.getAnimationSettings().prefersReducedMotion;
}
