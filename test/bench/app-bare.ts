import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { makeTempDir, removeTree } from '../helpers/temp-dir.ts';
import { commandOf, environment } from '../e2e/launch.ts';
import { TEST_ENV } from '../e2e/tray.ts';

/** The app with nobody attached to it. */
export interface BareApp {
  readonly pid: number;
  /** From its start to the tray's icon with its menu. */
  readonly trayMs: number;
  readonly tell: (what: 'show popover' | 'hide popover') => void;
  readonly close: () => Promise<void>;
}

const READY_MS = 30_000;

/** Playwright holds an app back until it has a debugger in it: here nothing does. */
export async function startBare(appFolder: string, home: string): Promise<BareApp> {
  const folder = makeTempDir();
  const { executablePath, args } = commandOf({ appFolder }, folder);
  const env = await environment(folder, home, `bare-${String(process.pid)}`, undefined, TEST_ENV);
  const startedAt = performance.now();
  // As Playwright starts it, too: root has no sandbox.
  const child = spawn(executablePath, ['--no-sandbox', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endNow = (): void => void child.kill('SIGKILL');
  process.once('exit', endNow);
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
    process.off('exit', endNow);
    removeTree(folder);
  };
  try {
    await readyOf(child);
    const trayMs = performance.now() - startedAt;
    return { pid: child.pid ?? -1, trayMs, tell: (what) => void child.send(what), close };
  } catch (error) {
    child.kill('SIGKILL');
    await close();
    throw error;
  }
}

function readyOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the app says nothing of its tray')), READY_MS);
    child.once('message', () => {
      clearTimeout(late);
      resolve();
    });
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      reject(new Error(`the app ended with ${String(code ?? signal)}`));
    });
    child.once('error', reject);
  });
}

/** Where the app of a copied dist/ lies. */
export function appIn(folder: string): string {
  return join(folder, 'dist/app');
}
