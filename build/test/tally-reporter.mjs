import { writeFileSync } from 'node:fs';

/** @typedef {import('vitest/node').TestModule} TestModule */

/** Counts what vitest ran, into the file named by WARMSPARE_TALLY. What fails outside a test (a file that does
 *  not load, a hook, an unhandled error) counts as a failed test. */
export default class TallyReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      tally.failed += countFailedOutsideTests(module);
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        // A test that never ended is one that failed.
        tally[state === 'pending' ? 'failed' : state] += 1;
      }
    }
    printSlowest(modules);
    const file = process.env['WARMSPARE_TALLY'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(tally));
  }
}

/** Where the minutes of a test run went.
 *  @param {readonly TestModule[]} modules */
function printSlowest(modules) {
  const times = modules.map((module) => {
    const { collectDuration, setupDuration, duration } = module.diagnostic();
    return { name: module.relativeModuleId, seconds: (collectDuration + setupDuration + duration) / 1000 };
  });
  const slow = times.filter(({ seconds }) => seconds >= 10).sort((a, b) => b.seconds - a.seconds);
  if (slow.length === 0) return;
  console.log('\nThe files that took longest (seconds):');
  for (const { name, seconds } of slow) console.log(`${seconds.toFixed(0).padStart(6)}  ${name}`);
}

/** @param {TestModule} module */
function countFailedOutsideTests(module) {
  const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  return suites.length + (module.errors().length > 0 ? 1 : 0);
}
