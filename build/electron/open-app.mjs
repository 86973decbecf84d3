/* `npm start`: opens the built app. Arguments go to the app: `npm start -- --home DIR`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runInherited } from '../setup/processes.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { obtainRuntime, whyItDoesNotStart } from './runtime.mjs';

const APP = 'dist/app';
const WITHOUT_IT = 'npx warmspare --help, or npm run demo to see it work on this machine';

/** Returns the app's exit status.
 *  @param {string[]} args */
export async function openApp(args) {
  if (process.platform === 'linux' && !hasDisplay()) {
    console.log(
      `The app needs a display, and this machine has none; use the command line here: ${WITHOUT_IT}.`,
    );
    return 0;
  }
  if (!existsSync(join(ROOT, APP, 'package.json'))) throw new SetupError(`There is no ${APP} to open.`);
  const runtime = await obtainRuntime('app');
  const why = whyItDoesNotStart(runtime);
  if (why !== undefined) throw new SetupError(`Electron ${runtime.version} does not start here: ${why}`);
  if (runtime.source === 'fallback') {
    console.error(`Opening the app with Electron ${runtime.version}, which is otherwise for the tests only.`);
  }
  return runInherited(runtime.executable, [...systemSwitches(), APP, ...args]);
}

function hasDisplay() {
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

function systemSwitches() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  console.error('As root Electron only starts without its sandbox: passing --no-sandbox.');
  return ['--no-sandbox'];
}
