import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { whileLocked } from './lock.mjs';
import { capture, ROOT } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const STAMP = join(ROOT, 'dist/.built-from');
const SOURCES = [
  'engine',
  'main',
  'renderer',
  'build/bundle.mjs',
  'build/bundle-app.mjs',
  'build/bundle-parts.mjs',
  'build/icons/tray',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Builds dist/ from the sources; 'when stale' builds only if dist/ was made from other sources than these.
 * @param {'when stale' | 'always'} when
 */
export async function bundle(when) {
  if (when === 'when stale' && isFresh()) return;
  await whileLocked(() => {
    if (when === 'when stale' && isFresh()) return;
    // Its own process: esbuild is not there yet when this file is loaded.
    const result = capture(process.execPath, ['build/bundle.mjs', stampOfNow()]);
    process.stderr.write(result.stdout + result.stderr);
    if (result.status !== 0) throw new SetupError('The build failed.');
  });
}

function isFresh() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stampOfNow();
}

/** By content, not by time: a checkout of another commit may make files older. */
function stampOfNow() {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of SOURCES.flatMap(filesUnder).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

/** @param {string} path
 *  @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(join(ROOT, path))) return [];
  if (path.includes('.')) return [path];
  return readdirSync(join(ROOT, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
}
