import type { LaunchedApp } from './launch.ts';

/** Tests reach into the app's main process only by this. */
export const TEST_ENV = { WARMSPARE_TEST: '1' };

interface SeenItem {
  readonly label: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly submenu?: { readonly items: readonly SeenItem[] };
}

/** As `main/test-door.ts` leaves it in the main process. */
interface Door {
  readonly tray: {
    readonly model: { readonly icon: string; readonly tooltip: string };
    readonly menu?: { readonly items: readonly SeenItem[] };
  };
  readonly popover: { readonly show: () => void; readonly toggle: () => void };
  readonly choose: (...labels: readonly string[]) => void;
}

/** The labels of the tray's menu; what cannot be chosen stands in brackets, and a line is a dash. */
export function trayMenuOf({ app }: LaunchedApp): Promise<readonly string[]> {
  return app.evaluate(() => {
    const { tray } = (globalThis as unknown as { warmspare: Door }).warmspare;
    const line = ({ label, enabled }: SeenItem): string =>
      enabled ? label : label === '' ? '-' : `[${label}]`;
    return (tray.menu?.items ?? []).map((item) => (item.label === '' ? '-' : line(item)));
  });
}

/** The labels below an item of it. */
export function traySubmenuOf({ app }: LaunchedApp, label: string): Promise<readonly string[]> {
  return app.evaluate((_electron, wanted) => {
    const { tray } = (globalThis as unknown as { warmspare: Door }).warmspare;
    const item = tray.menu?.items.find((each) => each.label === wanted);
    return (item?.submenu?.items ?? []).map((each) => each.label);
  }, label);
}

export function trayIconOf({ app }: LaunchedApp): Promise<string> {
  return app.evaluate(() => (globalThis as unknown as { warmspare: Door }).warmspare.tray.model.icon);
}

/** Chooses from the tray's menu, as a click would. */
export function choose({ app }: LaunchedApp, ...labels: readonly string[]): Promise<void> {
  return app.evaluate((_electron, path) => {
    (globalThis as unknown as { warmspare: Door }).warmspare.choose(...path);
  }, labels);
}

/** As a click on the tray icon does on a Mac. */
export function clickTray({ app }: LaunchedApp): Promise<void> {
  return app.evaluate(() => (globalThis as unknown as { warmspare: Door }).warmspare.popover.toggle());
}

/** As a click does that is not the one by which it has just been hidden. */
export function showPopover({ app }: LaunchedApp): Promise<void> {
  return app.evaluate(() => (globalThis as unknown as { warmspare: Door }).warmspare.popover.show());
}

/** The addresses of the windows that are shown. */
export function shownWindows({ app }: LaunchedApp): Promise<readonly string[]> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map(({ webContents }) => webContents.getURL()),
  );
}

/** What a page asks of the main process, past everything that the page's own code would check. */
export function askFrom(
  page: { evaluate: <A, R>(run: (arg: A) => R | Promise<R>, arg: A) => Promise<R> },
  name: string,
  input?: unknown,
): Promise<{ readonly ok: boolean; readonly value?: unknown; readonly problem?: { readonly code: string } }> {
  return page.evaluate(
    ([asked, given]) =>
      (
        globalThis as unknown as {
          warmspare: { request: (name: string, input: unknown) => Promise<{ ok: boolean }> };
        }
      ).warmspare.request(asked as string, given),
    [name, input] as const,
  );
}
