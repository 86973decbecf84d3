/* The app inside the fallback runtime: it opens the app folder that is the first argument without a dash, as the
   app inside Electron's own runtime does. So both are started with the same command line, each start may name
   another folder, and the app sees the same: app.getAppPath() and getName() are the folder's, app.isPackaged is
   false, process.defaultApp is true, process.argv is whole. Unlike there, an app that does not load ends the
   process at once: a dialog about it would wait for nobody. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app as publicApp } from 'electron';

/** With what only Electron's own default app is meant to use.
 *  @type {import('electron').App & Record<'setAppPath' | 'setVersion', (text: string) => void>} */
const app = /** @type {any} */ (publicApp);

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
try {
  if (named === undefined) throw new Error('No app folder was named.');
  const folder = resolve(named);
  const { name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setAppPath(folder);
  app.setName(productName ?? name ?? 'Electron');
  if (version !== undefined) app.setVersion(version);
  // Electron waits with "ready" until this import is done: an app may ask for things that must come before it.
  await import(pathToFileURL(createRequire(import.meta.url).resolve(folder)).href);
} catch (error) {
  console.error(error);
  app.exit(1);
}
