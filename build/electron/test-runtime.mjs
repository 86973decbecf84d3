import { SetupError } from '../setup/setup-error.mjs';
import { obtainRuntime, whyItDoesNotStart } from './runtime.mjs';

/** Sees to a runtime for the tests of the app. Where there is none they are skipped: this says why. */
export async function ensureTestRuntime() {
  try {
    const runtime = await obtainRuntime('tests');
    const why = whyItDoesNotStart(runtime);
    if (why !== undefined) say(`Electron ${runtime.version} does not start: ${why}`);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
  }
}

/** @param {string} why */
function say(why) {
  console.error(`The tests of the app cannot run. ${why}`);
}
