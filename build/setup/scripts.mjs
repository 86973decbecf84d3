import { openApp } from '../electron/open-app.mjs';
import { ensureTestRuntime } from '../electron/test-runtime.mjs';
import { runPackaging } from '../package/run.mjs';
import { bundle } from './bundle.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { runInherited } from './processes.mjs';
import { SetupError } from './setup-error.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const COMMAND_LINE = 'dist/cli/warmspare.js';

/** @typedef {{
 *   systemPackages?: 'demo' | 'test',
 *   runtime?: 'for tests',
 *   build?: 'when stale' | 'always',
 *   run?: (args: string[]) => Promise<number> | number,
 * }} Script */

/** @type {Record<string, Script>} */
const SCRIPTS = {
  demo: { systemPackages: 'demo', build: 'when stale', run: (args) => node(COMMAND_LINE, 'demo', ...args) },
  start: { build: 'when stale', run: openApp },
  // The test script builds by itself: a build that fails is a failed test.
  test: { systemPackages: 'test', runtime: 'for tests', run: (args) => node('build/test/run.mjs', ...args) },
  'test:long': { systemPackages: 'test', runtime: 'for tests', run: runLongTests },
  screens: {
    systemPackages: 'test',
    runtime: 'for tests',
    build: 'when stale',
    run: (args) => tsx('test/e2e/screens.ts', ...args),
  },
  build: { build: 'always' },
  package: { build: 'when stale', run: runPackaging },
  icons: { run: () => node('build/icons/run.mjs') },
  types: { run: () => node('build/test/types.mjs') },
  lint: { run: (args) => node('build/lint/run.mjs', ...args) },
  format: { run: () => node('node_modules/prettier/bin/prettier.cjs', '--write', '--log-level=warn', '.') },
  bench: {
    systemPackages: 'test',
    runtime: 'for tests',
    build: 'when stale',
    run: (args) => tsx('test/bench/bench.ts', ...args),
  },
  soak: { systemPackages: 'test', build: 'when stale', run: (args) => tsx('test/bench/soak.ts', ...args) },
};

/**
 * Runs one npm script after what it needs, and returns its exit status.
 * @param {string} name
 * @param {string[]} args
 */
export async function runScript(name, args) {
  const script = Object.hasOwn(SCRIPTS, name) ? SCRIPTS[name] : undefined;
  if (script === undefined) {
    console.error(`No such script: "${name}". There are: ${Object.keys(SCRIPTS).join(', ')}.`);
    return 2;
  }
  try {
    await ensureDependencies();
    if (script.systemPackages !== undefined) await ensureSystemPackages(script.systemPackages);
    if (script.runtime !== undefined) await ensureTestRuntime();
    if (script.build !== undefined) await bundle(script.build);
    return (await script.run?.(args)) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    if (name === 'test' || name === 'test:long') console.log('0 passed, 1 failed');
    return 1;
  }
}

/** @param {string[]} args */
function runLongTests(args) {
  return runInherited(process.execPath, ['build/test/run.mjs', ...args], {
    ...process.env,
    WARMSPARE_LONG: '1',
  });
}

/** @param {string[]} args */
function node(...args) {
  return runInherited(process.execPath, args);
}

/** @param {string[]} args */
function tsx(...args) {
  return node('--import', 'tsx', ...args);
}
