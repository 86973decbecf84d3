import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageVersion } from '../electron/own-runtime.mjs';
import { findRuntime } from '../electron/runtime.mjs';
import { ROOT } from '../setup/processes.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { configuration } from './configuration.mjs';
import { RELEASE_FUSES, TEST_FUSES } from './fuses.mjs';

const BUILT_APP = join(ROOT, 'dist/app');

/**
 * Packages the built app as far as this machine can: on a Mac as dmg, zip and pkg for both processors, on Linux
 * as a folder that runs. Returns the paths of what was made.
 * @param {object} wishes
 * @param {string} wishes.output
 * @param {string} [wishes.appFolder]
 * @param {boolean} [wishes.forTests] leaves the inspector on: such a package is not for people
 */
export async function packageApp({ output, appFolder = BUILT_APP, forTests = false }) {
  if (!existsSync(join(appFolder, 'package.json'))) throw new SetupError(`There is no app in ${appFolder}.`);
  const { build, Platform } = await import('electron-builder');
  const isMac = process.platform === 'darwin';
  const config = configuration({
    appFolder,
    output,
    fuses: forTests ? TEST_FUSES : RELEASE_FUSES,
    // A Mac packages for two processors, and one runtime is for one: electron-builder fetches both.
    ...(isMac ? { electronVersion: packageVersion() ?? '' } : presentRuntime()),
  });
  const targets = (isMac ? Platform.MAC : Platform.LINUX).createTarget();
  const artifacts = await build({ projectDir: ROOT, targets, config, publish: 'never' });
  return artifacts.length > 0 ? artifacts : unpackedFolders(output);
}

function presentRuntime() {
  const runtime = findRuntime();
  if (runtime === undefined) throw new SetupError('There is no Electron to package the app with.');
  return { electronVersion: runtime.version, electronFolder: dirname(runtime.executable) };
}

/** @param {string} output */
function unpackedFolders(output) {
  return readdirSync(output)
    .filter((name) => name.endsWith('-unpacked'))
    .map((name) => join(output, name));
}
