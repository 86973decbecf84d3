import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whileLocked } from './lock.mjs';
import { npm } from './npm.mjs';
import { ROOT } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const LOCK_FILE = join(ROOT, 'package-lock.json');
const STAMP = join(ROOT, 'node_modules/.warmspare-setup');

/** Installs what the lock file names, unless node_modules already holds exactly that. */
export async function ensureDependencies() {
  if (isFresh()) return;
  await whileLocked(() => {
    if (isFresh()) return;
    if (!isInstalled()) install();
    writeFileSync(STAMP, stampOfNow());
  });
}

function isFresh() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stampOfNow();
}

function stampOfNow() {
  const lock = existsSync(LOCK_FILE) ? readFileSync(LOCK_FILE) : '';
  return `${createHash('sha256').update(lock).digest('hex')} node ${process.versions.node}\n`;
}

/** Whether npm itself, run by hand, already installed the lock file's versions: by its own record inside
 *  node_modules. A package for other platforms only is optional and may be absent. */
function isInstalled() {
  const record = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(LOCK_FILE) || !existsSync(record)) return false;
  const wanted = packagesIn(LOCK_FILE);
  const present = packagesIn(record);
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '' || (optional === true && present[path] === undefined)) return true;
    return present[path]?.version === version && existsSync(join(ROOT, path));
  });
}

/** @param {string} file
 *  @returns {Record<string, { version: string, optional?: boolean }>} */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function install() {
  const verb = existsSync(LOCK_FILE) ? 'ci' : 'install';
  console.error(`Installing dependencies (npm ${verb}) …`);
  const result = npm(verb, '--no-audit', '--no-fund', '--loglevel=error');
  if (result.status === 0) return;
  process.stderr.write(result.stdout + result.stderr);
  throw new SetupError(
    `The dependencies could not be installed: npm ${verb} ended with status ${result.status}.`,
  );
}
