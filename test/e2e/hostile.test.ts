import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { REQUEST_NAMES } from '../../engine/api/request-names.ts';
import { createEngine } from '../../engine/index.ts';
import { makeTempDir, removeTree } from '../helpers/temp-dir.ts';
import { eventually } from '../helpers/eventually.ts';
import { startApp, whyNoApp, type LaunchedApp } from './launch.ts';
import { askFrom, TEST_ENV as env } from './tray.ts';

const REFUSED = { ok: false, problem: { code: 'request.invalid' } };

/** What pages do that are not what they should be. */
describe.skipIf(whyNoApp() !== undefined)('a hostile page', () => {
  let folder: string;
  let home: string;
  let launched: LaunchedApp;
  let page: Page;
  let before: string;
  beforeAll(async () => {
    folder = makeTempDir();
    home = join(folder, 'home');
    const engine = createEngine({ home });
    await engine.pairs.add({
      name: 'Office',
      primary: { kind: 'local' },
      standby: { kind: 'local' },
      volumes: [{ source: folder, destination: join(folder, 'spare') }],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
    });
    launched = await startApp({ env, home });
    await launched.app.evaluate(() =>
      (globalThis as unknown as { warmspare: { choose: (label: string) => void } }).warmspare.choose(
        'Open Warmspare…',
      ),
    );
    page = await launched.window('window.html');
    await page.getByRole('main').first().waitFor();
    // What the host writes at its start.
    await eventually(() =>
      ['schedules.json', 'alert-outbox.json'].every((name) => existsSync(join(home, name))),
    );
    before = digestOf(home);
  });
  afterAll(async () => {
    await launched.close();
    removeTree(folder);
  });
  /** As Electron hands over what came from this page, past its preload script; or from some other frame. */
  const askMain = (
    name: unknown,
    from: 'the page' | 'a frame in it' | 'a page elsewhere' = 'the page',
  ): Promise<unknown> =>
    launched.app.evaluate(
      ({ BrowserWindow, ipcMain }, [asked, sender]) => {
        type Handler = (event: object, name: unknown) => Promise<unknown>;
        const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        const frame = contents?.mainFrame;
        const senderFrame = {
          'the page': frame,
          'a frame in it': { url: frame?.url, parent: frame },
          'a page elsewhere': { url: 'https://app/window.html', parent: null },
        }[sender];
        return handlers.get('warmspare:request')?.({ sender: contents, senderFrame }, asked);
      },
      [name, from] as const,
    );
  const isUnharmed = async (): Promise<void> => {
    const { value } = await askFrom(page, 'snapshot.get');
    expect(value).toMatchObject({ fault: undefined, pairs: [{ pair: { name: 'Office' } }] });
    expect(page.url()).toBe('warmspare://app/window.html');
    expect(digestOf(home)).toBe(before);
  };

  it('gets refusals for garbage, huge values and missing fields, whatever it asks', async () => {
    const taken = await page.evaluate(
      async (names) => {
        const bridge = (
          globalThis as unknown as {
            warmspare: {
              request: (n: string, i: unknown) => Promise<{ ok: boolean; problem?: { code: string } }>;
            };
          }
        ).warmspare;
        const garbage: readonly unknown[] = [
          null,
          0,
          Number.NaN,
          'x',
          [],
          ['x'],
          { runId: '../../etc/passwd' },
          { token: '../x' },
          { pairId: 'pair-0123456789', more: 1 },
          JSON.parse('{"__proto__":{"a":1}}'),
          new Map([['pairId', 1]]),
          new Uint8Array(100),
        ];
        const huge = 'x'.repeat(10_000_000);
        const asked: (readonly [string, unknown])[] = [
          ...names.flatMap((name) => garbage.map((input) => [name, input] as const)),
          ['app.copy', { text: huge }],
          ['pair.add', { name: huge }],
          ['setup.answer', { pairId: huge, answer: [huge] }],
          ['draft.save', { [huge]: huge }],
          ['run.start', huge],
          [huge, huge],
        ];
        const out: string[] = [];
        for (const [name, input] of asked) {
          const reply = await bridge
            .request(name, input)
            .catch(() => ({ ok: false, problem: { code: 'request.invalid' } }));
          if (reply.ok || reply.problem?.code !== 'request.invalid') out.push(`${name} ${String(input)}`);
        }
        return out;
      },
      REQUEST_NAMES.filter((name) => name !== 'settings.change'),
    );
    expect(taken).toEqual([]);
    await isUnharmed();
  });

  it('finds no request beside those of the contract', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'app.none', '']) {
      const asked = askFrom(page, name).catch((error: unknown) => String(error));
      expect(await asked).toMatch(/no such request/);
      // Past the preload script.
      expect(await askMain(name)).toMatchObject(REFUSED);
    }
    expect(await askMain('snapshot.get')).toMatchObject({ ok: true });
    expect(await askMain('snapshot.get', 'a frame in it')).toMatchObject(REFUSED);
    expect(await askMain('snapshot.get', 'a page elsewhere')).toMatchObject(REFUSED);
    await isUnharmed();
  });

  it('cannot be elsewhere, open anything or reach anybody', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end('');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const outside = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    const windows = launched.app.windows().length;
    const tried = await page.evaluate(async (address) => {
      const opened = window.open(address);
      const fetched = await fetch(address).then(
        () => 'fetched',
        () => 'refused',
      );
      const image = await new Promise<string>((resolve) => {
        const element = new Image();
        element.onload = () => resolve('loaded');
        element.onerror = () => resolve('refused');
        element.src = address;
      });
      const notifications = await Notification.requestPermission();
      const media = await navigator.mediaDevices?.getUserMedia({ audio: true }).then(
        () => 'given',
        () => 'refused',
      );
      const link = document.createElement('a');
      link.href = address;
      link.download = 'x';
      document.body.append(link);
      link.click();
      location.href = address;
      const script = document.createElement('script');
      script.textContent = 'globalThis.wasRun = true';
      document.body.append(script);
      return {
        opened: opened === null,
        fetched,
        image,
        notifications,
        media: media ?? 'refused',
        inline: 'wasRun' in globalThis,
      };
    }, outside);
    expect(tried).toEqual({
      opened: true,
      fetched: 'refused',
      image: 'refused',
      notifications: 'denied',
      media: 'refused',
      inline: false,
    });
    await page.evaluate(() => {
      location.href = 'file:///etc/passwd';
    });
    await page.evaluate(() => {
      location.href = 'warmspare://app/popover.html';
    });
    expect(launched.app.windows().length).toBe(windows);
    expect(seen).toEqual([]);
    server.close();
    await isUnharmed();
  });

  it('gets no bridge into a frame of its own, and no way around it', async () => {
    const inFrame = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = 'about:blank';
      document.body.append(frame);
      const inner = frame.contentWindow as unknown as Record<string, unknown> | null;
      const found = ['warmspare', 'require', 'process', 'electron', 'ipcRenderer'].filter(
        (name) => inner !== null && name in inner,
      );
      frame.remove();
      return found;
    });
    expect(inFrame).toEqual([]);
    expect(
      await page.evaluate(() =>
        ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in globalThis),
      ),
    ).toEqual([]);
    const isFrozen = await page.evaluate(() => {
      const bridge = (globalThis as unknown as { warmspare: { request: unknown } }).warmspare;
      try {
        bridge.request = () => undefined;
      } catch {
        // It throws in strict code.
      }
      return Object.keys(bridge).sort();
    });
    expect(isFrozen).toEqual(['onEvents', 'request']);
    await isUnharmed();
  });

  it('finds nothing but the pages, and not outside of their folder', async () => {
    const statuses = await launched.app.evaluate(async ({ BrowserWindow }) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
      const addresses = [
        'window.html',
        'main.mjs',
        '../main.mjs',
        '%2e%2e/main.mjs',
        '..%2fmain.mjs',
        'chunks',
        'package.json',
      ];
      const found: (number | undefined)[] = [];
      for (const address of addresses)
        found.push((await session?.fetch(`warmspare://app/${address}`))?.status);
      found.push((await session?.fetch('warmspare://other/window.html'))?.status);
      return found;
    });
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404, 404]);
  });
});

/** Of all that the data folder holds but for Chromium's own files. */
function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.includes('/browser/')) hash.update(`${path}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}
