/* `npm test`: the static checks, then the tests, then one last line that counts them all. With arguments, which
   go to vitest (a path, a part of one, or -t NAME), the static checks are skipped. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../setup/bundle.mjs';
import { runInherited } from '../setup/processes.mjs';
import { STATIC_CHECKS, runChecks } from './static-checks.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

const NO_TEST_RAN = { passed: 0, failed: 1, skipped: 0 };

const filters = process.argv.slice(2);
const tallies = [
  filters.length === 0 ? await runChecks(STATIC_CHECKS) : skipStaticChecks(),
  await runAsCheck('build', buildWhenStale),
  await runVitest(filters),
];
if (process.env['WARMSPARE_LONG'] !== '1')
  console.log('Repetitions were left out: npm run test:long has them all.');
const total = tallies.reduce((sum, tally) => ({
  passed: sum.passed + tally.passed,
  failed: sum.failed + tally.failed,
  skipped: sum.skipped + tally.skipped,
}));
const skipped = total.skipped === 0 ? '' : `, ${total.skipped} skipped`;
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;

function skipStaticChecks() {
  console.log(
    `Only some tests were asked for: skipping ${STATIC_CHECKS.map(({ name }) => name).join(', ')}.`,
  );
  return { passed: 0, failed: 0, skipped: STATIC_CHECKS.length };
}

/** One check counts as one test.
 *  @param {string} name
 *  @param {() => Promise<number>} run
 *  @returns {Promise<Tally>} */
async function runAsCheck(name, run) {
  const startedAt = Date.now();
  const status = await run().catch((/** @type {unknown} */ error) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(status === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s, status ${status})`);
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : NO_TEST_RAN;
}

async function buildWhenStale() {
  await bundle('when stale');
  return 0;
}

/** The tally comes from a reporter of our own, through a file. No file, or none counted, is a failure: a test
 *  run that did not happen is not a run without failures.
 *  @param {readonly string[]} args
 *  @returns {Promise<Tally>} */
async function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'warmspare-tally-'));
  const file = join(folder, 'tally.json');
  const reporters = ['--reporter=default', '--reporter=./build/test/tally-reporter.mjs'];
  try {
    const status = await runInherited(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args],
      { ...process.env, WARMSPARE_TALLY: file },
    );
    return judge(status, readTally(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file
 *  @returns {Tally | undefined} */
function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {number} status
 *  @param {Tally | undefined} tally */
function judge(status, tally) {
  if (tally === undefined) return NO_TEST_RAN;
  const ranNone = tally.passed + tally.failed === 0;
  return (ranNone || status !== 0) && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
