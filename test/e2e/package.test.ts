import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { packageApp } from '../../build/package/package-app.mjs';
import { eventually } from '../helpers/eventually.ts';
import { PairFixture } from '../helpers/pair-fixture.ts';
import { startProcess } from '../helpers/run-process.ts';
import { makeTempDir, removeTree, tempDir } from '../helpers/temp-dir.ts';
import { whyNoKeyring } from '../integration/keys/keyring.ts';
import { launchApp, whyNoApp } from './launch.ts';
import { screen } from './launch-screen.ts';
import { choose, clickTray, TEST_ENV, trayIconOf } from './tray.ts';

const whyNot = process.platform === 'linux' ? whyNoApp() : 'it makes installers there, not a folder';

describe.skipIf(whyNot !== undefined)('a packaged app', () => {
  let output = '';
  const program = (kind: 'release' | 'for-tests'): string => join(output, kind, 'linux-unpacked/warmspare');

  beforeAll(async () => {
    output = makeTempDir();
    await packageApp({ output: join(output, 'release') });
    await packageApp({ output: join(output, 'for-tests'), forTests: true });
  }, 600_000);
  afterAll(() => removeTree(output));

  it('has nothing in it but the app and the compiled parts for this machine', () => {
    const resources = join(output, 'release/linux-unpacked/resources');
    const files = readdirSync(resources, {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(resources.length + 1));
    const keytar = `node_modules/keytar/prebuilds/linux-${process.arch}/keytar.node`;
    const ffi = `ffi-rs-linux-${process.arch}-gnu/ffi-rs.linux-${process.arch}-gnu.node`;
    expect(files.sort()).toEqual([
      'app.asar',
      `app.asar.unpacked/node_modules/@yuuang/${ffi}`,
      `app.asar.unpacked/${keytar}`,
    ]);
  });

  it('cannot be talked into anything when it is released', async () => {
    expect(await fuses(program('release'))).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
    });
  });

  it('differs for tests by the inspector alone', async () => {
    const release = await fuses(program('release'));
    expect(await fuses(program('for-tests'))).toEqual({
      ...release,
      EnableNodeCliInspectArguments: true,
    });
  });

  it('listens to no inspector when it is released', async () => {
    const data = tempDir();
    const home = join(data, 'home');
    const env = { ...process.env, ...(await screen()), HOME: data, WARMSPARE_HOME: home, NO_AT_BRIDGE: '1' };
    const switches = ['--no-sandbox', '--disable-gpu', '--inspect=0'];
    const app = startProcess([program('release'), ...switches], { env, timeoutMs: 100_000 });
    onTestFinished(() => app.kill());
    await eventually(() => readdirSync(join(home, 'browser')).includes('Preferences'), { timeoutMs: 90_000 });
    process.kill(app.pid, 'SIGTERM');
    expect(await app.exited).toMatchObject({ code: 0 });
    expect(app.stderr).not.toContain('Debugger listening');
  });

  it('has a tray, a window and a popover, and syncs', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(join(pair.source, 'letter.txt'), 'Dear Anna');
    const launched = await launchApp({ executable: program('for-tests'), env: TEST_ENV, home: pair.home });
    await eventually(() => choose(launched, 'Sync Now'));
    await eventually(async () => (await trayIconOf(launched)) === 'ready');
    expect(await pair.differences()).toEqual([]);
    await choose(launched, 'Settings…');
    const page = await launched.window('window.html');
    await page.getByRole('heading', { name: 'General' }).waitFor();
    await clickTray(launched);
    const popover = await launched.window('popover.html');
    await popover.getByText('Copied just now').first().waitFor();
    const login = page.getByRole('switch', { name: 'Start at login' });
    const entry = await launched.app.evaluate(
      ({ app }) => `${app.getPath('home')}/.config/autostart/warmspare.desktop`,
    );
    await login.press('Space');
    const starts = `Exec="${program('for-tests')}" --at-login`;
    await eventually(() => expect(readFileSync(entry, 'utf8')).toContain(starts));
    await page.getByRole('switch', { name: 'Start at login', checked: true }).waitFor();
    await login.press('Space');
    await eventually(() => !existsSync(entry));
    const place = await launched.app.evaluate(({ app }) => [app.isPackaged, app.getAppPath()]);
    expect(place).toEqual([true, join(dirname(program('for-tests')), 'resources/app.asar')]);
  });

  it.skipIf(whyNoKeyring() !== undefined)('finds keytar in itself, which reaches the keyring', async () => {
    const { app } = await launchApp({ executable: program('for-tests'), env: TEST_ENV, keyring: 'own' });
    // As the app itself finds it.
    const kept = await app.evaluate(async ({ app: electron }) => {
      const { createRequire } = process.getBuiltinModule('node:module');
      const keytar = createRequire(`${electron.getAppPath()}/main.mjs`)('keytar') as {
        readonly setPassword: (service: string, account: string, secret: string) => Promise<void>;
        readonly getPassword: (service: string, account: string) => Promise<string | null>;
      };
      await keytar.setPassword('warmspare-test', 'somebody', 'a secret');
      return keytar.getPassword('warmspare-test', 'somebody');
    });
    expect(kept).toBe('a secret');
  });
});

/** The switches compiled into the program that this version of Electron has. */
async function fuses(program: string): Promise<Record<string, boolean>> {
  const wire: Readonly<Record<string, unknown>> = {
    ...(await getCurrentFuseWire(program)),
  };
  const names = Object.entries(FuseV1Options).filter(([, index]) => typeof index === 'number');
  return Object.fromEntries(
    names.flatMap(([name, index]) => {
      const state = wire[index];
      if (state !== FuseState.ENABLE && state !== FuseState.DISABLE) return [];
      return [[name, state === FuseState.ENABLE]];
    }),
  );
}
