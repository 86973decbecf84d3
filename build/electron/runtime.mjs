import { capture } from '../setup/processes.mjs';
import { fallbackRuntime, makeFallbackRuntime } from './fallback-runtime.mjs';
import { fetchOwnRuntime, ownRuntime } from './own-runtime.mjs';

/**
 * An Electron that runs an app folder: `executable FOLDER [ARGUMENT …]`.
 * @typedef {{ executable: string, source: 'own' | 'fallback', version: string }} Runtime
 */

/** The runtime that is on this machine already; the one of the electron package before the fallback.
 *  @returns {Runtime | undefined} */
export function findRuntime() {
  return ownRuntime() ?? fallbackRuntime();
}

/**
 * Finds a runtime or fetches one: the electron package's own, or where that cannot be had, the fallback. Throws
 * a SetupError that says why there is none.
 * @param {'app' | 'tests'} purpose people get the electron package's own whenever it can be had; tests do not
 *   ask for it again once they have the fallback
 * @returns {Promise<Runtime>}
 */
export async function obtainRuntime(purpose) {
  const found = purpose === 'tests' ? findRuntime() : ownRuntime();
  return found ?? fetchOwnRuntime() ?? fallbackRuntime() ?? (await makeFallbackRuntime());
}

/** Why the system cannot start the runtime; `undefined` when it can.
 *  @param {Runtime} runtime */
export function whyItDoesNotStart({ executable }) {
  // As plain Node it needs all its libraries, but no screen.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { status, stderr } = capture(executable, ['--print', 'process.versions.electron'], env);
  return status === 0 ? undefined : stderr.trim().split('\n')[0];
}
