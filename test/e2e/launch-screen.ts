import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Where the apps of this test process are shown, as environment variables. */
export type Screen = Readonly<Record<string, string>>;

const XVFB = '/usr/bin/Xvfb';
const DBUS = '/usr/bin/dbus-daemon';
const BUS = fileURLToPath(new URL('launch-bus.conf', import.meta.url));
const SETPRIV = '/usr/bin/setpriv';

let started: Promise<Screen> | undefined;

/** Why there can be no screen; `undefined` when there can. */
export function whyNoScreen(): string | undefined {
  if (process.platform === 'darwin') return undefined;
  const missing = [XVFB, DBUS, SETPRIV].filter((program) => !existsSync(program));
  return missing.length === 0 ? undefined : `without ${missing.join(', ')}`;
}

/** A screen and a message bus of this process's own, started when first asked for. A Mac shows the apps on its own. */
export function screen(): Promise<Screen> {
  if (process.platform === 'darwin') return Promise.resolve({});
  started ??= startScreen();
  return started;
}

async function startScreen(): Promise<Screen> {
  const [display, bus] = await Promise.all([
    // It chooses a free number itself, and says which. Never reset: the last app to leave is not the last to come.
    firstLineOf(XVFB, ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset']),
    firstLineOf(DBUS, [`--config-file=${BUS}`, '--nofork', '--nopidfile', '--print-address=1']),
  ]);
  // The machine's own bus would let an app ask for its power and its devices.
  return { DISPLAY: `:${display}`, DBUS_SESSION_BUS_ADDRESS: bus, DBUS_SYSTEM_BUS_ADDRESS: bus };
}

/** Starts a program that ends with this process, however this process ends. */
function firstLineOf(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(SETPRIV, ['--pdeathsig', 'TERM', program, ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`${program} ended with ${code ?? signal}`)));
    createInterface(child.stdout).once('line', (line) => {
      // Neither it nor its pipe keeps this process from ending.
      child.unref();
      child.stdout.destroy();
      resolve(line);
    });
  });
}
