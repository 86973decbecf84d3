import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { findRuntime } from '../../build/electron/runtime.mjs';
import { ROOT } from '../../build/setup/processes.mjs';
import { eventually } from '../helpers/eventually.ts';
import { makeTempDir, removeTree } from '../helpers/temp-dir.ts';
import { startKeyring, type Keyring } from '../integration/keys/keyring.ts';
import { endFamily, FAMILY_VARIABLE, familyOf, killIfThere } from './launch-family.ts';
import { screen, whyNoScreen } from './launch-screen.ts';

export interface LaunchOptions {
  /** WARMSPARE_HOME; by default a fresh folder that goes with the app. */
  readonly home?: string;
  /** Over the runner's own environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** For the app, after its folder. */
  readonly args?: readonly string[];
  /** By default the built app. */
  readonly appFolder?: string;
  /** A packaged app's own program, which takes no folder. */
  readonly executable?: string;
  /** An open keyring: one for this app alone, or one that outlives it. By default there is none to be found. */
  readonly keyring?: 'own' | Keyring;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly pid: number;
  readonly home: string;
  readonly keyring: Keyring | undefined;
  /** Waits for the window whose address contains this. */
  readonly window: (addressPart: string) => Promise<Page>;
  /** What it printed since it answered for the first time. */
  readonly output: () => string;
  /** As in a power cut: what the app started is left as it is, until `close`. */
  readonly kill: () => Promise<void>;
  /** Asks it to quit; when it has not done so in this time (it may ask about a run under way), ends it. Then ends
   *  whatever it left running. May be called again. */
  readonly close: (patienceMs?: number) => Promise<void>;
}

const BUILT_APP = join(ROOT, 'dist/app');
const LAUNCH_MS = 45_000;
const WINDOW_MS = 60_000;
/** For what an app that has quit leaves to end by itself. */
const FAMILY_MS = 1_000;
/** What the runner has in its environment about itself, or about the desktop of whoever runs it. */
const NOT_FOR_THE_APP = /^(VITEST|TEST$|NODE_|WARMSPARE_|XDG_|DBUS_|DISPLAY$|WAYLAND_|ELECTRON_|GTK_)/;

/** Why no app can be launched here; `undefined` when it can: `describe.skipIf(whyNoApp() !== undefined)`. */
export function whyNoApp(): string | undefined {
  if (findRuntime() === undefined) return 'without an Electron: npm test fetches one';
  return whyNoScreen();
}

/** Launches the app for the test that is running, and closes it after it. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const launched = await startApp(options);
  onTestFinished(() => launched.close());
  return launched;
}

/** Launches the app for a whole file or suite, which closes it itself. */
export async function startApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const folder = makeTempDir();
  const mark = basename(folder);
  let keyring: Keyring | undefined;
  const cleanUp = async (): Promise<void> => {
    if (options.keyring === 'own') await keyring?.close();
    removeTree(folder);
  };
  try {
    keyring = options.keyring === 'own' ? await startKeyring() : options.keyring;
    const { home = join(folder, 'warmspare') } = options;
    const env = await environment(folder, home, mark, keyring, options.env);
    const app = await launch(options, folder, env);
    if (env['WARMSPARE_TEST'] === '1') await doorOf(app);
    return present(app, { home, mark, keyring, cleanUp });
  } catch (error) {
    await endFamily(familyOf(-1, mark), 0);
    await cleanUp();
    throw error;
  }
}

/** The door for tests is there once the app is put together; one that has ended meanwhile has none. */
async function doorOf(app: ElectronApplication): Promise<void> {
  await eventually(
    async () => app.process().exitCode !== null || (await app.evaluate(() => 'warmspare' in globalThis)),
    { timeoutMs: LAUNCH_MS },
  );
}

/** The whole environment; nothing in it leads to files or services of whoever runs the tests. */
export async function environment(
  folder: string,
  home: string,
  mark: string,
  keyring: Keyring | undefined,
  own: LaunchOptions['env'],
): Promise<Record<string, string>> {
  const places = { HOME: join(folder, 'user'), XDG_RUNTIME_DIR: join(folder, 'runtime') };
  for (const place of Object.values(places)) mkdirSync(place, { mode: 0o700 });
  const bus = keyring?.env['DBUS_SESSION_BUS_ADDRESS'];
  const all: Record<string, string | undefined> = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_THE_APP.test(name))),
    ...places,
    // GTK would start the accessibility bus, which outlives the app.
    NO_AT_BRIDGE: '1',
    [FAMILY_VARIABLE]: mark,
    WARMSPARE_HOME: home,
    ...(await screen()),
    ...(bus === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: bus }),
    ...own,
  };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function launch(
  options: LaunchOptions,
  folder: string,
  env: Record<string, string>,
): Promise<ElectronApplication> {
  return _electron.launch({ ...commandOf(options, folder), env, timeout: LAUNCH_MS });
}

/** What is started, and with which words; `folder` is for Chromium's own files. */
export function commandOf(
  { executable, appFolder = BUILT_APP, args = [] }: LaunchOptions,
  folder: string,
): { readonly executablePath: string; readonly args: string[] } {
  const executablePath = executable ?? findRuntime()?.executable;
  if (executablePath === undefined) throw new Error(whyNoApp());
  const switches = [`--user-data-dir=${join(folder, 'data')}`, '--disable-gpu'];
  const app = executable === undefined ? [appFolder] : [];
  return { executablePath, args: [...switches, ...app, ...args] };
}

interface Surroundings {
  readonly home: string;
  readonly mark: string;
  readonly keyring: Keyring | undefined;
  readonly cleanUp: () => Promise<void>;
}

function present(app: ElectronApplication, { home, mark, keyring, cleanUp }: Surroundings): LaunchedApp {
  const child = app.process();
  const pid = child.pid ?? -1;
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const exited = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  let closing: Promise<void> | undefined;

  const quit = async (patienceMs: number): Promise<void> => {
    const family = familyOf(pid, mark);
    try {
      // Its end may come before its answer.
      void app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
      await within(exited, patienceMs);
      killIfThere(pid);
      await exited;
      // What was just being started when the family was counted.
      await endFamily([...family, ...familyOf(-1, mark)], FAMILY_MS);
    } finally {
      await cleanUp();
    }
  };
  return {
    app,
    pid,
    home,
    keyring,
    window: (addressPart) => eventually(() => findWindow(app, addressPart), { timeoutMs: WINDOW_MS }),
    output: () => Buffer.concat(chunks).toString(),
    kill: async () => {
      killIfThere(pid);
      await exited;
    },
    close: (patienceMs = 5_000) => (closing ??= quit(patienceMs)),
  };
}

function findWindow(app: ElectronApplication, addressPart: string): Page {
  const addresses = app.windows().map((page) => page.url());
  const found = app.windows().find((page) => page.url().includes(addressPart));
  if (found === undefined) throw new Error(`no window of ${addressPart} among ${addresses.join(', ')}`);
  return found;
}

async function within(promise: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs)));
  await Promise.race([promise, timeout]);
  clearTimeout(timer);
}
