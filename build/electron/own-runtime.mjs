import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/processes.mjs';

/** @typedef {import('./runtime.mjs').Runtime} Runtime */

const PACKAGE = join(ROOT, 'node_modules/electron');
/** A download that comes along takes a minute or two; one that has said nothing for so long will not. */
const PATIENCE_MS = 5 * 60_000;

/** The runtime that belongs to the electron package, if it was fetched before.
 *  @returns {Runtime | undefined} */
export function ownRuntime() {
  const version = packageVersion();
  const name = readIfThere('path.txt');
  // What install.js itself looks at: a download of an earlier version may still lie there.
  if (version === undefined || name === undefined) return undefined;
  if (readIfThere('dist/version')?.replace(/^v/, '') !== version) return undefined;
  const executable = join(PACKAGE, 'dist', name);
  return existsSync(executable) ? { executable, source: 'own', version } : undefined;
}

/** Fetches it, as the electron package does it. Not everywhere can it be reached: then this says so, and returns
 *  nothing.
 *  @returns {Runtime | undefined} */
export function fetchOwnRuntime() {
  const version = packageVersion();
  if (version === undefined) return undefined;
  console.error(`Fetching Electron ${version} …`);
  const install = spawnSync(process.execPath, [join(PACKAGE, 'install.js')], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  const runtime = ownRuntime();
  if (runtime !== undefined) return runtime;
  const why = install.error?.message ?? install.stderr.split('\n')[0];
  console.error(`Electron ${version} cannot be fetched here (${why}).`);
  return undefined;
}

/** The version of the electron package. */
export function packageVersion() {
  const text = readIfThere('package.json');
  return text === undefined ? undefined : /** @type {string} */ (JSON.parse(text).version);
}

/** @param {string} file */
function readIfThere(file) {
  const path = join(PACKAGE, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
