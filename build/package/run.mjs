/* `npm run package`: a release package of the built app, in release/. With --for-tests one that Playwright can drive,
   in release/for-tests/. */
import { join } from 'node:path';
import { obtainRuntime } from '../electron/runtime.mjs';
import { ROOT } from '../setup/processes.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { isSigned } from './configuration.mjs';
import { packageApp } from './package-app.mjs';

/** Returns the exit status.
 *  @param {string[]} args */
export async function runPackaging(args) {
  await prepare();
  const forTests = args.includes('--for-tests');
  const output = join(ROOT, forTests ? 'release/for-tests' : 'release');
  const made = await packageApp({ output, forTests });
  console.log(`Packaged: ${made.join(', ')}`);
  return 0;
}

async function prepare() {
  if (process.platform === 'darwin') {
    if (isSigned()) return;
    console.error('Neither CSC_NAME nor CSC_LINK names a certificate: the package opens on this Mac only.');
    return;
  }
  if (process.platform !== 'linux') throw new SetupError(`Warmspare is not packaged on ${process.platform}.`);
  const { source, version } = await obtainRuntime('app');
  if (source === 'own') return;
  console.error(`Packaging with Electron ${version}, which is otherwise for the tests only.`);
}
