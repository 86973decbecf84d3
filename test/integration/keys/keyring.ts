import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../helpers/eventually.ts';
import { removeTree } from '../../helpers/temp-dir.ts';
import { runProcess, startProcess, type StartedProcess } from '../../helpers/run-process.ts';

const NEEDED = ['/usr/bin/dbus-daemon', '/usr/bin/dbus-send', '/usr/bin/gnome-keyring-daemon'];
const SERVICE = '/org/freedesktop/secrets';
const COLLECTION = `${SERVICE}/collection/login`;
const LOCKED = ['string:org.freedesktop.Secret.Collection', 'string:Locked'];

/** Why there can be no real keyring here; `undefined` when there can. */
export function whyNoKeyring(): string | undefined {
  if (process.platform !== 'linux') return 'a test does not write to a person’s keyring';
  const missing = NEEDED.filter((program) => !existsSync(program));
  return missing.length === 0 ? undefined : `without ${missing.join(', ')}`;
}

export interface Keyring {
  /** For a process that is to use it. */
  readonly env: NodeJS.ProcessEnv;
  /** As when the screen's user has logged out. */
  readonly lock: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A keyring of its own, open, on a message bus of its own. */
export async function startKeyring(): Promise<Keyring> {
  // A socket's path is short.
  const home = mkdtempSync(join(tmpdir(), 'ws-ring-'));
  const { DISPLAY: _d, WAYLAND_DISPLAY: _w, ...rest } = process.env;
  const started: StartedProcess[] = [];
  const base = { ...rest, HOME: home, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: join(home, 'data') };
  const bus = startProcess(
    ['/usr/bin/dbus-daemon', '--session', '--nofork', '--nopidfile', '--print-address=1'],
    {
      env: base,
      timeoutMs: 600_000,
    },
  );
  started.push(bus);
  const close = async (): Promise<void> => {
    for (const process of started.reverse()) {
      process.kill();
      await process.exited.catch(() => undefined);
    }
    removeTree(home);
  };
  try {
    await bus.waitForOutput(/^unix:.*\n/);
    const env = { ...base, DBUS_SESSION_BUS_ADDRESS: bus.stdout.trim() };
    const daemon = startProcess(
      ['/usr/bin/gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'],
      {
        env,
        input: 'a password of the test',
        timeoutMs: 600_000,
      },
    );
    started.push(daemon);
    const send = async (to: string, ...message: string[]): Promise<string> => {
      const argv = ['/usr/bin/dbus-send', '--session', '--print-reply', `--dest=${to}`, ...message];
      return (await runProcess(argv, { env })).stdout;
    };
    await eventually(async () => {
      const dbus = 'org.freedesktop.DBus';
      const owned = await send(dbus, '/', `${dbus}.NameHasOwner`, 'string:org.freedesktop.secrets');
      if (!owned.includes('true')) throw new Error('the keyring is not on the bus');
      const open = await send('org.freedesktop.secrets', COLLECTION, `${dbus}.Properties.Get`, ...LOCKED);
      if (!open.includes('boolean false')) throw new Error('the keyring is not open');
    });
    const lock = async (): Promise<void> => {
      const method = 'org.freedesktop.Secret.Service.Lock';
      await send('org.freedesktop.secrets', SERVICE, method, `array:objpath:${COLLECTION}`);
    };
    return { env, lock, close };
  } catch (error) {
    await close();
    throw error;
  }
}
