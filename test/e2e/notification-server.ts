import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../helpers/eventually.ts';
import { runProcess, startProcess } from '../helpers/run-process.ts';
import { screen } from './launch-screen.ts';

const DUNST = '/usr/bin/dunst';
const NAME = 'org.freedesktop.Notifications';
const OBJECT = '/org/freedesktop/Notifications';

export interface ShownNotification {
  readonly title: string;
  readonly body: string;
}

export interface NotificationServer {
  readonly shown: () => readonly ShownNotification[];
  /** As a click on the one that came last. */
  readonly clickLast: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Why there can be none here; `undefined` when there can. */
export function whyNoNotifications(): string | undefined {
  if (process.platform !== 'linux') return 'a test does not show notifications to a person';
  return existsSync(DUNST) ? undefined : `without ${DUNST}`;
}

/** A real notification server on the bus and screen of this process's apps. It keeps what it showed below `folder`. */
export async function startNotificationServer(folder: string): Promise<NotificationServer> {
  const env = { ...process.env, ...(await screen()), HOME: folder, XDG_CACHE_HOME: folder };
  const [kept, script, settings] = [join(folder, 'shown'), join(folder, 'keep'), join(folder, 'dunstrc')];
  writeFileSync(script, `#!/bin/sh\nprintf '%s\\0%s\\0' "$DUNST_SUMMARY" "$DUNST_BODY" >> '${kept}'\n`);
  chmodSync(script, 0o755);
  writeFileSync(settings, `[global]\n  timeout = 0\n[keep]\n  summary = *\n  script = ${script}\n`);
  const server = startProcess([DUNST, '-conf', settings], { env, timeoutMs: 600_000 });
  const send = (to: string, object: string, ...message: string[]): Promise<string> =>
    runProcess(['/usr/bin/dbus-send', '--session', '--print-reply', `--dest=${to}`, object, ...message], {
      env,
    }).then(({ stdout }) => stdout);
  await eventually(async () => {
    const bus = 'org.freedesktop.DBus';
    const owned = await send(bus, '/', `${bus}.NameHasOwner`, `string:${NAME}`);
    if (!owned.includes('true')) throw new Error('no notification server is on the bus');
  });
  return {
    shown: () => readShown(kept),
    clickLast: async () => {
      await send(NAME, OBJECT, 'org.dunstproject.cmd0.NotificationAction', 'uint32:0');
    },
    close: async () => {
      server.kill();
      await server.exited.catch(() => undefined);
    },
  };
}

function readShown(file: string): ShownNotification[] {
  if (!existsSync(file)) return [];
  const words = readFileSync(file, 'utf8').split('\0').slice(0, -1);
  return words.flatMap((title, at) => (at % 2 === 0 ? [{ title, body: words[at + 1] ?? '' }] : []));
}
