import type { Menu } from 'electron';
import type { Engine, Host } from '../engine/index.ts';
import type { AppTray } from './tray/app-tray.ts';
import type { MainWindow } from './window/main-window.ts';
import type { Popover } from './window/popover.ts';

interface Parts {
  readonly engine: Engine;
  readonly host: Host;
  readonly tray: AppTray;
  readonly popover: Popover;
  readonly window: MainWindow;
}

/** A native menu and a tray icon cannot be clicked from outside; with WARMSPARE_TEST=1 tests find them here. */
export interface TestDoor extends Parts {
  /** Labels from the top; rejects where there is no such item or it cannot be chosen. */
  readonly choose: (...labels: readonly string[]) => void;
}

export function letTestsIn(parts: Parts): void {
  if (process.env['WARMSPARE_TEST'] !== '1') return;
  const door: TestDoor = { ...parts, choose: (...labels) => choose(parts.tray.menu, labels) };
  Object.assign(globalThis, { warmspare: door });
  // For whoever started it with a channel, and without a debugger that would take its own time.
  if (process.send === undefined) return;
  process.on('message', (message) => {
    if (message === 'show popover') parts.popover.show();
    if (message === 'hide popover') parts.popover.hide();
  });
  process.send('tray ready');
}

function choose(menu: Menu | undefined, [first, ...rest]: readonly string[]): void {
  const item = menu?.items.find(({ label }) => label === first);
  if (item === undefined)
    throw new Error(`no ${String(first)} among ${String(menu?.items.map(({ label }) => label))}`);
  if (!item.enabled) throw new Error(`${String(first)} cannot be chosen now`);
  if (rest.length > 0) return choose(item.submenu, rest);
  item.click();
}
