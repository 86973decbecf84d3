import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PairFixture } from '../helpers/pair-fixture.ts';
import { makeTempDir, removeTree } from '../helpers/temp-dir.ts';
import { answerDialogs, type DialogPerson } from './dialogs.ts';
import { startApp, whyNoApp, type LaunchedApp } from './launch.ts';
import { choose, TEST_ENV as env } from './tray.ts';

/** What was seen of the page that was to be printed. */
interface Printing {
  readonly address: string;
  readonly isShown: boolean;
  readonly mayRunScripts: boolean | undefined;
  readonly isSandboxed: boolean | undefined;
}

/** Electron has it, and does not declare it. */
interface Preferring {
  readonly getLastWebPreferences: () => { readonly javascript?: boolean; readonly sandbox?: boolean } | null;
}

describe.skipIf(whyNoApp() !== undefined)('the runbook of a pair', () => {
  let folder: string;
  let launched: LaunchedApp;
  let person: DialogPerson;
  let page: Page;

  beforeAll(async () => {
    folder = makeTempDir();
    const pair = await new PairFixture({ folder, name: 'Söhne (Büro)' }).add();
    launched = await startApp({ env, home: pair.home });
    person = await answerDialogs(launched);
    await choose(launched, 'Failover Runbook…');
    page = await launched.window('window.html');
    page.setDefaultTimeout(60_000);
    await page.getByRole('heading', { name: 'Failover', level: 1 }).waitFor();
  });
  afterAll(async () => {
    await launched?.close();
    removeTree(folder);
  });

  async function save(choice: string, name: string): Promise<Buffer> {
    const path = join(folder, name);
    await person.choose(path);
    await page.getByRole('button', { name: 'Save As…' }).click();
    await page.getByRole('menuitem', { name: choice }).click();
    await page.getByText(`Saved: ${path}`).waitFor();
    return readFileSync(path);
  }

  it.each([
    ['PDF, A4', [595.28, 841.89]],
    ['PDF, Letter', [612, 792]],
  ] as const)('is saved as %s, of that size and with its name', async (choice, size) => {
    const { title, sizes, hasFonts } = readPdf(await save(choice, `${choice}.pdf`));
    expect([title, hasFonts]).toEqual(['Failover runbook: Söhne (Büro)', true]);
    expect(sizes.length).toBeGreaterThan(2);
    // Electron has sheets in hundredths of an inch, and whole points.
    const off = sizes.flatMap((sides) => sides.map((side, at) => Math.abs(side - (size[at] ?? 0))));
    expect(Math.max(...off)).toBeLessThan(1.5);
  });

  it('is saved as a page, as Markdown and as plain text, under the name of the pair', async () => {
    const saved = [
      await save('Web Page (HTML)', 'runbook.html'),
      await save('Markdown', 'runbook.md'),
      await save('Plain Text', 'runbook.txt'),
    ].map(String);
    expect(saved[0]).toMatch(/^<!doctype html>[^]*<h1>Failover runbook: Söhne \(Büro\)<\/h1>/);
    expect(saved[1]).toMatch(/^# Failover runbook: Söhne/);
    expect(saved[2]).toMatch(/Söhne \(Büro\)/i);
    expect((await person.asked()).slice(-3)).toEqual([
      'Söhne (Büro) failover runbook.html',
      'Söhne (Büro) failover runbook.md',
      'Söhne (Büro) failover runbook.txt',
    ]);
  });

  it('is printed from a hidden page that runs no script, and nothing of it is left', async () => {
    const { app } = launched;
    const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    const before = await windows();
    // The system's own dialog is no page; whoever is asked here has printed it.
    await app.evaluate(({ app: electron }) => {
      electron.once('browser-window-created', (_event, window) => {
        const { webContents } = window;
        webContents.print = (_options, done) => {
          const preferences = (webContents as unknown as Preferring).getLastWebPreferences();
          const printing: Printing = {
            address: webContents.getURL(),
            isShown: window.isVisible(),
            mayRunScripts: preferences?.javascript,
            isSandboxed: preferences?.sandbox,
          };
          Object.assign(globalThis, { printing });
          done?.(true, '');
        };
      });
    });
    await page.getByRole('button', { name: 'Print…' }).click();
    await page.getByText('It was handed to the printer.').waitFor();
    expect(await app.evaluate(() => (globalThis as unknown as { printing: Printing }).printing)).toEqual({
      address: expect.stringMatching(/^warmspare:\/\/app\/paper\/[0-9a-f]{32}$/) as string,
      isShown: false,
      mayRunScripts: false,
      isSandboxed: true,
    });
    expect(await windows()).toBe(before);
  });
});

interface ReadPdf {
  readonly title: string | undefined;
  /** Of each page, in points. */
  readonly sizes: readonly (readonly number[])[];
  /** There is text on it. */
  readonly hasFonts: boolean;
}

/** What can be read of a PDF by Chromium without a library: its pages and its title, which are not compressed. */
function readPdf(content: Buffer): ReadPdf {
  const text = content.toString('latin1');
  // /MediaBox [0 0 594.95996 841.91998]
  const boxes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  return {
    title: titleOf(text),
    sizes: boxes.map(([, width, height]) => [width, height].map(Number)),
    hasFonts: text.includes('/Type /Font'),
  };
}

function titleOf(text: string): string | undefined {
  // /Title <FEFF004F0066> or /Title (Office)
  const [, hex, plain] = /\/Title (?:<FEFF([0-9A-F]+)>|\(([^)]*)\))/i.exec(text) ?? [];
  if (hex === undefined) return plain;
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}
