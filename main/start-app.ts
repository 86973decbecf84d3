import { join } from 'node:path';
import { app, session as sessions } from 'electron';
import {
  createEngine,
  currentPlatform,
  keepHost,
  keytarStore,
  systemClock,
  thisProcess,
  type DemoStandby,
  type Host,
} from '../engine/index.ts';
import { noticeWords } from '../engine/text/alerts/notice-words.ts';
import type { WindowEvent } from '../engine/api/app-contract.ts';
import type { AppInfo, Place } from '../engine/api/settings.ts';
import type { TimeContext } from '../engine/text/times.ts';
import { appHandlers } from './ipc/app-handlers.ts';
import { serveRequests } from './ipc/serve-requests.ts';
import { beginDemo, fillInDemo } from './launch/begin-demo.ts';
import { bugProblem, type AppLog } from './log/app-log.ts';
import { setAppMenu } from './menu/app-menu.ts';
import { showAbout } from './menu/about.ts';
import { notifier } from './notify/notifier.ts';
import { askToQuit } from './quit/ask-to-quit.ts';
import { followQuit } from './quit/follow-quit.ts';
import { Quitting } from './quit/quitting.ts';
import { openAppDocuments } from './settings/app-settings.ts';
import { followPower, keepAwake } from './system/keep-awake.ts';
import { canStartAtLogin } from './system/login-item.ts';
import { AppTray } from './tray/app-tray.ts';
import { carryOut } from './tray/carry-out.ts';
import { showProblem } from './tray/show-problem.ts';
import { trayIcons } from './tray/tray-icons.ts';
import { tellPages, type AppPage, type PageMaker } from './window/app-page.ts';
import { lockDownSession } from './window/lock-down.ts';
import { MainWindow } from './window/main-window.ts';
import { Popover } from './window/popover.ts';
import { servePages } from './window/serve-pages.ts';
import { letTestsIn } from './test-door.ts';

export interface StartOptions {
  /** The data folder. */
  readonly home: string;
  /** Where a standby of this machine's own is to lie; `undefined`: none is wanted. */
  readonly demoFolder: string | undefined;
  /** Nobody waits for a window. */
  readonly atLogin: boolean;
  readonly log: AppLog;
}

export interface RunningApp {
  readonly open: (place?: Place) => void;
}

/** Puts the app together once Electron is ready. */
export async function startApp({ home, log, demoFolder, atLogin }: StartOptions): Promise<RunningApp> {
  const demo = demoFolder === undefined ? undefined : await beginDemo(demoFolder);
  const engine = createEngine({ home, ...demo?.ports });
  const [host, documents] = await Promise.all([
    keepHost(engine, {
      home,
      owner: thisProcess(),
      app: app.getVersion(),
      kind: 'app',
      alerts: {
        secrets: demo?.ports.secrets ?? keytarStore(),
        words: noticeWords(() => systemClock.now()),
      },
      onProblem: (error) => void log.bug('schedules and alerts', error),
      onBug: (request, error) => bugProblem(log.bug(request, error), log),
    }),
    openAppDocuments(home),
  ]);
  const { settings, windowPlace: stored } = documents;
  if (demo !== undefined) await fillInDemo(demo, documents);

  const session = sessions.fromPartition('pages');
  lockDownSession(session);
  servePages(session, fileOf('renderer'));
  const pages = new Map<number, AppPage>();
  const maker: PageMaker = { session, preload: fileOf('preload.cjs'), log, pages };
  const window = new MainWindow({ maker, stored, onChange: showInDock });
  const popover = new Popover({ maker, iconBounds: () => tray.bounds });
  const open = (place?: Place): void => {
    popover.hide();
    void window.open(place);
  };

  const quitting = new Quitting({
    isBusy: () => host.isBusy() || window.isUnsaved,
    ask: async () => (await window.mayClose()) && (!host.isBusy() || askToQuit(host.live.isRunning)),
    stop: async () => {
      await Promise.all([host.close(), window.leave()]);
      await Promise.all([stored.settled(), documents.draft.settled()]);
      await demo?.close();
      tray.close();
    },
    leave: () => app.quit(),
  });
  followQuit(quitting);
  const quit = (): void => void quitting.quit();

  const tell = (event: WindowEvent): void => {
    tellPages(pages, event);
    tray.updateSoon();
  };
  const handlers = appHandlers({
    engine,
    host,
    info: infoOf(home, demo),
    documents,
    tell,
    open,
    quit,
    setUnsaved: (isUnsaved) => window.setUnsaved(isUnsaved),
    popover: { fit: (height) => popover.fit(height), hide: () => popover.hide() },
    window: () => window.window,
  });
  serveRequests({ handlers, log, isOurs: (id) => pages.has(id) });

  const time = (): TimeContext => ({ now: systemClock.now(), timeZone: undefined });
  const tray = new AppTray({
    icons: trayIcons(fileOf('icons')),
    snapshot: () => host.live.snapshot(),
    showAge: () => settings.current().showAge,
    carryOut: (command) => {
      carryOut(command, { host, handlers, open, quit, time }).catch((error: unknown) =>
        showProblem(error, log),
      );
    },
    onClick: () => popover.toggle(),
  });
  follow(
    host,
    tell,
    notifier(host.live.snapshot(), { isWanted: () => settings.current().notifications, open }),
  );
  followPower({ onWake: () => host.woke(), onShutdown: () => void quitting.stop() });
  const menu = { open, quit, closeWindow: () => window.close(), isDevelopment: !app.isPackaged };
  setAppMenu({ ...menu, pairs: () => host.live.snapshot().pairs });
  showAbout();
  letTestsIn({ engine, host, tray, popover, window });

  const { pairs, fault } = host.live.snapshot();
  if (pairs.length === 0 && fault === undefined && !atLogin) open();
  else showInDock(false);
  return { open };
}

function follow(host: Host, tell: (event: WindowEvent) => void, notify: ReturnType<typeof notifier>): void {
  const stayAwake = keepAwake();
  host.subscribe((event) => {
    tell(event);
    stayAwake(host.isBusy());
    if (event.type === 'live' && event.event.type === 'pairs.changed') notify(host.live.snapshot());
  });
}

function infoOf(home: string, demo: DemoStandby | undefined): AppInfo {
  return {
    version: app.getVersion(),
    platform: currentPlatform(),
    home,
    isRoot: process.getuid?.() === 0,
    electron: process.versions.electron ?? '',
    canStartAtLogin: canStartAtLogin(),
    demoStandby: demo === undefined ? undefined : { ...demo.address, password: demo.password },
  };
}

/** A menu-bar app has an icon in the Dock only while it has a window. */
function showInDock(isOpen: boolean): void {
  if (isOpen) void app.dock?.show();
  else app.dock?.hide();
}

/** Of the app's own folder, or archive. */
function fileOf(name: string): string {
  return join(app.getAppPath(), name);
}
