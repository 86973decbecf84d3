import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const PATIENCE_MS = 10 * 60_000;
const POLL_MS = 200;

/**
 * Does the work while no other set-up of this checkout does any. A lock left by a dead process is taken over.
 * @template T
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function whileLocked(work) {
  const checkout = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `warmspare-setup-${process.getuid?.() ?? 0}-${checkout}.lock`);
  const deadline = Date.now() + PATIENCE_MS;
  while (!take(folder)) {
    if (Date.now() > deadline)
      throw new SetupError(`Another set-up does not end; if none runs, delete ${folder}.`);
    await delay(POLL_MS);
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** @param {string} folder */
function take(folder) {
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (isAbandoned(folder)) discard(folder);
    return false;
  }
}

/** @param {string} folder */
function isAbandoned(folder) {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ESRCH') return true;
    // Between the folder and its pid file lies a moment; long after it, the owner died in between.
    return (
      code === 'ENOENT' &&
      Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > 5_000
    );
  }
}

/** By rename first, so that two waiters cannot both remove it and one of them the other's new lock.
 *  @param {string} folder */
function discard(folder) {
  const grave = `${folder}.${process.pid}`;
  try {
    renameSync(folder, grave);
  } catch {
    return;
  }
  rmSync(grave, { recursive: true, force: true });
}
